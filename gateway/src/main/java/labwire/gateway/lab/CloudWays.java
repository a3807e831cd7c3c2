package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import labwire.gateway.sockets.NameServerFile;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.cloud.Outward;
import labwire.netlab.cloud.OutwardRule;
import labwire.netlab.cloud.OutwardSockets;
import labwire.netlab.cloud.PortForward;
import labwire.netlab.cloud.PortForwardException;
import labwire.netlab.cloud.PortForwardRule;
import labwire.netlab.cloud.SocksPort;
import labwire.netlab.cloud.SocksRule;
import labwire.netlab.device.Host;
import labwire.netlab.topology.CloudSettings;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.PublishedPort;
import labwire.netlab.topology.PublishedSocks;
import labwire.netlab.topology.SourceLocation;
import labwire.netlab.wire.Ipv4Address;

/**
 * The ways between workstation and lab that its cloud offers: the ports that nodes publish, the one for SOCKS5, and the
 * way out.
 */
final class CloudWays {
    private static final int MAX_PORT = 65_535;

    private final WorkstationSockets sockets;
    private final int portOffset;
    private final Consumer<Future<?>> await;
    private final List<PortForward> forwards = new ArrayList<>();
    private final List<SocksPort> socksPorts = new ArrayList<>();
    private final List<Outward> outward = new ArrayList<>();

    private CloudWays(WorkstationSockets sockets, int portOffset, Consumer<Future<?>> await) {
        this.sockets = sockets;
        this.portOffset = portOffset;
        this.await = await;
    }

    /**
     * Opens the ports that the lab's file asks for.
     *
     * @param portOffset added to each
     * @param await waits for a future and throws what it failed with
     * @throws StartException naming the lab file's line, if one cannot be opened; those before it are closed again
     */
    static CloudWays open(Lab lab, WorkstationSockets sockets, int portOffset, Consumer<Future<?>> await) {
        CloudWays ways = new CloudWays(sockets, portOffset, await);
        try {
            // Without a cloud there is no way in: the loader refuses published ports then.
            lab.cloud().map(Host::network).ifPresent(cloud -> ways.openAll(lab, cloud));
            return ways;
        } catch (RuntimeException e) {
            ways.close();
            throw e;
        }
    }

    private void openAll(Lab lab, LabNetwork cloud) {
        for (PublishedPort port : lab.file().ports()) {
            PortForwardRule rule = new PortForwardRule(
                    outside(port.at(), port.address(), port.workstationPort()), port.node(), port.nodePort());
            PortForward forward = new PortForward(cloud, sockets.group(), sockets.serverChannel(), rule);
            open(port.at(), forward.listen());
            forwards.add(forward);
        }
        CloudSettings settings = lab.file().cloud().orElseThrow().cloud();
        settings.socks().ifPresent(socks -> openSocks(socks, cloud));
        settings.outward().ifPresent(rule -> openOutward(rule, cloud));
    }

    private void openSocks(PublishedSocks socks, LabNetwork cloud) {
        SocksRule rule = new SocksRule(outside(socks.at(), socks.address(), socks.port()), socks.credentials());
        SocksPort port =
                new SocksPort(cloud, sockets.group(), sockets.serverChannel(), sockets.datagramBootstrap(), rule);
        open(socks.at(), port.listen());
        socksPorts.add(port);
    }

    private void openOutward(OutwardRule rule, LabNetwork cloud) {
        OutwardSockets real = new OutwardSockets(
                sockets.group(),
                sockets.clientChannel(),
                sockets.datagramBootstrap(),
                sockets.pingBootstrap(),
                NameServerFile.first());
        Outward way = new Outward(cloud, real, rule);
        await.accept(way.start());
        outward.add(way);
    }

    private InetSocketAddress outside(SourceLocation at, Ipv4Address address, int published) {
        int port = published + portOffset;
        if (port < 1 || port > MAX_PORT) {
            throw new StartException(at + ": port " + published + " with offset " + portOffset + ": " + port
                    + " (expected: 1-" + MAX_PORT + ")");
        }
        return new InetSocketAddress(address.toInetAddress(), port);
    }

    private void open(SourceLocation at, Future<InetSocketAddress> opening) {
        try {
            await.accept(opening);
        } catch (PortForwardException e) {
            throw new StartException(at + ": " + e.getMessage() + "; --port-offset N shifts all ports", e);
        }
    }

    /** In the lab file's order. */
    List<PortForward> forwards() {
        return List.copyOf(forwards);
    }

    /** At most one. */
    List<SocksPort> socksPorts() {
        return List.copyOf(socksPorts);
    }

    /** At most one. */
    List<Outward> outward() {
        return List.copyOf(outward);
    }

    void close() {
        outward.forEach(way -> await.accept(way.stop()));
        socksPorts.forEach(port -> await.accept(port.stop()));
        forwards.forEach(forward -> await.accept(forward.stop()));
    }
}
