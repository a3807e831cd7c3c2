package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.netlab.cloud.OutsideLink;
import labwire.netlab.cloud.OutsideRule;
import labwire.netlab.cloud.TapLink;
import labwire.netlab.cloud.TapRule;
import labwire.netlab.cloud.Tunnel;
import labwire.netlab.cloud.TunnelException;
import labwire.netlab.cloud.TunnelRule;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.topology.Lab;

/** The sockets and TAPs of a lab's links to the outside. */
final class LabTunnels {
    private final List<OutsideLink> open = new ArrayList<>();

    private LabTunnels() {}

    /**
     * Opens the lab's tunnels.
     *
     * @param await waits for a future and throws what it failed with
     * @throws StartException naming the lab file's line, if one cannot be opened; those before it are closed again
     */
    static LabTunnels open(Lab lab, WorkstationSockets sockets, Consumer<Future<?>> await) {
        LabTunnels tunnels = new LabTunnels();
        for (Lab.TunnelEnd end : lab.tunnels()) {
            try {
                OutsideLink link = link(lab.loop(), end, sockets);
                await.accept(link.open());
                tunnels.open.add(link);
            } catch (TunnelException | IOException e) {
                tunnels.close(await);
                throw new StartException(end.definition().at() + ": " + e.getMessage(), e);
            }
        }
        return tunnels;
    }

    private static OutsideLink link(LabEventLoop loop, Lab.TunnelEnd end, WorkstationSockets sockets)
            throws IOException {
        OutsideRule rule = end.definition().rule();
        if (rule instanceof TapRule tap) {
            return new TapLink(loop, end.port(), tap, work -> {
                Thread thread = new Thread(work, "labwire-" + tap.kind() + "-" + tap.where());
                thread.setDaemon(true);
                thread.start();
            });
        }
        return new Tunnel(
                loop,
                end.port(),
                withLocal((TunnelRule) rule),
                sockets.group().next(),
                sockets.datagramBootstrap(Tunnel.MAX_DATAGRAM_BYTES),
                sockets.datagramTrains());
    }

    /** Without a local address in the lab file, the one from which this machine reaches the remote end. */
    private static TunnelRule withLocal(TunnelRule rule) throws IOException {
        if (!rule.local().getAddress().isAnyLocalAddress()) {
            return rule;
        }
        try (DatagramChannel probe = DatagramChannel.open()) {
            // Connecting a datagram socket sends nothing; it asks the system's route table.
            probe.connect(rule.remote());
            InetSocketAddress local = (InetSocketAddress) probe.getLocalAddress();
            return new TunnelRule(
                    rule.encapsulation(),
                    new InetSocketAddress(local.getAddress(), rule.local().getPort()),
                    rule.remote());
        } catch (IOException e) {
            throw new IOException(
                    rule + ": " + e.getMessage() + " (expected: an address that this machine can reach)", e);
        }
    }

    List<OutsideLink> all() {
        return List.copyOf(open);
    }

    void close(Consumer<Future<?>> await) {
        open.forEach(tunnel -> await.accept(tunnel.close()));
        open.clear();
    }
}
