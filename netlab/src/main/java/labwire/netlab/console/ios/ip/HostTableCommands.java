package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.stream.Collectors;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosTypes;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.HostTable;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpAddress.Family;
import labwire.netlab.wire.Ipv4Address;

/** Names of others: {@code ip host}, {@code ip domain-name}. */
final class HostTableCommands {
    private HostTableCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                ip  Global IP configuration subcommands
                host  Add an entry to the ip hostname table
                {name:WORD}  Name of host
                {addresses:A.B.C.D...}  Host IP addresses
                """, HostTableCommands::add);
        graph.add("""
                ip  Global IP configuration subcommands
                host  Add an entry to the ip hostname table
                {name:WORD}  Name of host
                mx  Configure a MX record
                {preference:<0-65535>}  MX record preference
                {exchange:WORD}  Name of the mail exchange
                """, HostTableCommands::addExchange);
        graph.add("""
                no  Negate a command or set its defaults
                ip  Global IP configuration subcommands
                host  Add an entry to the ip hostname table
                {name:WORD}  Name of host
                [{addresses:A.B.C.D...}]  Host IP addresses
                """, (console, arguments, reply) -> table(console).remove(arguments.text("name"), Family.IPV4));
        graph.add(
                """
                no  Negate a command or set its defaults
                ip  Global IP configuration subcommands
                host  Add an entry to the ip hostname table
                {name:WORD}  Name of host
                mx  Configure a MX record
                {preference:<0-65535>}  MX record preference
                {exchange:WORD}  Name of the mail exchange
                """,
                (console, arguments, reply) ->
                        table(console).removeExchange(arguments.text("name"), exchange(arguments)));
        graph.add("""
                ip  Global IP configuration subcommands
                domain-name  Define the default domain name
                {domain:WORD}  Default domain name
                """, (console, arguments, reply) -> table(console).domain(arguments.text("domain")));
        graph.add("""
                ip  Global IP configuration subcommands
                domain  IP DNS Resolver
                name  Define the default domain name
                {domain:WORD}  Default domain name
                """, (console, arguments, reply) -> table(console).domain(arguments.text("domain")));
        graph.add("""
                no  Negate a command or set its defaults
                ip  Global IP configuration subcommands
                domain-name  Define the default domain name
                [{domain:WORD}]  Default domain name
                """, (console, arguments, reply) -> table(console).domain(""));
        graph.add("""
            no  Negate a command or set its defaults
            ip  Global IP configuration subcommands
            domain  IP DNS Resolver
            name  Define the default domain name
            [{domain:WORD}]  Default domain name
            """, (console, arguments, reply) -> table(console).domain(""));
    }

    private static HostTable table(IosConsole console) {
        return console.settings().hosts();
    }

    private static MailExchange exchange(Arguments arguments) {
        return new MailExchange(arguments.number("preference"), arguments.text("exchange"));
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        List<Ipv4Address> addresses =
                arguments.get("addresses", IosTypes.AddressList.class).addresses();
        if (!table(console).add(arguments.text("name"), addresses)) {
            refuseFull(reply, arguments);
        }
    }

    private static void addExchange(IosConsole console, Arguments arguments, Reply reply) {
        if (!table(console).addExchange(arguments.text("name"), exchange(arguments))) {
            refuseFull(reply, arguments);
        }
    }

    private static void refuseFull(Reply reply, Arguments arguments) {
        reply.refuse(
                "% Host table is full",
                arguments.text("name"),
                "at most " + HostTable.MAX_NAMES + " names of " + HostTable.MAX_PER_NAME + " entries");
    }

    static void write(IosDevice device, ConfigText text) {
        HostTable hosts = device.settings().hosts();
        hosts.domain().ifPresent(domain -> text.line("ip domain-name " + domain));
        hosts.names().forEach((name, all) -> {
            List<IpAddress> addresses = all.stream()
                    .filter(address -> address.family() == Family.IPV4)
                    .toList();
            if (!addresses.isEmpty()) {
                text.line("ip host " + name + " "
                        + addresses.stream().map(IpAddress::toString).collect(Collectors.joining(" ")));
            }
        });
        hosts.exchanges()
                .forEach((domain, exchanges) -> exchanges.forEach(exchange ->
                        text.line("ip host " + domain + " mx " + exchange.preference() + " " + exchange.host())));
    }
}
