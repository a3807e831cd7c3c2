/**
 * The packets and link state advertisements of OSPF version 2 (<a href="https://www.rfc-editor.org/rfc/rfc2328">RFC
 * 2328</a>, appendix A): immutable records and their codecs. No state, no clock, no I/O.
 *
 * <p>Routers hand the records themselves on, so that one advertisement is one object however many databases hold it;
 * bytes are made where they show and where authentication needs them.
 *
 * <p>Starting points: {@link labwire.netlab.routing.ospf.packet.OspfPacket}, {@link
 * labwire.netlab.routing.ospf.packet.Lsa}, {@link labwire.netlab.routing.ospf.packet.OspfPacketCodec}.
 */
@NullMarked
package labwire.netlab.routing.ospf.packet;

import org.jspecify.annotations.NullMarked;
