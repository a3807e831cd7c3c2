package labwire.netlab.console.ios.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosTypes;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.dhcp.DhcpMessage;
import labwire.netlab.service.dhcp.DhcpPool;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** What a pool gives out. */
final class DhcpPoolCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";

    private DhcpPoolCommands() {}

    /** What a command does to its pool. */
    private interface Change {
        void make(DhcpPool pool, Arguments arguments, Reply reply);
    }

    static void addTo(CommandGraph<IosConsole> graph) {
        addAddressing(graph);
        addLists(graph);
        addTexts(graph);
        addLease(graph);
        addOptions(graph);
    }

    private static void add(CommandGraph<IosConsole> graph, String grammar, Change change) {
        graph.add(grammar, (console, arguments, reply) -> {
            if (console.mode() instanceof DhcpPoolMode mode) {
                change.make(mode.pool(), arguments, reply);
            }
        });
    }

    private static void addAddressing(CommandGraph<IosConsole> graph) {
        add(graph, """
                network  Network number and mask
                {network:A.B.C.D}  Network number in dotted-decimal notation
                [{mask:A.B.C.D}]  Network mask
                """, DhcpPoolCommands::network);
        add(graph, """
                network  Network number and mask
                {network:A.B.C.D}  Network number in dotted-decimal notation
                {length:/nn}  Network prefix length
                """, DhcpPoolCommands::network);
        add(graph, NO + """
                network  Network number and mask
                [{rest:LINE}]  Network number and mask
                """, (pool, arguments, reply) -> pool.network(null));
        add(graph, """
                host  Client IP address and mask
                {host:A.B.C.D}  Network number in dotted-decimal notation
                [{mask:A.B.C.D}]  Network mask
                """, DhcpPoolCommands::host);
        add(graph, """
                host  Client IP address and mask
                {host:A.B.C.D}  Network number in dotted-decimal notation
                {length:/nn}  Network prefix length
                """, DhcpPoolCommands::host);
        add(graph, NO + """
                host  Client IP address and mask
                [{rest:LINE}]  Client IP address and mask
                """, (pool, arguments, reply) -> pool.host(null, null));
        add(graph, """
                client-identifier  Client identifier
                {key:H.H.H...}  Dotted-hexadecimal string (Ex. 01aa.bbcc.ddee.ff)
                """, (pool, arguments, reply) -> pool.clientKey(arguments.get("key", Bytes.class)));
        add(graph, NO + """
                client-identifier  Client identifier
                [{rest:LINE}]  Dotted-hexadecimal string
                """, (pool, arguments, reply) -> pool.clientKey(null));
        add(
                graph,
                """
                hardware-address  Client hardware address
                {mac:H.H.H}  Dotted-hexadecimal string (Ex. aabb.ccdd.eeff)
                """,
                (pool, arguments, reply) ->
                        pool.clientKey(DhcpMessage.hardwareKey(arguments.get("mac", MacAddress.class))));
        add(graph, NO + """
                hardware-address  Client hardware address
                [{rest:LINE}]  Dotted-hexadecimal string
                """, (pool, arguments, reply) -> pool.clientKey(null));
    }

    private static void network(DhcpPool pool, Arguments arguments, Reply reply) {
        prefix("network", arguments, reply).ifPresent(pool::network);
    }

    private static void host(DhcpPool pool, Arguments arguments, Reply reply) {
        prefix("host", arguments, reply).ifPresent(prefix -> pool.host(arguments.address("host"), prefix));
    }

    /** The network of an address, by the mask or length beside it, or else by its class. */
    private static Optional<Ipv4Prefix> prefix(String name, Arguments arguments, Reply reply) {
        Ipv4Address address = arguments.address(name);
        Optional<Ipv4Address> mask = arguments.find("mask", Ipv4Address.class);
        int length = arguments.find("length", Integer.class).orElse(classOf(address));
        if (mask.isPresent()) {
            try {
                length = Ipv4Prefix.lengthOfMask(mask.get());
            } catch (IllegalArgumentException e) {
                reply.refuse("% Invalid network mask", mask.get().toString(), "leading ones, such as 255.255.255.0");
                return Optional.empty();
            }
        }
        return Optional.of(Ipv4Prefix.of(address, length));
    }

    private static int classOf(Ipv4Address address) {
        int first = address.value() >>> 24;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    private static void addLists(CommandGraph<IosConsole> graph) {
        addList(graph, "default-router  Default routers", DhcpPool::routers);
        addList(graph, "dns-server  DNS servers", DhcpPool::nameServers);
        addList(graph, "netbios-name-server  NetBIOS (WINS) name servers", DhcpPool::netbiosNameServers);
    }

    private static void addList(
            CommandGraph<IosConsole> graph, String keyword, BiConsumer<DhcpPool, List<Ipv4Address>> setter) {
        add(graph, keyword + "\n{addresses:A.B.C.D...}  Server's name or IP address\n", (pool, arguments, reply) -> {
            List<Ipv4Address> addresses =
                    arguments.get("addresses", IosTypes.AddressList.class).addresses();
            if (addresses.size() > DhcpPool.MAX_ADDRESSES) {
                reply.refuse(
                        "% Too many addresses", addresses.size() + " addresses", "at most " + DhcpPool.MAX_ADDRESSES);
            } else {
                setter.accept(pool, addresses);
            }
        });
        add(
                graph,
                NO + keyword + "\n[{addresses:A.B.C.D...}]  Server's name or IP address\n",
                (pool, arguments, reply) -> setter.accept(pool, List.of()));
    }

    private static void addTexts(CommandGraph<IosConsole> graph) {
        addText(graph, "domain-name  Domain name", DhcpPool::domain);
        addText(graph, "bootfile  Boot file name", DhcpPool::bootFile);
        add(graph, """
                next-server  Next server in boot process
                {server:A.B.C.D}  Server's name or IP address
                """, (pool, arguments, reply) -> pool.nextServer(arguments.address("server")));
        add(graph, NO + """
                next-server  Next server in boot process
                [{server:A.B.C.D}]  Server's name or IP address
                """, (pool, arguments, reply) -> pool.nextServer(Ipv4Address.ANY));
    }

    private static void addText(CommandGraph<IosConsole> graph, String keyword, BiConsumer<DhcpPool, String> setter) {
        add(
                graph,
                keyword + "\n{text:WORD}  Name\n",
                (pool, arguments, reply) -> setter.accept(pool, arguments.text("text")));
        add(graph, NO + keyword + "\n[{text:WORD}]  Name\n", (pool, arguments, reply) -> setter.accept(pool, ""));
    }

    private static void addLease(CommandGraph<IosConsole> graph) {
        add(graph, """
                lease  Address lease time
                infinite  Infinite lease
                """, (pool, arguments, reply) -> pool.lease(null));
        add(graph, """
                lease  Address lease time
                {days:<0-365>}  Days
                [{hours:<0-23>}]  Hours
                [{minutes:<0-59>}]  Minutes
                """, (pool, arguments, reply) -> {
            Duration lease = Duration.ofDays(arguments.number("days"))
                    .plusHours(arguments.find("hours", Integer.class).orElse(0))
                    .plusMinutes(arguments.find("minutes", Integer.class).orElse(0));
            if (lease.isZero()) {
                reply.refuse("% Invalid lease", "no time at all", "at least a minute");
            } else {
                pool.lease(lease);
            }
        });
        add(graph, NO + """
                lease  Address lease time
                [{rest:LINE}]  Address lease time
                """, (pool, arguments, reply) -> pool.lease(DhcpPool.DEFAULT_LEASE));
    }

    private static void addOptions(CommandGraph<IosConsole> graph) {
        add(graph, """
                option  Raw DHCP options
                {code:<0-254>}  DHCP option code
                ascii  Data is an NVT ASCII string
                {text:LINE}  NVT ASCII string
                """, (pool, arguments, reply) -> option(pool, arguments, reply, ofText(arguments.text("text"))));
        add(
                graph,
                """
                option  Raw DHCP options
                {code:<0-254>}  DHCP option code
                hex  Data is a hexadecimal string
                {octets:HEX}  Hexadecimal string
                """,
                (pool, arguments, reply) -> option(pool, arguments, reply, arguments.get("octets", Bytes.class)));
        add(
                graph,
                """
                option  Raw DHCP options
                {code:<0-254>}  DHCP option code
                ip  Data is one or more IP addresses
                {addresses:A.B.C.D...}  Server's name or IP address
                """,
                (pool, arguments, reply) -> option(
                        pool,
                        arguments,
                        reply,
                        ofAddresses(arguments
                                .get("addresses", IosTypes.AddressList.class)
                                .addresses())));
        add(graph, NO + """
                option  Raw DHCP options
                {code:<0-254>}  DHCP option code
                [{rest:LINE}]  Data
                """, (pool, arguments, reply) -> pool.options().remove(arguments.number("code")));
    }

    private static void option(DhcpPool pool, Arguments arguments, Reply reply, Bytes value) {
        int code = arguments.number("code");
        if (pool.options().size() == DhcpPool.MAX_OPTIONS && !pool.options().containsKey(code)) {
            reply.refuse("% No memory for option", "option " + code, "at most " + DhcpPool.MAX_OPTIONS);
        } else {
            pool.options().put(code, value);
        }
    }

    private static Bytes ofText(String text) {
        String bare = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        return Bytes.wrap(bare.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Bytes ofAddresses(List<Ipv4Address> addresses) {
        byte[] octets = new byte[4 * addresses.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (addresses.get(i / 4).value() >>> (24 - 8 * (i % 4)));
        }
        return Bytes.wrap(octets);
    }

    static void write(IosDevice device, ConfigText text) {
        for (DhcpPool pool : device.dhcp().server().pools()) {
            text.line("ip dhcp pool " + pool.name());
            pool.network().ifPresent(prefix -> text.child("network " + prefix.network() + " " + prefix.mask()));
            pool.host()
                    .ifPresent(host -> text.child("host " + host + " "
                            + pool.hostNetwork().orElseThrow().mask()));
            pool.clientKey().ifPresent(key -> text.child("client-identifier " + ServiceTypes.dotted(key)));
            line(text, "default-router", joined(pool.routers()));
            line(text, "dns-server", joined(pool.nameServers()));
            line(text, "netbios-name-server", joined(pool.netbiosNameServers()));
            line(text, "domain-name", pool.domain());
            line(text, "bootfile", pool.bootFile());
            line(
                    text,
                    "next-server",
                    pool.nextServer().isAny() ? "" : pool.nextServer().toString());
            pool.options()
                    .forEach((code, value) -> text.child("option " + code + " hex " + ServiceTypes.dotted(value)));
            writeLease(pool.lease().orElse(null), text);
            text.separator();
        }
    }

    private static void line(ConfigText text, String keyword, String value) {
        if (!value.isEmpty()) {
            text.child(keyword + " " + value);
        }
    }

    private static String joined(List<Ipv4Address> addresses) {
        return addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(" "));
    }

    private static void writeLease(@Nullable Duration lease, ConfigText text) {
        if (lease == null) {
            text.child("lease infinite");
        } else if (!lease.equals(DhcpPool.DEFAULT_LEASE)) {
            String minutes = lease.toMinutesPart() == 0 ? "" : " " + lease.toMinutesPart();
            String hours = lease.toHoursPart() == 0 && minutes.isEmpty() ? "" : " " + lease.toHoursPart();
            text.child("lease " + lease.toDays() + hours + minutes);
        }
    }
}
