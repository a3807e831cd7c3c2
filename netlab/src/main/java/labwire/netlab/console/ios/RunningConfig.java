package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;
import labwire.netlab.device.SwitchedPort;
import labwire.netlab.service.HostTable;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * A device's configuration as text, made from the device itself. A fresh device that starts with it comes to the same
 * state, and to the same text.
 */
final class RunningConfig {
    private final IosDevice device;
    private final StringBuilder text = new StringBuilder();

    private RunningConfig(IosDevice device) {
        this.device = device;
    }

    /** The whole configuration. */
    static String of(IosDevice device) {
        RunningConfig config = new RunningConfig(device);
        config.write();
        return config.text.toString();
    }

    /** What concerns one interface. */
    static String of(IosDevice device, DeviceInterface one) {
        RunningConfig config = new RunningConfig(device);
        config.separator();
        config.writeInterface(one);
        config.line("end");
        return config.text.toString();
    }

    private void write() {
        separator();
        kept(KeptPlace.BEFORE_HOSTNAME);
        line("hostname " + device.settings().hostname());
        separator();
        device.settings().enableSecret().ifPresent(secret -> {
            line("enable secret 0 " + secret);
            separator();
        });
        kept(KeptPlace.BEFORE_INTERFACES);
        writeNames();
        if (device instanceof Switch bridged) {
            writeSpanningTree(bridged.bridge());
            writeVlans(bridged.bridge());
        }
        for (DeviceInterface each : device.interfaces()) {
            writeInterface(each);
        }
        writeRoutes();
        kept(KeptPlace.AFTER_INTERFACES);
        writeSections();
        line("end");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void separator() {
        line("!");
    }

    private void kept(KeptPlace place) {
        List<String> lines = device.settings().keptLines().stream()
                .filter(line -> KeptPlace.of(line) == place)
                .toList();
        if (!lines.isEmpty()) {
            lines.forEach(this::line);
            separator();
        }
    }

    private void writeNames() {
        HostTable hosts = device.settings().hosts();
        int before = text.length();
        hosts.domain().ifPresent(domain -> line("ip domain-name " + domain));
        hosts.names()
                .forEach((name, addresses) -> line("ip host " + name + " "
                        + String.join(
                                " ",
                                addresses.stream().map(Ipv4Address::toString).toList())));
        hosts.exchanges()
                .forEach((domain, exchanges) -> exchanges.forEach(exchange ->
                        line("ip host " + domain + " mx " + exchange.preference() + " " + exchange.host())));
        if (text.length() > before) {
            separator();
        }
    }

    private void writeSpanningTree(Bridge bridge) {
        line("spanning-tree mode rapid-pvst");
        line("spanning-tree extend system-id");
        for (int vlan = Vlan.DEFAULT_ID; vlan <= Vlan.MAX_ID; vlan++) {
            if (bridge.priority(vlan) != Bridge.DEFAULT_PRIORITY) {
                line("spanning-tree vlan " + vlan + " priority " + bridge.priority(vlan));
            }
        }
        separator();
    }

    private void writeVlans(Bridge bridge) {
        for (Vlan vlan : bridge.vlans()) {
            if (vlan.id() == Vlan.DEFAULT_ID) {
                continue;
            }
            line("vlan " + vlan.id());
            if (!vlan.equals(Vlan.named(vlan.id()))) {
                line(" name " + vlan.name());
            }
            separator();
        }
    }

    private void writeInterface(DeviceInterface written) {
        line("interface " + written.name().longName());
        if (!written.description().isEmpty()) {
            line(" description " + written.description());
        }
        device.settings().keptLines(written.name()).forEach(line -> line(" " + line));
        if (written instanceof SwitchedPort port) {
            switchport(port.bridgePort()).forEach(line -> line(" " + line));
        }
        written.ip().ifPresent(this::writeAddresses);
        if (!written.isEnabled()) {
            line(" shutdown");
        }
        separator();
    }

    private void writeAddresses(NetworkInterface ip) {
        List<InterfaceAddress> addresses = ip.addresses();
        if (addresses.isEmpty()) {
            line(" no ip address");
        }
        for (int i = 0; i < addresses.size(); i++) {
            InterfaceAddress address = addresses.get(i);
            line(" ip address " + address.address() + " " + address.prefix().mask() + (i == 0 ? "" : " secondary"));
        }
    }

    private static List<String> switchport(BridgePort port) {
        List<String> lines = new ArrayList<>();
        if (port.accessVlan() != Vlan.DEFAULT_ID) {
            lines.add("switchport access vlan " + port.accessVlan());
        }
        if (port.nativeVlan() != Vlan.DEFAULT_ID) {
            lines.add("switchport trunk native vlan " + port.nativeVlan());
        }
        if (!port.allowedVlans().equals(VlanSet.ALL)) {
            lines.add("switchport trunk allowed vlan " + port.allowedVlans());
        }
        if (port.mode() == PortMode.TRUNK) {
            lines.add("switchport mode trunk");
        }
        if (port.isPortFast()) {
            lines.add("spanning-tree portfast edge");
        }
        if (port.hasBpduGuard()) {
            lines.add("spanning-tree bpduguard enable");
        }
        if (port.cost() != BridgePort.DEFAULT_COST) {
            lines.add("spanning-tree cost " + port.cost());
        }
        return lines;
    }

    private void writeRoutes() {
        int before = text.length();
        for (Route route : device.stack().routes().configured()) {
            if (route.origin() == RouteOrigin.STATIC) {
                line(routeLine(route));
            }
        }
        if (text.length() > before) {
            separator();
        }
    }

    private static String routeLine(Route route) {
        @Nullable NetworkInterface outgoing = route.outgoing();
        @Nullable Ipv4Address nextHop = route.nextHop();
        return "ip route " + route.prefix().network() + " " + route.prefix().mask()
                + (outgoing == null ? "" : " " + outgoing.name())
                + (nextHop == null ? "" : " " + nextHop)
                + (route.distance() == RouteOrigin.STATIC.defaultDistance() ? "" : " " + route.distance());
    }

    private void writeSections() {
        device.settings().keptSections().forEach((header, lines) -> {
            line(header);
            lines.forEach(line -> line(" " + line));
        });
        if (!device.settings().keptSections().isEmpty()) {
            separator();
        }
    }
}
