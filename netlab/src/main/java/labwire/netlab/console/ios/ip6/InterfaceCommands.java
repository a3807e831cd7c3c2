package labwire.netlab.console.ios.ip6;

import java.util.List;
import java.util.function.Consumer;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Autoconfiguration.Mode;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/** Of an interface: {@code ipv6 address}, also by {@code autoconfig}, {@code ipv6 enable}, {@code ipv6 mtu}. */
final class InterfaceCommands {
    private static final String IPV6 = "ipv6  IPv6 interface subcommands\n";
    private static final String ADDRESS = IPV6 + "address  Configure IPv6 address on interface\n";
    private static final String CIDR = "{prefix:X:X:X:X::X/<0-128>}  IPv6 prefix\n";
    private static final String LINK_LOCAL =
            "{address:X:X:X:X::X}  IPv6 link-local address\nlink-local  Use link-local address\n";
    private static final String EUI_64 = "eui-64  Use eui-64 interface identifier\n";

    private InterfaceCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(ADDRESS + CIDR, (console, arguments, reply) -> {
            Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
            add(console, on -> on.addAddress(cidr.address(), cidr.length()), cidr, reply);
        });
        graph.add(Ip6Commands.NO + ADDRESS + CIDR, (console, arguments, reply) -> {
            Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
            each(console, on -> on.removeAddress(cidr.address()));
        });
        graph.add(ADDRESS + CIDR + EUI_64, (console, arguments, reply) -> {
            Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
            add(console, on -> on.addAddress(made(on, cidr), cidr.length()), cidr, reply);
        });
        graph.add(Ip6Commands.NO + ADDRESS + CIDR + EUI_64, (console, arguments, reply) -> {
            Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
            each(console, on -> on.removeAddress(made(on, cidr)));
        });
        graph.add(ADDRESS + LINK_LOCAL, (console, arguments, reply) -> {
            Ipv6Address address = arguments.get("address", Ipv6Address.class);
            if (address.isLinkLocal()) {
                each(console, on -> on.addLinkLocal(address));
            } else {
                reply.refuse("% Invalid link-local address", address.toString(), "such as FE80::1");
            }
        });
        graph.add(
                Ip6Commands.NO + ADDRESS + LINK_LOCAL,
                (console, arguments, reply) -> each(
                        console,
                        on -> on.addLinkLocal(Ipv6Address.linkLocal(on.link().mac()))));
        graph.add(
                Ip6Commands.NO + ADDRESS,
                (console, arguments, reply) -> each(console, on -> {
                    on.autoconfiguration().mode(Mode.ROUTER);
                    on.disable();
                }));
        addAutoconfiguration(graph);
        String enable = IPV6 + "enable  Enable IPv6 on interface\n";
        graph.add(enable, (console, arguments, reply) -> each(console, Ip6Interface::enable));
        graph.add(
                Ip6Commands.NO + enable,
                (console, arguments, reply) -> each(console, on -> {
                    if (on.autoconfiguration().mode() == Mode.ROUTER
                            && on.addresses().stream()
                                    .allMatch(address -> address.address().isLinkLocal())) {
                        on.disable();
                    }
                }));
        String mtu = IPV6 + "mtu  Set IPv6 Maximum Transmission Unit\n";
        graph.add(mtu + "{bytes:<1280-9216>}  MTU (bytes)\n", (console, arguments, reply) -> {
            int bytes = arguments.number("bytes");
            each(console, on -> on.settings().mtu(bytes));
        });
        graph.add(
                Ip6Commands.NO + mtu + "[{bytes:<1280-9216>}]  MTU (bytes)\n",
                (console, arguments, reply) -> each(console, on -> on.settings().mtu(0)));
    }

    private static void addAutoconfiguration(CommandGraph<IosConsole> graph) {
        String autoconfig = ADDRESS + "autoconfig  Obtain address using autoconfiguration\n";
        String withDefault = autoconfig + "default  Insert default route\n";
        graph.add(autoconfig, (console, arguments, reply) -> autoconfigure(console, Mode.ADDRESSES));
        graph.add(withDefault, (console, arguments, reply) -> autoconfigure(console, Mode.ADDRESSES_AND_ROUTES));
        for (String form : List.of(autoconfig, withDefault)) {
            graph.add(
                    Ip6Commands.NO + form,
                    (console, arguments, reply) ->
                            each(console, on -> on.autoconfiguration().mode(Mode.ROUTER)));
        }
    }

    private static void autoconfigure(IosConsole console, Mode mode) {
        each(console, on -> {
            on.autoconfiguration().mode(mode);
            on.enable();
        });
    }

    private static Ipv6Address made(Ip6Interface on, Ip6Commands.Cidr cidr) {
        return Ipv6Prefix.of(cidr.address(), cidr.length())
                .with(Ipv6Address.interfaceIdentifier(on.link().mac()));
    }

    static void each(IosConsole console, Consumer<Ip6Interface> action) {
        console.selected().forEach(i -> i.ip().map(NetworkInterface::ip6).ifPresent(action));
    }

    private static void add(IosConsole console, Consumer<Ip6Interface> adding, Ip6Commands.Cidr cidr, Reply reply) {
        try {
            each(console, adding);
        } catch (IllegalArgumentException e) {
            reply.refuse(
                    "% " + cidr.address() + "/" + cidr.length() + " can not be configured on this interface",
                    cidr.address().toString(),
                    "a single node's address");
        }
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        configured.ip().filter(ip -> !ip.isDiscard()).map(NetworkInterface::ip6).ifPresent(on -> write(on, text));
    }

    private static void write(Ip6Interface on, ConfigText text) {
        if (!on.isEnabled() || on.link().index() == 1) {
            return;
        }
        boolean enabledAlone = true;
        for (Ip6Address address : on.addresses()) {
            Ipv6Address own = address.address().withoutZone();
            if (address.origin() == Ip6Address.Origin.MANUAL) {
                text.child("ipv6 address " + Ipv6Names.of(own) + "/" + address.prefixLength());
                enabledAlone = false;
            } else if (own.isLinkLocal()
                    && !own.equals(Ipv6Address.linkLocal(on.link().mac()))) {
                text.child("ipv6 address " + Ipv6Names.of(own) + " link-local");
                enabledAlone = false;
            }
        }
        boolean addresses = on.autoconfiguration().mode() == Mode.ADDRESSES;
        if (addresses || on.autoconfiguration().mode() == Mode.ADDRESSES_AND_ROUTES) {
            text.child("ipv6 address autoconfig" + (addresses ? "" : " default"));
            enabledAlone = false;
        }
        if (enabledAlone) {
            text.child("ipv6 enable");
        }
        if (on.settings().mtu() != 0) {
            text.child("ipv6 mtu " + on.settings().mtu());
        }
        NdCommands.write(on, text);
    }
}
