/**
 * OSPF version 2 (<a href="https://www.rfc-editor.org/rfc/rfc2328">RFC 2328</a>), sans-I/O: neighbours, databases,
 * flooding, shortest paths.
 *
 * <p>Above {@code stack} and below {@code device}, which feeds it packets and interfaces and puts its routes into the
 * stack's table. The packets themselves are in {@code packet}.
 *
 * <p>Starting points: {@link labwire.netlab.routing.ospf.OspfRouter}, {@link labwire.netlab.routing.ospf.OspfOutput},
 * {@link labwire.netlab.routing.ospf.InterfaceSettings}.
 */
@NullMarked
package labwire.netlab.routing.ospf;

import org.jspecify.annotations.NullMarked;
