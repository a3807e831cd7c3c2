/**
 * Network address translation as it is typed, written and shown.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.nat.NatCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.nat;

import org.jspecify.annotations.NullMarked;
