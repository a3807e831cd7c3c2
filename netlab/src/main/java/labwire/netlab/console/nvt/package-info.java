/**
 * The network virtual terminal (<a href="https://www.rfc-editor.org/rfc/rfc854">RFC 854</a>): Telnet's commands and
 * options among the octets of a connection, of a server and of a client. Without I/O.
 *
 * <p>Layer: {@code console}, below all else of it. Start at {@link labwire.netlab.console.nvt.TelnetDecoder}.
 */
@NullMarked
package labwire.netlab.console.nvt;

import org.jspecify.annotations.NullMarked;
