package labwire.netlab.routing.ospf;

import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.packet.Authentication;
import labwire.netlab.routing.ospf.packet.OspfDecoded;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.routing.ospf.packet.OspfPacket.DatabaseDescription;
import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateAcknowledgment;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateRequest;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateUpdate;
import labwire.netlab.routing.ospf.packet.OspfPacketCodec;
import labwire.netlab.routing.ospf.packet.OspfPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.RawIpPayload;
import org.jspecify.annotations.Nullable;

/** Takes packets in: decodes them, believes them or not, and hands them to whom they concern (RFC 2328, 8.2). */
final class PacketInput {
    private final OspfRouter router;
    private final OspfOutput output;

    PacketInput(OspfRouter router, OspfOutput output) {
        this.router = router;
        this.output = output;
    }

    void receive(OspfInterface on, Ipv4Address source, Ipv4Address destination, RawIpPayload payload, long now) {
        if (output.isDebugging(DebugTopic.PACKET) && payload.bytes().length() >= OspfPacket.HEADER_LENGTH) {
            output.debug(DebugTopic.PACKET, DebugText.received(payload.bytes(), on));
        }
        OspfPacket packet = authentic(on, source, payload);
        if (packet == null || !isAcceptable(on, source, destination, packet)) {
            return;
        }
        router.counters().received(packet);
        if (packet instanceof Hello hello) {
            router.hellos().receive(on, source, hello, now);
            return;
        }
        OspfNeighbor from = on.neighbor(packet.router(), source);
        if (from == null || !from.id().equals(packet.router())) {
            router.counters().dropped(DropReason.UNKNOWN_NEIGHBOR);
        } else if (packet instanceof DatabaseDescription description) {
            router.exchange().receive(from, description, now);
        } else if (packet instanceof LinkStateRequest request) {
            router.exchange().receive(from, request, now);
        } else if (packet instanceof LinkStateUpdate update) {
            router.flooding().receive(from, update, now);
        } else if (packet instanceof LinkStateAcknowledgment acknowledgment) {
            router.acknowledgments().receive(from, acknowledgment, now);
        }
    }

    /** The packet, if it is one and proves to be of a router that we trust (RFC 2328, 8.2); else null. */
    private @Nullable OspfPacket authentic(OspfInterface on, Ipv4Address source, RawIpPayload payload) {
        Authentication authentication = on.settings().authentication();
        if (payload instanceof OspfPayload plain && authentication.equals(Authentication.NONE)) {
            return plain.packet();
        }
        OspfDecoded decoded = OspfPacketCodec.decode(payload.bytes());
        if (!(decoded instanceof OspfDecoded.Packet result)) {
            router.counters().dropped(DropReason.MALFORMED);
            return null;
        }
        OspfPacket packet = result.packet();
        if (!authentication.accepts(result.proof())) {
            router.counters().dropped(DropReason.NOT_AUTHENTIC);
            if (output.isDebugging(DebugTopic.ADJ)) {
                String what = result.proof().type() == authentication.type() ? "Key" : "Type";
                output.debug(
                        DebugTopic.ADJ,
                        on,
                        "Rcv pkt from " + source + " : Mismatched Authentication " + what
                                + ". Input packet specified type "
                                + result.proof().type() + ", we use type " + authentication.type());
            }
            return null;
        }
        OspfNeighbor neighbor = on.neighbor(packet.router(), source);
        if (neighbor != null && authentication instanceof Authentication.Cryptographic) {
            int sequence = Authentication.sequenceOf(result.proof());
            if (Integer.compareUnsigned(sequence, neighbor.authenticationSequence) < 0) {
                router.counters().dropped(DropReason.NOT_AUTHENTIC);
                return null;
            }
            neighbor.authenticationSequence = sequence;
        }
        router.counters().dropped(DropReason.BAD_LSA, result.refusedLsas());
        return packet;
    }

    private boolean isAcceptable(OspfInterface on, Ipv4Address source, Ipv4Address destination, OspfPacket packet) {
        DropReason reason = null;
        if (!on.isSpeaking()) {
            reason = DropReason.PASSIVE;
        } else if (!packet.area().equals(on.area().id())) {
            reason = DropReason.WRONG_AREA;
        } else if (on.hasManyNeighbors() && !on.settings().network().contains(source)
                || source.equals(on.settings().address())) {
            reason = DropReason.WRONG_SOURCE;
        } else if (packet.router().equals(router.id())) {
            reason = DropReason.OWN_ROUTER_ID;
        } else if (destination.equals(PacketOutput.ALL_DESIGNATED)
                && on.state() != InterfaceState.DESIGNATED
                && on.state() != InterfaceState.BACKUP) {
            reason = DropReason.WRONG_DESTINATION;
        }
        if (reason == null) {
            return true;
        }
        router.counters().dropped(reason);
        return false;
    }
}
