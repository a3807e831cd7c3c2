/**
 * Interfaces, addresses, routes and names, and what shows and tries them.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.ip.IpCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.ip;

import org.jspecify.annotations.NullMarked;
