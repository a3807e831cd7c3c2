package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.DeviceInterface.AddressMethod;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Subinterface;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.TaggedLink;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** Of an interface: {@code ip address}, {@code shutdown}, {@code description}. */
final class InterfaceCommands {
    private InterfaceCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                shutdown  Shutdown the selected interface
                """, (console, arguments, reply) -> console.selected().forEach(i -> i.setEnabled(false)));
        graph.add("""
                no  Negate a command or set its defaults
                shutdown  Shutdown the selected interface
                """, (console, arguments, reply) -> console.selected().forEach(i -> i.setEnabled(true)));
        graph.add(
                """
                description  Interface specific description
                {text:LINE}  Up to 240 characters describing this interface
                """,
                (console, arguments, reply) -> console.selected().forEach(i -> i.description(arguments.text("text"))));
        graph.add("""
                no  Negate a command or set its defaults
                description  Interface specific description
                [{text:LINE}]  Up to 240 characters describing this interface
                """, (console, arguments, reply) -> console.selected().forEach(i -> i.description("")));
        graph.add(
                """
                ip  Interface Internet Protocol config commands
                address  Set the IP address of an interface
                {address:A.B.C.D}  IP address
                {mask:A.B.C.D}  IP subnet mask
                [secondary]  Make this IP address a secondary address
                """,
                (console, arguments, reply) ->
                        console.selected().forEach(i -> addAddress(console, i, arguments, reply)));
        graph.add(
                """
                no  Negate a command or set its defaults
                ip  Interface Internet Protocol config commands
                address  Set the IP address of an interface
                """,
                (console, arguments, reply) -> console.selected()
                        .forEach(i -> i.ip().ifPresent(ip -> {
                            console.device().dhcpClients().stop(i);
                            removeAll(i, ip);
                        })));
        graph.add(
                """
                no  Negate a command or set its defaults
                ip  Interface Internet Protocol config commands
                address  Set the IP address of an interface
                {address:A.B.C.D}  IP address
                {mask:A.B.C.D}  IP subnet mask
                [secondary]  Make this IP address a secondary address
                """,
                (console, arguments, reply) ->
                        console.selected().forEach(i -> i.ip().ifPresent(ip -> removeOne(i, ip, arguments, reply))));
    }

    private static void removeOne(DeviceInterface configured, NetworkInterface ip, Arguments arguments, Reply reply) {
        Ipv4Address address = arguments.address("address");
        List<InterfaceAddress> addresses = ip.addresses();
        if (!ip.hasAddress(address)) {
            reply.refuse("Invalid address", address.toString(), "an address of " + configured);
        } else if (addresses.get(0).address().equals(address) && addresses.size() > 1) {
            reply.refuse("Must delete secondary before deleting primary", address.toString(), "no secondary address");
        } else {
            ip.removeAddress(address);
            if (addresses.size() == 1) {
                configured.addressMethod(AddressMethod.UNSET);
            }
        }
    }

    private static void removeAll(DeviceInterface configured, NetworkInterface ip) {
        ip.addresses().forEach(address -> ip.removeAddress(address.address()));
        configured.addressMethod(AddressMethod.UNSET);
    }

    private static void addAddress(IosConsole console, DeviceInterface configured, Arguments arguments, Reply reply) {
        Optional<NetworkInterface> ip = configured.ip();
        if (ip.isEmpty()) {
            reply.refuse(
                    "% IP addresses may not be configured on L2 links.",
                    configured.name().longName(), "an interface with an IP address, such as Vlan1");
            return;
        }
        if (configured instanceof Subinterface part && part.link().vlan() == TaggedLink.UNASSIGNED) {
            reply.refuse(
                    "\n% Configuring IP routing on a LAN subinterface is only allowed if that\n"
                            + "subinterface is already configured as part of an IEEE 802.10, IEEE 802.1Q,\n"
                            + "or ISL vLAN.\n",
                    "ip address on " + configured, "encapsulation dot1Q before it");
            return;
        }
        Optional<InterfaceAddress> address = hostAddress(arguments, reply);
        if (address.isPresent()) {
            console.device().dhcpClients().stop(configured);
        }
        if (address.isEmpty() || overlaps(console, configured, address.get(), reply)) {
            return;
        }
        if (ip.get().addresses().size() == NetworkInterface.MAX_ADDRESSES && arguments.has("secondary")) {
            reply.refuse("% No memory for address", address.get().toString(), "fewer addresses");
            return;
        }
        if (arguments.has("secondary")) {
            ip.get().addAddress(address.get().address(), address.get().prefixLength());
        } else {
            ip.get().primaryAddress(address.get().address(), address.get().prefixLength());
        }
        configured.addressMethod(console.isStartup() ? AddressMethod.NVRAM : AddressMethod.MANUAL);
    }

    private static Optional<InterfaceAddress> hostAddress(Arguments arguments, Reply reply) {
        Ipv4Address address = arguments.address("address");
        Ipv4Address mask = arguments.address("mask");
        int length;
        try {
            length = Ipv4Prefix.lengthOfMask(mask);
        } catch (IllegalArgumentException e) {
            reply.refuse(
                    "Bad mask 0x%X for address %s".formatted(mask.value(), address),
                    mask.toString(),
                    "a mask of leading ones, such as 255.255.255.0");
            return Optional.empty();
        }
        try {
            return Optional.of(new InterfaceAddress(address, length));
        } catch (IllegalArgumentException e) {
            reply.refuse(
                    "Bad mask /%d for address %s".formatted(length, address),
                    address + "/" + length,
                    "a host's address in its network");
            return Optional.empty();
        }
    }

    /** Two interfaces of one device are never in the same network. */
    private static boolean overlaps(
            IosConsole console, DeviceInterface configured, InterfaceAddress address, Reply reply) {
        for (DeviceInterface other : console.device().interfaces()) {
            List<InterfaceAddress> addresses = other == configured
                    ? List.of()
                    : other.ip().map(NetworkInterface::addresses).orElse(List.of());
            for (InterfaceAddress known : addresses) {
                if (known.prefix().contains(address.prefix().network())
                        || address.prefix().contains(known.prefix().network())) {
                    reply.refuse(
                            "% " + address.prefix().network() + " overlaps with " + other,
                            address.toString(),
                            "a network other than that of " + other);
                    return true;
                }
            }
        }
        return false;
    }

    static void writeDescription(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (!configured.description().isEmpty()) {
            text.child("description " + configured.description());
        }
    }

    static void writeAddresses(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (configured.addressMethod() == AddressMethod.DHCP) {
            text.child("ip address dhcp");
            return;
        }
        Optional<List<InterfaceAddress>> addresses = configured.ip().map(NetworkInterface::addresses);
        if (addresses.filter(List::isEmpty).isPresent()) {
            text.child("no ip address");
        }
        String rank = "";
        for (InterfaceAddress address : addresses.orElse(List.of())) {
            text.child(
                    "ip address " + address.address() + " " + address.prefix().mask() + rank);
            rank = " secondary";
        }
    }

    static void writeState(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (!configured.isEnabled()) {
            text.child("shutdown");
        } else {
            text.defaultChild("no shutdown");
        }
    }
}
