package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Locale;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosTypes;
import labwire.netlab.device.IosDevice;
import labwire.netlab.service.dns.ResolverSettings;
import labwire.netlab.wire.Ipv4Address;

/** Whom the device asks for names: {@code ip name-server}, {@code ip domain lookup}, {@code ip domain list} … */
final class ResolverCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String IP = "ip  Global IP configuration subcommands\n";
    private static final String DOMAIN = IP + "domain  IP DNS Resolver\n";
    private static final String LOOKUP_HELP = "Enable IP Domain Name System hostname translation\n";
    private static final String LIST_HELP = "Domain name to complete unqualified host names.\n";
    /** Each in both of its spellings. */
    private static final List<String> LOOKUPS =
            List.of(IP + "domain-lookup  " + LOOKUP_HELP, DOMAIN + "lookup  " + LOOKUP_HELP);

    private static final List<String> LISTS = List.of(IP + "domain-list  " + LIST_HELP, DOMAIN + "list  " + LIST_HELP);
    private static final String NAME_SERVER = IP + "name-server  Specify address of name server to use\n";

    private ResolverCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (String lookup : LOOKUPS) {
            graph.add(lookup, (console, arguments, reply) -> settings(console).enabled(true));
            graph.add(
                    NO + lookup,
                    (console, arguments, reply) -> settings(console).enabled(false));
        }
        for (String list : LISTS) {
            graph.add(list + "{domain:WORD}  A domain name\n", ResolverCommands::addDomain);
            graph.add(NO + list + "[{domain:WORD}]  A domain name\n", ResolverCommands::removeDomain);
        }
        graph.add(NAME_SERVER + "{servers:A.B.C.D...}  Domain server IP address\n", ResolverCommands::addServers);
        graph.add(
                NO + NAME_SERVER + "[{servers:A.B.C.D...}]  Domain server IP address\n",
                ResolverCommands::removeServers);
        graph.add(
                DOMAIN + "timeout  timeout in seconds\n{seconds:<1-3600>}  Timeout value in seconds\n",
                (console, arguments, reply) -> settings(console).timeoutSeconds(arguments.number("seconds")));
        graph.add(
                NO + DOMAIN + "timeout  timeout in seconds\n[{seconds:<1-3600>}]  Timeout value in seconds\n",
                (console, arguments, reply) ->
                        settings(console).timeoutSeconds(ResolverSettings.DEFAULT_TIMEOUT_SECONDS));
        graph.add(
                DOMAIN + "retry  Specify number of times to retry sending DNS query\n"
                        + "{retries:<0-100>}  Number of times to retry\n",
                (console, arguments, reply) -> settings(console).retries(arguments.number("retries")));
        graph.add(
                NO + DOMAIN + "retry  Specify number of times to retry sending DNS query\n"
                        + "[{retries:<0-100>}]  Number of times to retry\n",
                (console, arguments, reply) -> settings(console).retries(ResolverSettings.DEFAULT_RETRIES));
    }

    static void addClear(CommandGraph<IosConsole> graph) {
        graph.add("""
            clear  Reset functions
            host  Delete host table entries
            {name:WORD}  Hostname to delete, or * for all
            """, ResolverCommands::clear);
    }

    private static ResolverSettings settings(IosConsole console) {
        return console.device().resolver().settings();
    }

    private static void addServers(IosConsole console, Arguments arguments, Reply reply) {
        for (Ipv4Address server : servers(arguments)) {
            if (!settings(console).addServer(server)) {
                reply.refuse(
                        "% Name-server table is full; " + server + " not added",
                        server.toString(),
                        "at most " + ResolverSettings.MAX_SERVERS + " servers");
                return;
            }
        }
    }

    private static List<Ipv4Address> servers(Arguments arguments) {
        return arguments
                .find("servers", IosTypes.AddressList.class)
                .map(IosTypes.AddressList::addresses)
                .orElse(List.of());
    }

    private static void removeServers(IosConsole console, Arguments arguments, Reply reply) {
        List<Ipv4Address> named = servers(arguments);
        if (named.isEmpty()) {
            settings(console).clearServers();
        }
        named.forEach(settings(console)::removeServer);
    }

    private static void addDomain(IosConsole console, Arguments arguments, Reply reply) {
        if (!settings(console).addDomain(arguments.text("domain"))) {
            reply.refuse(
                    "% Domain list is full",
                    arguments.text("domain"), "at most " + ResolverSettings.MAX_DOMAINS + " domains");
        }
    }

    private static void removeDomain(IosConsole console, Arguments arguments, Reply reply) {
        arguments
                .find("domain", String.class)
                .ifPresentOrElse(settings(console)::removeDomain, settings(console)::clearDomains);
    }

    private static void clear(IosConsole console, Arguments arguments, Reply reply) {
        String name = arguments.text("name");
        if (name.equals("*")) {
            console.device().resolver().cache().clear();
        } else if (!console.device().resolver().cache().remove(name)) {
            reply.refuse("% No matching entries", name, "a name of show hosts that was learned");
        }
    }

    /** What stands before the device's domain and its table. */
    static void write(IosDevice device, ConfigText text) {
        ResolverSettings settings = device.resolver().settings();
        if (!settings.isEnabled()) {
            text.line("no ip domain-lookup");
        }
        if (settings.timeoutSeconds() != ResolverSettings.DEFAULT_TIMEOUT_SECONDS) {
            text.line("ip domain timeout " + settings.timeoutSeconds());
        }
        if (settings.retries() != ResolverSettings.DEFAULT_RETRIES) {
            text.line("ip domain retry " + settings.retries());
        }
        settings.domains().forEach(domain -> text.line("ip domain-list " + domain));
    }

    static void writeServers(IosDevice device, ConfigText text) {
        device.resolver()
                .settings()
                .servers()
                .forEach(server ->
                        text.line("ip name-server " + server.toString().toUpperCase(Locale.ROOT)));
    }
}
