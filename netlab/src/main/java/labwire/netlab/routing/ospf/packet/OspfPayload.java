package labwire.netlab.routing.ospf.packet;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.RawIpPayload;

/** An OSPF packet without authentication, as an IP packet carries it: encoded only where its bytes show. */
public record OspfPayload(OspfPacket packet) implements RawIpPayload {
    /** OSPF's number in the IP header. */
    public static final int PROTOCOL_OSPF = 89;

    @Override
    public int protocolNumber() {
        return PROTOCOL_OSPF;
    }

    @Override
    public int length() {
        return packet.length();
    }

    @Override
    public Bytes bytes() {
        return OspfPacketCodec.encode(packet);
    }
}
