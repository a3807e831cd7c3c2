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
 * <p>Here: ARP with a bounded cache, routes by longest prefix with distance, metric and recursive next hops, forwarding,
 * fragments out and in, path MTU discovery, ICMP errors, broadcasts. Not here yet: multicast groups (IGMP), ICMP
 * redirects, proxy ARP, several next hops at equal cost, sockets bound to one interface, IPv6.
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
