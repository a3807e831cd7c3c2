package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.Neighbor;
import labwire.netlab.stack.NeighborState;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/** {@code arp A.B.C.D H.H.H arpa}, and {@code clear arp-cache}. */
final class ArpCommands {
    private static final String ARP = """
            arp  Set a static ARP entry
            {address:A.B.C.D}  IP address of ARP entry
            """;
    private static final String STATION = "{mac:H.H.H}  48-bit hardware address of ARP entry\narpa  ARP type ARPA\n";

    private ArpCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(ARP + STATION, ArpCommands::add);
        graph.add("no  Negate a command or set its defaults\n" + ARP, ArpCommands::remove);
        graph.add("no  Negate a command or set its defaults\n" + ARP + STATION, ArpCommands::remove);
    }

    static void addClear(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                clear  Reset functions
                arp-cache  Clear the entire ARP cache
                """,
                (console, arguments, reply) ->
                        all(console.device()).forEach(ip -> ip.neighbors().clear()));
    }

    private static List<NetworkInterface> all(IosDevice device) {
        return device.interfaces().stream()
                .map(DeviceInterface::ip)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        Ipv4Address address = arguments.address("address");
        Optional<NetworkInterface> on = all(console.device()).stream()
                .filter(ip -> ip.addresses().stream()
                        .map(InterfaceAddress::prefix)
                        .anyMatch(prefix -> prefix.contains(address)))
                .findFirst();
        if (on.isPresent() && !on.get().hasAddress(address)) {
            on.get().neighbors().addPermanent(address, arguments.get("mac", MacAddress.class));
        } else {
            reply.refuse("% Invalid ARP entry", address.toString(), "an address of a network of this device");
        }
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        Ipv4Address address = arguments.address("address");
        boolean removed = false;
        for (NetworkInterface ip : all(console.device())) {
            boolean permanent = ip.neighbors()
                    .find(address)
                    .filter(found -> found.state() == NeighborState.PERMANENT)
                    .isPresent();
            removed |= permanent && ip.neighbors().remove(address);
        }
        if (!removed) {
            reply.refuse("% ARP entry does not exist", address.toString(), "an entry that was set");
        }
    }

    static void write(IosDevice device, ConfigText text) {
        for (NetworkInterface ip : all(device)) {
            for (Neighbor neighbor : ip.neighbors().neighbors()) {
                if (neighbor.state() == NeighborState.PERMANENT) {
                    neighbor.mac()
                            .ifPresent(mac ->
                                    text.line("arp " + neighbor.address() + " " + mac.toDottedString() + " ARPA"));
                }
            }
        }
    }
}
