package labwire.netlab.console.ios.outgoing;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.HostLookup;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.outgoing.OutgoingSession;
import labwire.netlab.console.outgoing.OutgoingSessions;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.wire.Ipv4Address;

/** {@code telnet}, {@code connect}, {@code resume}, {@code disconnect}, {@code show sessions}. */
public final class OutgoingCommands {
    private static final String HOST = "{host:WORD}  IP address or hostname of a remote system\n";
    private static final String PORT = "[{port:<1-65535>}]  Port number\n";
    private static final String SOURCE =
            "/source-interface  Specify source interface\n{source:INTERFACE}  Source interface\n";
    private static final String NUMBER = "[{number:<1-16>}]  The number of an active network connection\n";
    /** Lines of a terminal line that keep it from connecting elsewhere. */
    private static final String OUTPUT_NONE = "transport output none";

    private OutgoingCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inExec(OutgoingCommands::addTo);
    }

    private static void addTo(CommandGraph<IosConsole> graph) {
        for (String command :
                new String[] {"telnet  Open a telnet connection\n", "connect  Open a terminal connection\n"}) {
            graph.addLasting(command + HOST + PORT, OutgoingCommands::connect);
            graph.addLasting(command + HOST + SOURCE, OutgoingCommands::connect);
            graph.addLasting(command + HOST + "{port:<1-65535>}  Port number\n" + SOURCE, OutgoingCommands::connect);
        }
        graph.addLasting("resume  Resume an active network connection\n" + NUMBER, OutgoingCommands::resume);
        graph.add("disconnect  Disconnect an existing network connection\n" + NUMBER, OutgoingCommands::disconnect);
        graph.add("where  List active connections\n", OutgoingCommands::show);
        graph.add(
                "show  Show running system information\nsessions  Information about Telnet connections\n",
                OutgoingCommands::show);
    }

    private static void connect(IosConsole console, Arguments arguments, Reply reply) {
        String host = arguments.text("host");
        boolean forbidden = console.line()
                .map(TerminalLine::keptLines)
                .filter(lines -> lines.contains(OUTPUT_NONE))
                .isPresent();
        Optional<Ipv4Address> source = source(console, arguments);
        if (forbidden || source.isEmpty()) {
            reply.refuse(
                    forbidden
                            ? "% telnet connections not permitted from this terminal"
                            : "% Invalid source interface - IP not enabled or interface is down",
                    arguments.line(),
                    forbidden ? "another transport output" : "an interface with an address");
            reply.finish();
            return;
        }
        long idleLimitNanos = TimeUnit.MINUTES.toNanos(
                console.line().map(TerminalLine::sessionTimeoutMinutes).orElse(0));
        int port = arguments.find("port", Integer.class).orElse(OutgoingSessions.TELNET_PORT);
        HostLookup.find(
                console,
                host,
                reply,
                address -> console.outgoing()
                        .connect(
                                console.device(),
                                host,
                                address,
                                port,
                                source.get().family() == address.family() ? source.get() : address.any(),
                                idleLimitNanos,
                                reply),
                () -> {
                    reply.refuse(
                            "% Unknown command or computer name, or unable to find computer address",
                            host, "a command, or the name of a host");
                    reply.finish();
                });
    }

    private static Optional<Ipv4Address> source(IosConsole console, Arguments arguments) {
        Optional<InterfaceName> name = arguments.find("source", InterfaceName.class);
        return name.isEmpty()
                ? Optional.of(Ipv4Address.ANY)
                : name.flatMap(console.device()::interfaceNamed)
                        .flatMap(DeviceInterface::ip)
                        .flatMap(ip -> ip.addresses().stream().findFirst())
                        .map(InterfaceAddress::address);
    }

    private static Optional<Integer> number(IosConsole console, Arguments arguments) {
        return arguments.find("number", Integer.class).or(console.outgoing()::current);
    }

    private static void resume(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Integer> number = number(console, arguments);
        if (number.isEmpty()) {
            refuseNone(reply);
            reply.finish();
            return;
        }
        console.outgoing().resume(number.get(), reply);
    }

    private static void refuseNone(Reply reply) {
        reply.refuse("% No current connection", "no connection", "one that was opened before");
    }

    private static void disconnect(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Integer> number = number(console, arguments);
        OutgoingSession session =
                number.map(chosen -> console.outgoing().open().get(chosen)).orElse(null);
        if (number.isEmpty() || session == null) {
            refuseNone(reply);
            return;
        }
        console.confirm(
                "Closing connection to " + session.host() + " [confirm]", Completion.ON_RETURN, (yes, answer) -> {
                    answer.printLine("");
                    if (yes) {
                        console.outgoing().disconnect(number.get());
                    }
                });
    }

    private static void show(IosConsole console, Arguments arguments, Reply reply) {
        OutgoingSessions sessions = console.outgoing();
        if (sessions.open().isEmpty()) {
            reply.printLine("% No connections open");
            return;
        }
        reply.printLine("Conn Host                Address             Byte  Idle Conn Name");
        long now = console.device().loop().now();
        sessions.open()
                .forEach((number, session) -> reply.printLine(
                        "%s %2d %-19s %-19s %4d %5d %s",
                        sessions.current().filter(number::equals).isPresent() ? "*" : " ",
                        number,
                        session.host(),
                        session.address(),
                        session.waitingOctets(),
                        TimeUnit.NANOSECONDS.toMinutes(now - session.activeNanos()),
                        session.host()));
    }
}
