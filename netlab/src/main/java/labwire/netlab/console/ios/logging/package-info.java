/**
 * Log messages and debugging: what of them goes where, what shows them, and {@code debug}, whose kinds other features
 * add.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.logging.LoggingCommands} and, for a
 * feature that has something to debug, {@link labwire.netlab.console.ios.logging.DebugCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.logging;

import org.jspecify.annotations.NullMarked;
