package labwire.netlab.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import labwire.netlab.link.NeighborProtocol;
import labwire.netlab.link.Port;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.CdpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FramePayload;
import labwire.netlab.wire.LldpPacket;
import labwire.netlab.wire.MacAddress;

/**
 * A device's CDP and LLDP: gives the processes what comes in by the ports, and the time, and sends what they tell. Lab
 * thread only.
 */
public final class Discovery {
    private final LabEventLoop loop;
    private final LabTimer timer;
    private final CdpProcess cdp;
    private final LldpProcess lldp;
    private final List<BiConsumer<Port, CdpPacket>> cdpListeners = new ArrayList<>();

    public Discovery(LabEventLoop loop, LocalSystem system) {
        this.loop = loop;
        timer = loop.newTimer(this::advance);
        cdp = new CdpProcess(system);
        lldp = new LldpProcess(system);
    }

    /** Runs both protocols on a port, too, whose link is down. */
    public void addPort(Port added) {
        cdp.addPort(added);
        lldp.addPort(added);
        added.runBeside(new NeighborProtocol() {
            @Override
            public boolean take(Port port, EthernetFrame frame) {
                return receive(port, frame);
            }

            @Override
            public void linkChanged(Port port, boolean up) {
                cdp.linkChanged(port, up, loop.now());
                lldp.linkChanged(port, up, loop.now());
                arm();
            }
        });
    }

    public CdpProcess cdp() {
        return cdp;
    }

    public LldpProcess lldp() {
        return lldp;
    }

    /** Adds someone who is told of every CDP packet that was taken in. */
    public void onCdp(BiConsumer<Port, CdpPacket> listener) {
        cdpListeners.add(listener);
    }

    /** {@code cdp run} or {@code no cdp run}; the neighbours are told of the end. */
    public void runCdp(boolean running) {
        if (!running) {
            cdp.farewell(this::sendCdp);
        }
        cdp.run(running, loop.now());
        advance();
    }

    /** {@code lldp run} or {@code no lldp run}; the neighbours are told of the end. */
    public void runLldp(boolean running) {
        if (!running) {
            lldp.farewell(this::sendLldp);
        }
        lldp.run(running, loop.now());
        advance();
    }

    /** Whether a port tells of the device. */
    public void setTransmits(DiscoveryProcess<?> process, Port port, boolean transmits) {
        process.setTransmits(port, transmits, loop.now());
        advance();
    }

    /** Whether a port listens to its neighbours. */
    public void setReceives(DiscoveryProcess<?> process, Port port, boolean receives) {
        process.setReceives(port, receives);
    }

    private boolean receive(Port port, EthernetFrame frame) {
        if (frame.payload() instanceof CdpPacket packet && frame.destination().equals(MacAddress.CISCO_GROUP)) {
            cdp.receive(port, frame.source(), packet, loop.now());
            if (cdp.isRunning() && cdp.receives(port)) {
                cdpListeners.forEach(listener -> listener.accept(port, packet));
            }
        } else if (frame.payload() instanceof LldpPacket packet
                && frame.destination().isBridgeReserved()) {
            lldp.receive(port, frame.source(), packet, loop.now());
        } else {
            return false;
        }
        arm();
        return true;
    }

    private void advance() {
        cdp.advance(loop.now(), this::sendCdp);
        lldp.advance(loop.now(), this::sendLldp);
        arm();
    }

    private void arm() {
        long next = Math.min(cdp.nextDeadline(), lldp.nextDeadline());
        if (next == Long.MAX_VALUE) {
            timer.cancel();
        } else {
            timer.arm(next);
        }
    }

    private void sendCdp(Port port, CdpPacket packet) {
        send(port, MacAddress.CISCO_GROUP, packet);
    }

    private void sendLldp(Port port, LldpPacket packet) {
        send(port, MacAddress.LLDP_GROUP, packet);
    }

    private static void send(Port port, MacAddress group, FramePayload payload) {
        port.send(new EthernetFrame(group, port.mac(), payload));
    }
}
