package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.DtpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;

/** Runs the trunk negotiation of a bridge's ports: gives them messages and the time, and sends what they say. */
final class TrunkProtocolEntity {
    private final LabEventLoop loop;
    private final List<BridgePort> ports = new ArrayList<>();
    private final LabTimer timer;

    TrunkProtocolEntity(LabEventLoop loop) {
        this.loop = loop;
        timer = loop.newTimer(this::advance);
    }

    void addPort(BridgePort port) {
        ports.add(port);
    }

    void receive(BridgePort in, DtpPacket packet) {
        if (in.negotiation().receive(packet, loop.now())) {
            settle(in);
        } else {
            in.drop(BridgeDropReason.RESERVED_ADDRESS);
        }
    }

    private void advance() {
        for (BridgePort port : ports) {
            port.negotiation().advance(loop.now());
            settle(port);
        }
    }

    /** Puts a decision into effect, and tells it. */
    void settle(BridgePort port) {
        port.followNegotiation();
        port.negotiation()
                .transmit(loop.now())
                .ifPresent(packet -> port.port()
                        .send(new EthernetFrame(
                                MacAddress.CISCO_GROUP, port.port().mac(), packet)));
        long next = Long.MAX_VALUE;
        for (BridgePort other : ports) {
            next = Math.min(next, other.negotiation().nextDeadline());
        }
        if (next != Long.MAX_VALUE) {
            timer.arm(next);
        }
    }
}
