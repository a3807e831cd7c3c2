package labwire.netlab.console.ios.nat;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.nat.AddressTranslator;
import labwire.netlab.stack.nat.Endpoint;
import labwire.netlab.stack.nat.GlobalSide;
import labwire.netlab.stack.nat.InsideSource;
import labwire.netlab.stack.nat.InsideSource.Dynamic;
import labwire.netlab.stack.nat.InsideSource.StaticAddress;
import labwire.netlab.stack.nat.InsideSource.StaticPort;
import labwire.netlab.stack.nat.NatRules;
import labwire.netlab.wire.IpPayload;

/** {@code ip nat inside source …}. */
final class NatRuleCommands {
    private static final String SOURCE = """
            ip  Global IP configuration subcommands
            nat  NAT configuration commands
            inside  Inside address translation
            source  Source address translation
            """;
    private static final String STATIC = SOURCE + "static  Specify static local->global mapping\n";
    private static final String LIST = SOURCE + """
            list  Specify access list describing local addresses
            {list:ACL-NAME}  Access list number or name for local addresses
            """;
    private static final String INTERFACE = """
            interface  Specify interface for global address
            {interface:INTERFACE}  Interface type and number
            """;
    private static final String PORT = """
            tcp  Transmission Control Protocol
            | udp  User Datagram Protocol
            {local:A.B.C.D}  Inside local IP address
            {localPort:<1-65535>}  Local UDP/TCP port
            """;
    private static final String EXTENDABLE = "[extendable]  Extend this translation when used\n";
    private static final String OVERLOAD = "[overload]  Overload an address translation\n";

    private NatRuleCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        add(
                graph,
                STATIC + "{local:A.B.C.D}  Inside local IP address\n{global:A.B.C.D}  Inside global IP address\n"
                        + EXTENDABLE);
        add(graph, STATIC + "{local:A.B.C.D}  Inside local IP address\n" + INTERFACE);
        add(
                graph,
                STATIC + PORT + "{global:A.B.C.D}  Inside global IP address\n"
                        + "{globalPort:<1-65535>}  Global UDP/TCP port\n" + EXTENDABLE);
        add(graph, STATIC + PORT + INTERFACE + "{globalPort:<1-65535>}  Global UDP/TCP port\n");
        add(graph, LIST + INTERFACE + OVERLOAD);
        add(graph, LIST + "pool  Name pool of global addresses\n{pool:WORD}  Pool name\n" + OVERLOAD);
    }

    private static void add(CommandGraph<IosConsole> graph, String grammar) {
        graph.add(
                grammar,
                (console, arguments, reply) -> rule(console, arguments, reply)
                        .ifPresent(rule -> set(console.device().nat(), rule, arguments, reply)));
        graph.add("no  Negate a command or set its defaults\n" + grammar, (console, arguments, reply) -> {
            Optional<InsideSource> rule = rule(console, arguments, reply);
            if (rule.isPresent() && !console.device().nat().remove(rule.get())) {
                reply.refuse("%Translation not found", arguments.line(), "a rule as it was given");
            }
        });
    }

    private static void set(AddressTranslator nat, InsideSource rule, Arguments arguments, Reply reply) {
        if (rule instanceof Dynamic && nat.rules().conflicting(rule).isPresent()) {
            nat.rules().conflicting(rule).ifPresent(nat::remove);
        }
        if (nat.rules().conflicting(rule).isPresent()) {
            reply.refuse("%Similar static entry already exists", arguments.line(), "an address and port of its own");
        } else if (!nat.rules().add(rule)) {
            reply.refuse("%No memory for translation", arguments.line(), "at most " + NatRules.MAX_RULES + " rules");
        }
    }

    private static Optional<InsideSource> rule(IosConsole console, Arguments arguments, Reply reply) {
        Optional<GlobalSide> global = global(console, arguments, reply);
        if (global.isEmpty()) {
            return Optional.empty();
        }
        if (arguments.has("list")) {
            boolean ofInterface = arguments.has("interface");
            // IOS adds the word itself: an interface has but one address.
            return Optional.of(
                    new Dynamic(arguments.text("list"), global.get(), arguments.has("overload") || ofInterface));
        }
        if (arguments.has("localPort")) {
            int protocol = arguments.has("tcp") ? IpPayload.PROTOCOL_TCP : IpPayload.PROTOCOL_UDP;
            Endpoint local = new Endpoint(arguments.address("local"), arguments.number("localPort"));
            return Optional.of(new StaticPort(protocol, local, global.get(), arguments.number("globalPort")));
        }
        return Optional.of(new StaticAddress(arguments.address("local"), global.get()));
    }

    private static Optional<GlobalSide> global(IosConsole console, Arguments arguments, Reply reply) {
        if (arguments.has("pool")) {
            return Optional.of(new GlobalSide.OfPool(arguments.text("pool")));
        }
        if (!arguments.has("interface")) {
            return Optional.of(new GlobalSide.Fixed(arguments.address("global")));
        }
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<NetworkInterface> on = console.device().interfaceNamed(name).flatMap(DeviceInterface::ip);
        if (on.isEmpty()) {
            reply.refuse("%Invalid interface type and number", name.longName(), "an interface with IP");
        }
        return on.map(GlobalSide.OfInterface::new);
    }

    /** Dynamic rules stand before static ones. */
    static void write(IosDevice device, ConfigText text) {
        for (InsideSource rule : device.nat().rules().rules()) {
            if (rule instanceof Dynamic of) {
                text.line("ip nat inside source list " + of.accessList() + " " + global(of.global())
                        + (of.overload() ? " overload" : ""));
            }
        }
        for (InsideSource rule : device.nat().rules().rules()) {
            if (rule instanceof StaticAddress of) {
                text.line("ip nat inside source static " + of.local() + " " + global(of.global()));
            } else if (rule instanceof StaticPort of) {
                text.line("ip nat inside source static " + (of.protocol() == IpPayload.PROTOCOL_TCP ? "tcp " : "udp ")
                        + of.local().address() + " " + of.local().port() + " " + global(of.global()) + " "
                        + of.globalPort() + (of.global() instanceof GlobalSide.Fixed ? " extendable" : ""));
            }
        }
    }

    /** As in a configuration: {@code pool P}, {@code interface GigabitEthernet0/3}, an address. */
    static String global(GlobalSide side) {
        if (side instanceof GlobalSide.OfPool of) {
            return "pool " + of.pool();
        }
        return side instanceof GlobalSide.OfInterface of
                ? "interface " + of.on().name()
                : side.single().map(Object::toString).orElse("");
    }
}
