/**
 * Terminals, without I/O: octets of a keyboard in, octets for a screen out, a console session behind.
 *
 * <p>Above {@code console}, of whose sessions it knows no more than {@link labwire.netlab.console.ConsoleSession};
 * below Telnet, SSH and the console port, which carry the octets.
 *
 * <pre>
 *   octets → KeyDecoder → keys → Terminal → LineEditor, History → lines → ConsoleSession
 *   octets ← Screen ← LineView (the line being edited) and Pager (what commands print)
 * </pre>
 *
 * <p>Starting points: {@link labwire.netlab.console.terminal.Terminal},
 * {@link labwire.netlab.console.terminal.TerminalOutput}.
 */
@NullMarked
package labwire.netlab.console.terminal;

import org.jspecify.annotations.NullMarked;
