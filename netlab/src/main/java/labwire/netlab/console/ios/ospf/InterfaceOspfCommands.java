package labwire.netlab.console.ios.ospf;

import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.routing.ospf.NetworkType;
import labwire.netlab.routing.ospf.packet.Authentication;
import labwire.netlab.routing.ospf.process.AuthenticationType;
import labwire.netlab.routing.ospf.process.OspfInterfaceConfig;
import labwire.netlab.routing.ospf.process.OspfInterfaceConfig.Membership;

/** {@code ip ospf} on interfaces. */
final class InterfaceOspfCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String IP_OSPF =
            "ip  Interface Internet Protocol config commands\nospf  OSPF interface commands\n";

    private InterfaceOspfCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addMembership(graph);
        addNumber(graph, "cost  Interface cost", "<1-65535>", OspfInterfaceConfig::cost);
        addNumber(graph, "priority  Router priority", "<0-255>", OspfInterfaceConfig::priority);
        addNumber(graph, "hello-interval  Time between HELLO packets", "<1-65535>", OspfInterfaceConfig::helloSeconds);
        addNumber(
                graph,
                "dead-interval  Interval after which a neighbor is declared dead",
                "<1-65535>",
                OspfInterfaceConfig::deadSeconds);
        addNumber(
                graph,
                "retransmit-interval  Time between retransmitting lost link state advertisements",
                "<1-65535>",
                OspfInterfaceConfig::retransmitSeconds);
        addNumber(
                graph,
                "transmit-delay  Link state transmit delay",
                "<1-65535>",
                OspfInterfaceConfig::transmitDelaySeconds);
        String network = IP_OSPF + "network  Network type\n";
        String types = """
                broadcast  Specify OSPF broadcast multi-access network
                | non-broadcast  Specify OSPF NBMA network
                | point-to-multipoint  Specify OSPF point-to-multipoint network
                | point-to-point  Specify OSPF point-to-point network
                """;
        graph.add(
                network + types,
                (console, arguments, reply) -> configure(console, config -> config.type(networkType(arguments))));
        graph.add(
                NO
                        + network
                        + types.replace("broadcast  Specify OSPF broadcast", "[broadcast]  Specify OSPF broadcast"),
                (console, arguments, reply) -> configure(console, config -> config.type(null)));
        graph.add(
                IP_OSPF + "mtu-ignore  Ignores the MTU in DBD packets",
                (console, arguments, reply) -> configure(console, config -> config.mtuIgnored(true)));
        graph.add(
                NO + IP_OSPF + "mtu-ignore  Ignores the MTU in DBD packets",
                (console, arguments, reply) -> configure(console, config -> config.mtuIgnored(false)));
        addAuthentication(graph);
    }

    private static NetworkType networkType(Arguments arguments) {
        if (arguments.has("non-broadcast")) {
            return NetworkType.NON_BROADCAST;
        }
        if (arguments.has("point-to-multipoint")) {
            return NetworkType.POINT_TO_MULTIPOINT;
        }
        return arguments.has("broadcast") ? NetworkType.BROADCAST : NetworkType.POINT_TO_POINT;
    }

    private static void addMembership(CommandGraph<IosConsole> graph) {
        String member = IP_OSPF + """
                {process:<1-65535>}  Process ID
                area  Set the OSPF area ID
                {area:AREA}  OSPF area ID as a decimal value or in IP address format
                """;
        graph.add(member, (console, arguments, reply) -> {
            int process = arguments.number("process");
            console.device().ospf().configure(process);
            configure(console, config -> config.membership(new Membership(process, arguments.address("area"))));
        });
        graph.add(
                NO + IP_OSPF + """
                {process:<1-65535>}  Process ID
                area  Set the OSPF area ID
                [{area:AREA}]  OSPF area ID as a decimal value or in IP address format
                """,
                (console, arguments, reply) -> configure(console, config -> config.membership(null)));
    }

    private static void addNumber(
            CommandGraph<IosConsole> graph,
            String keyword,
            String range,
            BiConsumer<OspfInterfaceConfig, OptionalInt> set) {
        String argument = "{value:" + range + "}";
        String help =
                "  " + (keyword.startsWith("cost") ? "Cost" : keyword.startsWith("priority") ? "Priority" : "Seconds");
        graph.add(
                IP_OSPF + keyword + "\n" + argument + help,
                (console, arguments, reply) ->
                        configure(console, config -> set.accept(config, OptionalInt.of(arguments.number("value")))));
        graph.add(
                NO + IP_OSPF + keyword + "\n[" + argument + "]" + help,
                (console, arguments, reply) -> configure(console, config -> set.accept(config, OptionalInt.empty())));
    }

    private static void addAuthentication(CommandGraph<IosConsole> graph) {
        String authentication = IP_OSPF + """
                authentication  Enable authentication
                [message-digest]  Use message-digest authentication
                | null  Use no authentication
                """;
        graph.add(
                authentication,
                (console, arguments, reply) -> configure(console, config -> config.authentication(type(arguments))));
        graph.add(
                NO + authentication,
                (console, arguments, reply) -> configure(console, config -> config.authentication(null)));
        String password = IP_OSPF + "authentication-key  Authentication password (key)\n";
        graph.add(password + "{password:WORD}  The OSPF password (key)", InterfaceOspfCommands::password);
        graph.add(
                password + "0  Specifies an UNENCRYPTED password will follow\n{password:WORD}  The OSPF password (key)",
                InterfaceOspfCommands::password);
        graph.add(
                NO + password + "[{rest:LINE}]  The OSPF password (key)",
                (console, arguments, reply) -> configure(console, config -> config.password("")));
        String key = IP_OSPF + """
                message-digest-key  Message digest authentication password (key)
                {id:<1-255>}  Key ID
                """;
        graph.add(key + "md5  Use MD5 algorithm\n{secret:WORD}  The OSPF password (key)", InterfaceOspfCommands::key);
        graph.add(
                key + "md5  Use MD5 algorithm\n0  Specifies an UNENCRYPTED password will follow\n"
                        + "{secret:WORD}  The OSPF password (key)",
                InterfaceOspfCommands::key);
        graph.add(
                NO + key + "[{rest:LINE}]  The key",
                (console, arguments, reply) ->
                        configure(console, config -> config.keys().remove(arguments.number("id"))));
    }

    private static AuthenticationType type(Arguments arguments) {
        if (arguments.has("message-digest")) {
            return AuthenticationType.MESSAGE_DIGEST;
        }
        return arguments.has("null") ? AuthenticationType.NONE : AuthenticationType.PASSWORD;
    }

    private static void password(IosConsole console, Arguments arguments, Reply reply) {
        String password = arguments.text("password");
        if (password.length() > Authentication.Simple.MAX_LENGTH) {
            reply.printLine("% OSPF: Warning: The password/key will be truncated to 8 characters");
        }
        int length = Math.min(password.length(), Authentication.Simple.MAX_LENGTH);
        configure(console, config -> config.password(password.substring(0, length)));
    }

    private static void key(IosConsole console, Arguments arguments, Reply reply) {
        String secret = arguments.text("secret");
        if (secret.length() > Authentication.Cryptographic.Key.MAX_LENGTH) {
            reply.printLine("% OSPF: Warning: The password/key will be truncated to 16 characters");
        }
        int length = Math.min(secret.length(), Authentication.Cryptographic.Key.MAX_LENGTH);
        int id = arguments.number("id");
        configure(console, config -> {
            if (config.keys().size() == OspfInterfaceConfig.MAX_KEYS
                    && !config.keys().containsKey(id)) {
                reply.refuse("% Too many keys", arguments.line(), "at most " + OspfInterfaceConfig.MAX_KEYS);
            } else {
                config.keys().put(id, secret.substring(0, length));
            }
        });
    }

    private static void configure(IosConsole console, Consumer<OspfInterfaceConfig> change) {
        for (DeviceInterface selected : console.selected()) {
            change.accept(
                    console.device().ospf().interfaceConfig(selected.name().longName()));
        }
        console.device().ospf().changed();
    }
}
