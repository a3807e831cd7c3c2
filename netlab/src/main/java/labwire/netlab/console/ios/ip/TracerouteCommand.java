package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import labwire.netlab.wire.IpAddress.Family;

/** {@code traceroute}. */
final class TracerouteCommand {
    private static final String TRACEROUTE = "traceroute  Trace route to destination\n";
    private static final String IPV6 = "ipv6  IPv6 Trace\n";
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
            graph.addLasting(
                    TRACEROUTE + TARGET + tail,
                    (console, arguments, reply) -> trace(console, Set.of(Family.values()), arguments, reply));
            graph.addLasting(
                    TRACEROUTE + "ip  IP Trace\n" + TARGET + tail,
                    (console, arguments, reply) -> trace(console, Set.of(Family.IPV4), arguments, reply));
            graph.addLasting(
                    TRACEROUTE + IPV6 + TARGET + tail,
                    (console, arguments, reply) -> trace(console, Set.of(Family.IPV6), arguments, reply));
        }
        graph.add(
                TRACEROUTE + "[ip]  IP Trace\n",
                (console, arguments, reply) -> new TracerouteDialogue(console).begin());
        graph.add(TRACEROUTE + IPV6, (console, arguments, reply) -> new TracerouteDialogue(console).beginIpv6());
    }

    private static void trace(IosConsole console, Set<Family> families, Arguments arguments, Reply reply) {
        Settings usual = Settings.DEFAULT;
        int first = arguments.find("first", Integer.class).orElse(usual.firstHop());
        int last = arguments.find("last", Integer.class).orElse(usual.lastHop());
        if (last < first) {
            reply.refuse("% Invalid ttl range", arguments.line(), "the lower one first");
            reply.finish();
            return;
        }
        long timeoutNanos = arguments
                .find("timeout", Integer.class)
                .map(TracerouteCommand::timeoutNanos)
                .orElse(usual.timeoutNanos());
        Settings settings = new Settings(
                usual.source(),
                timeoutNanos,
                arguments.find("probes", Integer.class).orElse(usual.probes()),
                first,
                last);
        begin(console, arguments.text("target"), families, arguments.find("source", String.class), settings, reply);
    }

    static long timeoutNanos(int seconds) {
        return Math.max(1, TimeUnit.SECONDS.toNanos(seconds));
    }

    /**
     * Finds the host of a name, then its way; finishes the reply.
     *
     * @param source an own address or an interface, as it was typed; empty for none
     */
    static void begin(
            IosConsole console,
            String target,
            Set<Family> families,
            Optional<String> source,
            Settings settings,
            Reply reply) {
        HostLookup.find(
                console,
                target,
                families,
                reply,
                address -> {
                    Optional<IpAddress> from = source.isEmpty()
                            ? Optional.of(address.any())
                            : SourceAddress.find(console, source.get(), address.family());
                    from.ifPresentOrElse(own -> start(console, target, address, settings.from(own), reply), () -> {
                        reply.refuse(SourceAddress.INVALID, source.orElse(""), "one of ours");
                        reply.finish();
                    });
                },
                () -> {
                    reply.refuse(
                            "% Unrecognized host or address.\n",
                            target, "an address, or a name that the device knows or can ask for");
                    reply.finish();
                });
    }

    private static void start(IosConsole console, String target, IpAddress address, Settings settings, Reply reply) {
        boolean named = IpAddress.tryParse(target).isEmpty();
        String shown = PingRun.name(address);
        reply.printLine("Type escape sequence to abort.");
        reply.printLine("Tracing the route to %s", named ? target + " (" + shown + ")" : shown);
        if (address.family() == Family.IPV4) {
            reply.printLine("VRF info: (vrf in name/id, vrf out name/id)");
        } else {
            reply.printLine("");
        }
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
                row.append(' ').append(PingRun.name(probe.from().get()));
                last = probe.from();
            }
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(probe.roundTripNanos()));
            row.append(' ').append(millis).append(" msec");
        }
        return row.toString();
    }
}
