package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.Traceroute;
import labwire.netlab.console.Traceroute.Probe;
import labwire.netlab.console.ios.HostLookup;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/** {@code traceroute}. */
final class TracerouteCommand {
    private TracerouteCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.addLasting("""
                traceroute  Trace route to destination
                {target:WORD}  Trace route to destination address or hostname
                """, TracerouteCommand::trace);
    }

    private static void trace(IosConsole console, Arguments arguments, Reply reply) {
        String target = arguments.text("target");
        HostLookup.find(console, target, reply, address -> start(console, target, address, reply), () -> {
            reply.refuse(
                    "% Unrecognized host or address.\n",
                    target, "an address, or a name that the device knows or can ask for");
            reply.finish();
        });
    }

    private static void start(IosConsole console, String target, Ipv4Address address, Reply reply) {
        reply.printLine("Type escape sequence to abort.");
        reply.printLine(
                "Tracing the route to %s", target.equals(address.toString()) ? target : target + " (" + address + ")");
        reply.printLine("VRF info: (vrf in name/id, vrf out name/id)");
        try {
            Traceroute traceroute = Traceroute.start(console.device(), address, new Traceroute.Listener() {
                @Override
                public void hop(int number, List<Probe> probes) {
                    reply.printLine("%3d%s", number, row(probes));
                }

                @Override
                public void finished() {
                    reply.finish();
                }
            });
            reply.onInterrupt(traceroute::stop);
        } catch (IllegalStateException e) {
            reply.refuse("% Too many pings", "traceroute", "fewer at once");
            reply.finish();
        }
    }

    /** The address where it changes, then each time. */
    private static String row(List<Probe> probes) {
        StringBuilder row = new StringBuilder();
        Optional<IpAddress> last = Optional.empty();
        for (Probe probe : probes) {
            if (probe.from().isEmpty()) {
                row.append("  *");
                continue;
            }
            if (!probe.from().equals(last)) {
                row.append(' ').append(probe.from().get());
                last = probe.from();
            }
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(probe.roundTripNanos()));
            row.append(' ').append(millis).append(" msec");
        }
        return row.toString();
    }
}
