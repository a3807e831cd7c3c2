/**
 * IPv4 on a host or a router, with IPv6 beside it in {@link labwire.netlab.stack.ip6}: interfaces, neighbours, routes,
 * forwarding, local delivery.
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
 * <p>Here: ARP and proxy ARP with a bounded cache, routes by longest prefix with distance, metric, recursive and several
 * next hops, forwarding, options and source routes, fragments out and in, path MTU discovery, ICMP errors, redirects told
 * and followed, broadcasts, groups of one link and the host's part of IGMP. Hooks:
 * {@link labwire.netlab.stack.PacketFilter}, {@link labwire.netlab.stack.AddressTranslation}, protocols of their own on IP
 * ({@link labwire.netlab.stack.ProtocolReceiver}), {@link labwire.netlab.stack.InterfaceListener}. Not here: multicast
 * routing.
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
