/**
 * UDP: sockets, their ports, and the way from a datagram to the socket that it is for.
 *
 * <p>On top of IPv4, of which it sees only {@link labwire.netlab.stack.udp.UdpOutput}. Everything happens on the lab's
 * loop.
 *
 * <p>Starting points: {@link labwire.netlab.stack.udp.UdpLayer}, {@link labwire.netlab.stack.udp.UdpSocket}.
 */
@NullMarked
package labwire.netlab.stack.udp;

import org.jspecify.annotations.NullMarked;
