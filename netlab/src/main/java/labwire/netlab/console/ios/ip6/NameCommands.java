package labwire.netlab.console.ios.ip6;

import java.util.List;
import java.util.stream.Collectors;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.HostTable;
import labwire.netlab.service.dns.ResolverSettings;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;

/** Names of IPv6 addresses, and name servers that have one: {@code ipv6 host}, {@code ip host}, {@code ip name-server}. */
final class NameCommands {
    private static final String IP = "ip  Global IP configuration subcommands\n";
    private static final String NAME_SERVER = IP
            + "name-server  Specify address of name server to use\n{servers:X:X:X:X::X...}  Domain server IPv6 address\n";
    private static final String NAME = "{name:WORD}  Name of host\n";
    /** Either may be typed; the latter is written. */
    private static final List<String> HOSTS = List.of(
            IP + "host  Add an entry to the ip hostname table\n",
            "ipv6  Global IPv6 configuration commands\nhost  Configure static hostnames\n");

    private NameCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (String host : HOSTS) {
            graph.add(host + NAME + "{addresses:X:X:X:X::X...}  IPv6 addresses of the host\n", NameCommands::add);
            graph.add(
                    Ip6Commands.NO + host + NAME + "{addresses:X:X:X:X::X...}  IPv6 addresses of the host\n",
                    NameCommands::remove);
        }
        graph.add(Ip6Commands.NO + HOSTS.get(1) + NAME, NameCommands::remove);
        graph.add(NAME_SERVER, NameCommands::addServers);
        graph.add(
                Ip6Commands.NO + NAME_SERVER,
                (console, arguments, reply) -> listed(arguments, "servers").forEach(settings(console)::removeServer));
    }

    private static List<Ipv6Address> listed(Arguments arguments, String name) {
        return arguments.get(name, Ip6Commands.AddressList.class).addresses();
    }

    private static ResolverSettings settings(IosConsole console) {
        return console.device().resolver().settings();
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        if (!console.settings().hosts().add(arguments.text("name"), listed(arguments, "addresses"))) {
            reply.refuse(
                    "% Host table is full",
                    arguments.text("name"),
                    "at most " + HostTable.MAX_NAMES + " names of " + HostTable.MAX_PER_NAME + " entries");
        }
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        console.settings().hosts().remove(arguments.text("name"), IpAddress.Family.IPV6);
    }

    private static void addServers(IosConsole console, Arguments arguments, Reply reply) {
        for (Ipv6Address server : listed(arguments, "servers")) {
            if (!settings(console).addServer(server)) {
                reply.refuse(
                        "% Name-server table is full; " + Ipv6Names.of(server) + " not added",
                        server.toString(),
                        "at most " + ResolverSettings.MAX_SERVERS + " servers");
                return;
            }
        }
    }

    static void write(IosDevice device, ConfigText text) {
        device.settings().hosts().names().forEach((name, all) -> {
            String addresses = all.stream()
                    .filter(Ipv6Address.class::isInstance)
                    .map(address -> Ipv6Names.of((Ipv6Address) address))
                    .collect(Collectors.joining(" "));
            if (!addresses.isEmpty()) {
                text.line("ipv6 host " + name + " " + addresses);
            }
        });
    }
}
