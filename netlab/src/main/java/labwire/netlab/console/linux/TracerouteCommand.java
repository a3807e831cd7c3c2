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

/** {@code traceroute}, by ICMP echoes. */
final class TracerouteCommand {
    private static final double NANOS_PER_MILLI = 1e6;
    /** The echoes' data and headers. */
    private static final int PACKET_BYTES = 84;

    private TracerouteCommand() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        for (String family : List.of("", "-4  By IPv4\n", "-6  By IPv6\n")) {
            graph.addLasting(
                    "traceroute  Show the routers on the way\n" + family + "{target:WORD}  An address or a name\n",
                    TracerouteCommand::trace);
        }
    }

    private static void trace(LinuxConsole console, Arguments arguments, Reply reply) {
        String target = arguments.text("target");
        Optional<IpAddress> address = arguments.has("-6")
                ? console.resolve(target, IpAddress.Family.IPV6)
                : arguments.has("-4") ? console.resolve(target, IpAddress.Family.IPV4) : console.resolve(target);
        if (address.isEmpty()) {
            reply.refuse(target + ": Name or service not known", target, "an address or a name of the lab");
            reply.finish();
            return;
        }
        try {
            Traceroute traceroute = Traceroute.start(
                    console.host(), address.get(), Traceroute.Settings.DEFAULT, new Traceroute.Listener() {
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
                    target, address.get(), Traceroute.Settings.DEFAULT.lastHop(), PACKET_BYTES);
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
