/**
 * The IOS-like command set of routers and switches.
 *
 * <p>Each class declares the commands of one subject, grammar, help and action together; {@link
 * labwire.netlab.console.ios.IosConsole} is the session that they work on.
 */
@NullMarked
package labwire.netlab.console.ios;

import org.jspecify.annotations.NullMarked;
