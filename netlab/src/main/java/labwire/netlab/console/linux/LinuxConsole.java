package labwire.netlab.console.linux;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.GraphSession;
import labwire.netlab.console.Parsed;
import labwire.netlab.console.Reply;
import labwire.netlab.device.Host;
import labwire.netlab.stack.DestinationSelection;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;

/** A root shell's worth of commands on a host. Lab thread only. */
public final class LinuxConsole extends GraphSession<LinuxConsole> {
    private static final CommandGraph<LinuxConsole> GRAPH = graphOfAll();

    /** Whether the session goes on. */
    private enum State {
        /** {@code exit} leads to ENDED. */
        OPEN,
        ENDED
    }

    private final Host host;
    private State state = State.OPEN;

    private LinuxConsole(Host host) {
        this.host = host;
    }

    public static ConsoleSession open(Host host) {
        return new LinuxConsole(host);
    }

    private static CommandGraph<LinuxConsole> graphOfAll() {
        CommandGraph<LinuxConsole> graph = new CommandGraph<>(LinuxTypes.ALL);
        AddressCommands.addTo(graph);
        LinkCommands.addTo(graph);
        RouteCommands.addTo(graph);
        NeighborCommands.addTo(graph);
        Ip6Commands.addTo(graph);
        SysctlCommand.addTo(graph);
        PingCommand.addTo(graph);
        TracerouteCommand.addTo(graph);
        SocketStatistics.addTo(graph);
        NetworkStatistics.addTo(graph);
        graph.add("""
                hostname  Show or set the host's name
                """, (console, arguments, reply) -> reply.printLine(console.host.hostname()));
        graph.add("""
                hostname  Show or set the host's name
                {name:WORD}  The new name
                """, (console, arguments, reply) -> console.host.hostname(arguments.text("name")));
        graph.add("""
                exit  Leave
                """, (console, arguments, reply) -> console.state = State.ENDED);
        return graph;
    }

    Host host() {
        return host;
    }

    /** The interface of a name; if there is none, says so and is empty. */
    Optional<NetworkInterface> find(String name, Reply reply) {
        Optional<NetworkInterface> found = host.stack().interfaceNamed(name);
        if (found.isEmpty()) {
            reply.refuse("Cannot find device \"" + name + "\"", name, "an interface of this host");
        }
        return found;
    }

    /** The address of a name of the lab, or the one that the text is, if it is of that family. */
    Optional<IpAddress> resolve(String text, IpAddress.Family family) {
        return addressesOf(text).stream()
                .filter(address -> address.family() == family)
                .findFirst();
    }

    /** The same of either family, the one that is reached best. */
    Optional<IpAddress> resolve(String text) {
        return addressesOf(text).stream().findFirst();
    }

    private List<IpAddress> addressesOf(String text) {
        Optional<IpAddress> literal = literal(text);
        return literal.isPresent()
                ? List.of(literal.get())
                : DestinationSelection.sorted(host.stack(), host.names().addressesOf(text));
    }

    /** An address as Linux writes it: the zone is an interface's name. */
    String text(IpAddress address) {
        if (address instanceof Ipv6Address six && six.zone() != 0) {
            return host.stack().interfaces().stream()
                    .filter(on -> on.index() == six.zone())
                    .findFirst()
                    .map(on -> six.withoutZone() + "%" + on.name())
                    .orElse(address.toString());
        }
        return address.toString();
    }

    /** Of a link-local address, the zone is an interface's name. */
    private Optional<IpAddress> literal(String text) {
        int percent = text.indexOf('%');
        if (percent > 0) {
            return host.stack()
                    .interfaceNamed(text.substring(percent + 1))
                    .flatMap(on ->
                            Ipv6Address.tryParse(text.substring(0, percent)).map(address -> address.in(on.index())));
        }
        return IpAddress.tryParse(text);
    }

    @Override
    public boolean isEnded() {
        return state == State.ENDED;
    }

    @Override
    protected LinuxConsole self() {
        return this;
    }

    @Override
    protected CommandGraph<LinuxConsole> graph() {
        return GRAPH;
    }

    @Override
    protected String modePrompt() {
        return "root@" + host.hostname() + ":~# ";
    }

    @Override
    protected void runLine(String line, Reply reply) {
        if (isEnded() || line.stripLeading().startsWith("#")) {
            reply.finish();
            return;
        }
        execute(GRAPH, line, 0, reply);
    }

    @Override
    protected void refuse(String line, int column, Parsed<LinuxConsole> failure, Reply reply) {
        String command = line.strip();
        if (failure instanceof Parsed.Ambiguous<LinuxConsole> ambiguous) {
            String candidates = String.join(" or ", ambiguous.candidates());
            reply.refuse("\"" + ambiguous.word() + "\" is ambiguous: " + candidates, command, candidates);
        } else if (failure instanceof Parsed.Incomplete<LinuxConsole> incomplete) {
            String expected = String.join(", ", incomplete.expected());
            reply.refuse("Command line is not complete: expected " + expected, command, expected + " after it");
        } else if (failure instanceof Parsed.Invalid<LinuxConsole> invalid) {
            List<String> expected = invalid.expected();
            boolean first =
                    command.startsWith(invalid.word()) && GRAPH.candidates("").size() == expected.size();
            String message =
                    first ? invalid.word() + ": command not known" : "\"" + invalid.word() + "\" is not expected here";
            reply.refuse(
                    message,
                    command.equals(invalid.word()) ? command : invalid.word() + ", in " + command,
                    expected.isEmpty() ? "the end of the line" : String.join(", ", expected));
        }
    }
}
