/**
 * IPv4 on a host or a router: interfaces, neighbours, routes, forwarding, local delivery.
 *
 * <pre>
 *   applications      TcpLayer    UdpLayer    IcmpLayer
 *                         \           |          /
 *   this package        IpOutput    LocalDelivery      Forwarder ── IpOutput
 *                          |              \             /
 *                     NeighborCache          IpInput
 *                          \                  /
 *   an interface          NetworkInterface
 *                                |
 *   below                    LinkLayer (a port, a VLAN interface of a switch, the loopback)
 * </pre>
 *
 * <p>Everything happens on the lab's loop. What arrives from a wire is counted and dropped if it is wrong, never
 * thrown.
 *
 * <p>Starting points: {@link labwire.netlab.stack.IpStack}, {@link labwire.netlab.stack.NetworkInterface},
 * {@link labwire.netlab.stack.RouteTable}.
 */
@NullMarked
package labwire.netlab.stack;

import org.jspecify.annotations.NullMarked;
