package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.Traceroute;
import labwire.netlab.console.Traceroute.Probe;
import labwire.netlab.console.Traceroute.Settings;
import labwire.netlab.console.ios.HostLookup;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/** {@code traceroute}. */
final class TracerouteCommand {
    private static final String TRACEROUTE = "traceroute  Trace route to destination\n";
    private static final String TARGET = "{target:WORD}  Trace route to destination address or hostname\n";

    /** What may follow a destination, each once, in any order. */
    private static final List<String> OPTIONS = List.of(
            "numeric  display numeric address\n",
            "probe  specify number of probes per hop\n{probes:<1-100>}  Number of probes per hop\n",
            "source  specify source address or name\n{source:PING-SOURCE}  Source address or name\n",
            "timeout  specify time out\n{timeout:<0-3600>}  Number of seconds to wait for response\n",
            "ttl  specify minimum and maximum ttl\n{first:<1-255>}  Minimum time to live\n"
                    + "{last:<1-255>}  Maximum time to live\n");

    private static final int MAX_OPTIONS = 3;

    private TracerouteCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        List<String> tails = new ArrayList<>(PingCommand.inAnyOrder(OPTIONS, MAX_OPTIONS));
        tails.add(String.join("", OPTIONS));
        for (String tail : tails) {
            graph.addLasting(TRACEROUTE + TARGET + tail, TracerouteCommand::trace);
            graph.addLasting(TRACEROUTE + "ip  IP Trace\n" + TARGET + tail, TracerouteCommand::trace);
        }
        graph.add(
                TRACEROUTE + "[ip]  IP Trace\n",
                (console, arguments, reply) -> new TracerouteDialogue(console).begin());
    }

    private static void trace(IosConsole console, Arguments arguments, Reply reply) {
        Settings usual = Settings.DEFAULT;
        Optional<Ipv4Address> source = arguments.has("source")
                ? PingCommand.source(console, arguments.text("source"))
                : Optional.of(Ipv4Address.ANY);
        int first = arguments.find("first", Integer.class).orElse(usual.firstHop());
        int last = arguments.find("last", Integer.class).orElse(usual.lastHop());
        if (source.isEmpty() || last < first) {
            reply.refuse(
                    source.isEmpty() ? PingCommand.INVALID_SOURCE : "% Invalid ttl range",
                    arguments.line(),
                    source.isEmpty() ? "one of ours" : "the lower one first");
            reply.finish();
            return;
        }
        long timeoutNanos = arguments
                .find("timeout", Integer.class)
                .map(TracerouteCommand::timeoutNanos)
                .orElse(usual.timeoutNanos());
        Settings settings = new Settings(
                source.get(),
                timeoutNanos,
                arguments.find("probes", Integer.class).orElse(usual.probes()),
                first,
                last);
        begin(console, arguments.text("target"), settings, reply);
    }

    static long timeoutNanos(int seconds) {
        return Math.max(1, TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Finds the host of a name, then its way; finishes the reply. */
    static void begin(IosConsole console, String target, Settings settings, Reply reply) {
        HostLookup.find(console, target, reply, address -> start(console, target, address, settings, reply), () -> {
            reply.refuse(
                    "% Unrecognized host or address.\n",
                    target, "an address, or a name that the device knows or can ask for");
            reply.finish();
        });
    }

    private static void start(IosConsole console, String target, Ipv4Address address, Settings settings, Reply reply) {
        reply.printLine("Type escape sequence to abort.");
        reply.printLine(
                "Tracing the route to %s", target.equals(address.toString()) ? target : target + " (" + address + ")");
        reply.printLine("VRF info: (vrf in name/id, vrf out name/id)");
        try {
            Traceroute traceroute = Traceroute.start(console.device(), address, settings, new Traceroute.Listener() {
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
