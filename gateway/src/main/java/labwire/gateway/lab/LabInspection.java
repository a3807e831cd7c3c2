package labwire.gateway.lab;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import labwire.netlab.bridge.SpanningTreePortView;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.cloud.OutsideLink;
import labwire.netlab.cloud.Outward;
import labwire.netlab.cloud.PortForward;
import labwire.netlab.cloud.SocksCounters;
import labwire.netlab.cloud.SocksDatagramCounters;
import labwire.netlab.cloud.SocksPort;
import labwire.netlab.cloud.TunnelCounters;
import labwire.netlab.device.Device;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortCounters;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LinkSettingsParser;

/** Looks at a lab. Lab thread only. */
final class LabInspection {
    private final Lab lab;
    private final LabServices services;
    private final CloudWays ways;
    private final List<OutsideLink> tunnels;

    LabInspection(Lab lab, LabServices services, CloudWays ways, List<OutsideLink> tunnels) {
        this.lab = lab;
        this.services = services;
        this.ways = ways;
        this.tunnels = tunnels;
    }

    LabView view(Instant startedAt, Instant now) {
        return new LabView(
                lab.name(),
                startedAt.toString(),
                Duration.between(startedAt, now).toSeconds(),
                lab.devices().stream().map(this::node).toList(),
                lab.cables().stream().map(LabInspection::cable).toList(),
                Stream.concat(
                                ways.forwards().stream().map(LabInspection::forward),
                                ways.socksPorts().stream().flatMap(LabInspection::socks))
                        .toList(),
                tunnels.stream().map(LabInspection::tunnel).toList(),
                ways.outward().stream().map(LabInspection::outward).toList());
    }

    private LabView.NodeView node(Device device) {
        List<LabView.AddressView> addresses = new ArrayList<>();
        for (NetworkInterface networkInterface : device.stack().interfaces()) {
            for (InterfaceAddress address : networkInterface.addresses()) {
                if (!address.address().isLoopback()) {
                    addresses.add(new LabView.AddressView(networkInterface.name(), address.toString()));
                }
            }
        }
        List<LabView.PortView> ports = new ArrayList<>();
        for (DeviceInterface deviceInterface : device.interfaces()) {
            deviceInterface.port().ifPresent(port -> ports.add(port(device, deviceInterface, port)));
        }
        return new LabView.NodeView(device.name(), kind(device), addresses, services.on(device.name()), ports);
    }

    private static String kind(Device device) {
        if (device instanceof Switch) {
            return "switch";
        }
        return device instanceof Router ? "router" : device instanceof Host ? "host" : "device";
    }

    private static LabView.PortView port(Device device, DeviceInterface deviceInterface, Port port) {
        Cable cable = port.cable();
        PortCounters counters = port.counters();
        return new LabView.PortView(
                deviceInterface.name().longName(),
                deviceInterface.name().shortName(),
                port.mac().toString(),
                port.isEnabled(),
                port.isUp(),
                cable == null ? null : shortName(cable.peerOf(port)),
                counters.receivedFrames(),
                counters.receivedBytes(),
                counters.sentFrames(),
                counters.sentBytes(),
                counters.drops(),
                device instanceof Switch bridging ? trees(bridging, port) : List.of());
    }

    private static List<LabView.TreePortView> trees(Switch device, Port port) {
        List<LabView.TreePortView> trees = new ArrayList<>();
        for (SpanningTreeView tree : device.bridge().spanningTrees()) {
            for (SpanningTreePortView treePort : tree.ports()) {
                if (treePort.port().equals(port.name())) {
                    trees.add(new LabView.TreePortView(
                            tree.vlan(),
                            treePort.role().name().toLowerCase(Locale.ROOT),
                            treePort.state().name().toLowerCase(Locale.ROOT),
                            treePort.cost(),
                            tree.root().priority() + " " + tree.root().address()));
                }
            }
        }
        return trees;
    }

    static LabView.CableView cable(Cable cable) {
        LinkSettings fromA = cable.settingsFrom(cable.a());
        LinkSettings fromB = cable.settingsFrom(cable.b());
        String settings = LinkSettingsParser.format(fromA);
        return new LabView.CableView(
                shortName(cable.a()),
                shortName(cable.b()),
                cable.a().isUp(),
                cable.isCut(),
                fromA.equals(fromB) ? settings : settings + "; back: " + LinkSettingsParser.format(fromB));
    }

    /** As users write it: {@code SW1:Gi0/1}. */
    private static String shortName(Port port) {
        return port.device() + ":"
                + InterfaceName.tryParse(port.name())
                        .map(InterfaceName::shortName)
                        .orElse(port.name());
    }

    private static LabView.TunnelView tunnel(OutsideLink tunnel) {
        TunnelCounters counters = tunnel.counters();
        Cable cable = tunnel.port().cable();
        return new LabView.TunnelView(
                cable == null ? "-" : shortName(cable.peerOf(tunnel.port())),
                tunnel.rule().toString(),
                counters.received(),
                counters.sent(),
                counters.receiveDrops() + counters.sendDrops(),
                counters.malformed(),
                counters.foreign());
    }

    private static LabView.ForwardView forward(PortForward forward) {
        return new LabView.ForwardView(
                text(forward.rule().listen()),
                forward.rule().host() + ":" + forward.rule().port(),
                forward.open(),
                forward.accepted(),
                forward.overLimit() + forward.notConnected());
    }

    /** Its connections; and the relays of datagrams, with their datagrams, if there have been any. */
    private static Stream<LabView.ForwardView> socks(SocksPort port) {
        SocksCounters counters = port.counters();
        LabView.ForwardView connections = new LabView.ForwardView(
                text(port.rule().listen()),
                "any host, by SOCKS5",
                counters.open(),
                counters.accepted(),
                counters.refused());
        SocksDatagramCounters datagrams = port.datagramCounters();
        long passed = datagrams.sent() + datagrams.received();
        long refused = datagrams.fragments() + datagrams.dropped();
        LabView.ForwardView relays = new LabView.ForwardView(
                connections.outside(), "any host, datagrams", datagrams.associations(), passed, refused);
        return datagrams.associations() + passed + refused == 0
                ? Stream.of(connections)
                : Stream.of(connections, relays);
    }

    private static LabView.OutwardView outward(Outward way) {
        return new LabView.OutwardView(way.rule().toString(), way.counters());
    }

    private static String text(InetSocketAddress socket) {
        return socket.getAddress().getHostAddress() + ":" + socket.getPort();
    }
}
