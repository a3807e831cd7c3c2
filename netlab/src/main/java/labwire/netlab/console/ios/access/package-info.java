/**
 * Who may log in, and how, as IOS has it typed and shown: users, AAA, what lines ask for, and the SSH server.
 *
 * <p>A feature of {@code console.ios}; the state is in {@code device.login}. Start at {@link
 * labwire.netlab.console.ios.access.AccessCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.access;

import org.jspecify.annotations.NullMarked;
