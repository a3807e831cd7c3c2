package labwire.netlab.console.ios.switching;

import java.util.Optional;
import java.util.function.Predicate;
import labwire.netlab.bridge.ErrorCause;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SwitchedPort;

/** {@code show interfaces status}. */
final class ShowInterfacesStatus {
    private static final String INTERFACES = Switchports.SHOW + "interfaces  Interface status and configuration\n";
    private static final String ROW = "%-9s %-18s %-12s %-10s %6s %6s %s";

    private ShowInterfacesStatus() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                INTERFACES + "status  Show interface line status",
                (console, arguments, reply) -> show(console, reply, port -> true));
        graph.add(
                INTERFACES + "status  Show interface line status\nerr-disabled  Show interface error disabled state",
                (console, arguments, reply) -> showErrors(console, reply));
        graph.add(
                INTERFACES + "{interface:INTERFACE}  Interface type and number\nstatus  Show interface line status",
                (console, arguments, reply) -> Switchports.named(console, arguments, reply)
                        .ifPresent(wanted -> show(console, reply, wanted::equals)));
    }

    private static void show(IosConsole console, Reply reply, Predicate<SwitchedPort> wanted) {
        reply.print("\nPort      Name               Status       Vlan       Duplex  Speed Type\n");
        Switchports.of(console).stream()
                .filter(wanted)
                .forEach(port -> reply.printLine(
                        ROW,
                        port.name().shortName(),
                        name(port),
                        status(port),
                        vlan(port),
                        port.isUp() ? kept(console, port, "duplex ").orElse("a-full") : "auto",
                        kept(console, port, "speed ").orElse("auto"),
                        "RJ45"));
    }

    private static String name(SwitchedPort port) {
        String description = port.description();
        return description.substring(0, Math.min(description.length(), 18));
    }

    /** What was configured of the port's speed or duplex: nothing goes by it, but it is shown. */
    private static Optional<String> kept(IosConsole console, SwitchedPort port, String beginning) {
        return console.settings().keptLines(port.name()).stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .filter(value -> !value.equals("auto"))
                .findFirst();
    }

    static String status(SwitchedPort port) {
        if (port.bridgePort().errorCause().isPresent()) {
            return "err-disabled";
        }
        return !port.isEnabled() ? "disabled" : port.isUp() ? "connected" : "notconnect";
    }

    private static String vlan(SwitchedPort port) {
        if (port.isRouted()) {
            return "routed";
        }
        return port.bridgePort().mode() == PortMode.TRUNK && port.isUp()
                ? "trunk"
                : Integer.toString(port.bridgePort().accessVlan());
    }

    private static void showErrors(IosConsole console, Reply reply) {
        reply.print("\nPort      Name               Status       Reason               Err-disabled Vlans\n");
        for (SwitchedPort port : Switchports.of(console)) {
            port.bridgePort()
                    .errorCause()
                    .map(ErrorCause::keyword)
                    .ifPresent(cause -> reply.printLine(
                            "%-9s %-18s %-12s %s", port.name().shortName(), name(port), "err-disabled", cause));
        }
    }
}
