/**
 * The Linux-like command set of hosts: {@code ip}, {@code ping}, {@code hostname}.
 *
 * <p>Each class declares the commands of one subject, grammar, help and action together; {@link
 * labwire.netlab.console.linux.LinuxConsole} is the session that they work on.
 */
@NullMarked
package labwire.netlab.console.linux;

import org.jspecify.annotations.NullMarked;
