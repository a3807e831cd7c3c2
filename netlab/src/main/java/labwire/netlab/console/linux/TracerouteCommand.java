package labwire.netlab.console.linux;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.Traceroute;
import labwire.netlab.console.Traceroute.Probe;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.SourceRoute;

/** {@code traceroute}, by ICMP echoes. */
final class TracerouteCommand {
    private static final double NANOS_PER_MILLI = 1e6;
    /** The echoes' data and headers. */
    private static final int PACKET_BYTES = 84;

    /** As many as Linux's traceroute takes. */
    private static final List<String> GATES =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

    private TracerouteCommand() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        for (String family : List.of("", "-4  By IPv4\n", "-6  By IPv6\n")) {
            graph.addLasting(
                    "traceroute  Show the routers on the way\n" + family + "{target:WORD}  An address or a name\n",
                    TracerouteCommand::trace);
        }
        StringBuilder gates = new StringBuilder();
        for (String gate : GATES) {
            gates.append("-g  By way of a gate\n{").append(gate).append(":A.B.C.D}  Its address\n");
            graph.addLasting(
                    "traceroute  Show the routers on the way\n" + gates + "{target:WORD}  An address or a name\n",
                    TracerouteCommand::trace);
        }
    }

    private static void trace(LinuxConsole console, Arguments arguments, Reply reply) {
        String target = arguments.text("target");
        List<Ipv4Address> gates = GATES.stream()
                .flatMap(gate -> arguments.find(gate, Ipv4Address.class).stream())
                .toList();
        boolean four = arguments.has("-4") || !gates.isEmpty();
        Optional<IpAddress> address = arguments.has("-6")
                ? console.resolve(target, IpAddress.Family.IPV6)
                : four ? console.resolve(target, IpAddress.Family.IPV4) : console.resolve(target);
        if (address.isEmpty()) {
            reply.refuse(target + ": Name or service not known", target, "an address or a name of the lab");
            reply.finish();
            return;
        }
        Traceroute.Settings settings = gates.isEmpty()
                ? Traceroute.Settings.DEFAULT
                : Traceroute.Settings.DEFAULT.with(SourceRoute.loose(gates).encode());
        try {
            Traceroute traceroute =
                    Traceroute.start(console.host(), address.get(), settings, new Traceroute.Listener() {
                        @Override
                        public void hop(int number, List<Probe> probes) {
                            reply.printLine("%2d %s", number, row(console, probes));
                        }

                        @Override
                        public void finished() {
                            reply.finish();
                        }
                    });
            reply.printLine(
                    "traceroute to %s (%s), %d hops max, %d byte packets",
                    target,
                    address.get(),
                    settings.lastHop(),
                    PACKET_BYTES + settings.options().length());
            reply.onInterrupt(traceroute::stop);
        } catch (IllegalStateException e) {
            reply.refuse("traceroute: " + e.getMessage(), "traceroute", "fewer at once");
            reply.finish();
        }
    }

    /** The address where it changes, then each time. */
    private static String row(LinuxConsole console, List<Probe> probes) {
        StringBuilder row = new StringBuilder();
        Optional<IpAddress> last = Optional.empty();
        for (Probe probe : probes) {
            if (probe.from().isEmpty()) {
                row.append(" *");
                continue;
            }
            if (!probe.from().equals(last)) {
                row.append(' ').append(console.text(probe.from().get()));
                last = probe.from();
            }
            row.append(String.format(Locale.ROOT, "  %.3f ms", probe.roundTripNanos() / NANOS_PER_MILLI));
        }
        return row.toString();
    }
}
