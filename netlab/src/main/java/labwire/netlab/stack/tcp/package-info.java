/**
 * TCP to <a href="https://www.rfc-editor.org/rfc/rfc9293">RFC 9293</a>, above IP and below sockets.
 *
 * <p>The core, {@code TcpConnection} and the roles it is made of (sender, receiver, retransmit queue, reassembly,
 * round-trip estimate, congestion control), does no I/O and knows no loop: it takes segments and the time, and gives
 * segments and the next deadline. {@link labwire.netlab.stack.tcp.TcpLayer} joins connections to a lab's loop and to
 * the IP stack below; {@link labwire.netlab.stack.tcp.TcpSocket} is a connection as an application sees it. See
 * {@code docs/adr/0004-tcp-by-role.md} for why it is cut this way.
 *
 * <p>Losses are found by RACK-TLP where the peer has SACK, else by duplicate acknowledgments; {@code Flight} follows what
 * was sent, and {@code docs/adr/0015-losses-found-by-time.md} says how. The conversations under
 * {@code src/test/resources/labwire/netlab/stack/tcp/scripts} hold TCP to the sections of its RFCs.
 *
 * <p>Buffers follow the path and the application, see {@code RightSizing} and {@code BufferCapacity}.
 *
 * <p>Not here: Fast Open, pacing, reuse of TIME-WAIT by a connection that this side opens.
 *
 * <p>Everything here runs on the lab's thread alone.
 *
 * <p>Starting points: {@link labwire.netlab.stack.tcp.TcpLayer#connect}, {@link labwire.netlab.stack.tcp.TcpLayer#listen},
 * {@link labwire.netlab.stack.tcp.TcpOutput}.
 */
@NullMarked
package labwire.netlab.stack.tcp;

import org.jspecify.annotations.NullMarked;
