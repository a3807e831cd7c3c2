/**
 * What every device has: modes, its name and secret, its configuration, files and software.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.system.SystemCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.system;

import org.jspecify.annotations.NullMarked;
