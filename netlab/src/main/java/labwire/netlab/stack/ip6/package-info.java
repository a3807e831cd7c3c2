/**
 * IPv6 on a host or a router, beside IPv4 and below the same TCP and UDP.
 *
 * <pre>
 *   TcpLayer, UdpLayer         Icmp6Layer ── NeighborDiscovery, GroupMembership of the interface
 *        |        \            /
 *   Ip6Output      Ip6Input ──────── Ip6Forwarder
 *        \            |                /
 *         Ip6Interface: addresses, NeighborCache6, Autoconfiguration or RouterAdvertiser
 *                     |
 *                  Ip6Link (an interface of the stack)
 * </pre>
 *
 * <p>Here: addresses with their scope and duplicate detection (RFC 4862), neighbour discovery with its reachability
 * states (RFC 4861), router discovery and address configuration, advertisements of routers, redirects, choice of the
 * source address (RFC 6724), routes by longest prefix, forwarding, fragments (RFC 8200, 5722, 6946), path MTU discovery
 * (RFC 8201), ICMPv6 (RFC 4443), reports of groups (MLDv2, RFC 3810). IPv6 is off on an interface until it is enabled
 * there or the interface is given an address. Not here: multicast routing, mobile IPv6, temporary addresses, jumbograms.
 *
 * <p>Everything happens on the lab's loop. What arrives from a wire is counted and dropped if it is wrong, never thrown.
 *
 * <p>Starting points: {@link labwire.netlab.stack.ip6.Ip6Layer}, {@link labwire.netlab.stack.ip6.Ip6Interface}.
 */
@NullMarked
package labwire.netlab.stack.ip6;

import org.jspecify.annotations.NullMarked;
