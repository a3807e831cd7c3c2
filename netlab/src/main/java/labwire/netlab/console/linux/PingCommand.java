package labwire.netlab.console.linux;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;

/** {@code ping}: four echoes unless told otherwise, since nobody is sure to press Ctrl-C. */
final class PingCommand {
    /** As long as Linux's ping waits for the last answer. */
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Of IPv4 and ICMP. */
    private static final int IPV4_HEADERS = 28;

    private PingCommand() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        for (String command : List.of(
                "ping  Send echo requests\n",
                "ping  Send echo requests\n-4  By IPv4\n",
                "ping  Send echo requests\n-6  By IPv6\n",
                "ping6  Send echo requests by IPv6\n")) {
            addTo(graph, command);
        }
    }

    private static void addTo(CommandGraph<LinuxConsole> graph, String command) {
        String target = "{target:WORD}  An address or a name\n";
        String count = "-c  How many\n{count:<1-65535>}  A number\n";
        String size = "-s  Octets of each, headers apart\n{size:<0-65500>}  A number\n";
        String route = "-r  Record the route (-R)\n";
        for (String options : List.of("", count, size, count + size, size + count, route, route + count)) {
            graph.addLasting(command + options + target, PingCommand::ping);
            if (!options.isEmpty()) {
                graph.addLasting(command + target + options, PingCommand::ping);
            }
        }
    }

    private static void ping(LinuxConsole console, Arguments arguments, Reply reply) {
        String target = arguments.text("target");
        Optional<IpAddress> address = arguments.has("-6") || arguments.has("ping6")
                ? console.resolve(target, IpAddress.Family.IPV6)
                : arguments.has("-4") ? console.resolve(target, IpAddress.Family.IPV4) : console.resolve(target);
        if (address.isEmpty()) {
            boolean otherFamily = console.resolve(target).isPresent();
            reply.refuse(
                    "ping: " + target + ": "
                            + (otherFamily ? "Address family for hostname not supported" : "Name or service not known"),
                    target,
                    "an address or a name of the lab");
            reply.finish();
            return;
        }
        PingSettings settings = PingSettings.DEFAULT
                .withTimeout(TIMEOUT_NANOS)
                .withPayload(arguments.find("size", Integer.class).orElse(PingSettings.DEFAULT.payloadBytes()))
                .withCount(arguments.find("count", Integer.class).orElse(PingSettings.DEFAULT.count()));
        boolean four = address.get().family() == IpAddress.Family.IPV4;
        if (four && arguments.has("-r")) {
            settings = settings.withOptions(Ipv4Options.recordRoute(Ipv4Options.MAX_ADDRESSES));
        }
        try {
            Report report = new Report(console, target, reply);
            Ping ping = console.host().stack().ping(address.get(), settings, report);
            int bytes = settings.payloadBytes();
            int headers = four ? IPV4_HEADERS + settings.options().length() : 0;
            reply.printLine(
                    headers == 0 ? "PING %s(%s) %d data bytes" : "PING %s (%s) %d(%d) bytes of data.",
                    target,
                    console.text(address.get()),
                    bytes,
                    bytes + headers);
            reply.onInterrupt(() -> {
                ping.stop();
                report.summary(ping);
            });
        } catch (IllegalStateException e) {
            reply.refuse("ping: " + e.getMessage(), "ping", "fewer at once");
            reply.finish();
        }
    }

    private static final class Report implements PingListener {
        private static final double NANOS_PER_MILLI = 1e6;

        private final LinuxConsole console;
        private final String target;
        private final Reply reply;
        private final long startNanos;
        private long min = Long.MAX_VALUE;
        private long max;
        private long sum;
        private List<Ipv4Address> route = List.of();
        private String routeText = "";

        Report(LinuxConsole console, String target, Reply reply) {
            this.console = console;
            this.target = target;
            this.reply = reply;
            startNanos = console.host().loop().now();
        }

        /** As iputils shows a recorded route: once, as long as it stays the same. */
        @Override
        public void options(int sequence, Bytes options) {
            List<Ipv4Address> recorded = Ipv4Options.recordedRoute(options);
            boolean same = recorded.equals(route);
            route = recorded;
            routeText = same
                    ? "\t(same route)"
                    : recorded.stream()
                            .map(Ipv4Address::toString)
                            .collect(Collectors.joining("\n\t", "\nRR: \t", "\n"));
        }

        @Override
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            min = Math.min(min, roundTripNanos);
            max = Math.max(max, roundTripNanos);
            sum += roundTripNanos;
            reply.printLine(
                    "%d bytes from %s: icmp_seq=%d ttl=%d time=%s ms%s",
                    payloadBytes + 8, console.text(from), sequence, timeToLive, millis(roundTripNanos), routeText);
            routeText = "";
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            String reason = reporter.family() == IpAddress.Family.IPV4 ? reason(type, code) : reason6(type, code);
            reply.printLine("From %s icmp_seq=%d %s", console.text(reporter), sequence, reason);
        }

        private static String reason(int type, int code) {
            if (type == IcmpMessage.DESTINATION_UNREACHABLE) {
                return code == 0
                        ? "Destination Net Unreachable"
                        : code == 1 ? "Destination Host Unreachable" : "Destination Unreachable, code " + code;
            }
            return type == IcmpMessage.TIME_EXCEEDED ? "Time to live exceeded" : "ICMP type " + type + " code " + code;
        }

        /** As iputils has it. */
        private static String reason6(int type, int code) {
            return switch (type) {
                case Icmpv6Message.DESTINATION_UNREACHABLE ->
                    "Destination unreachable: "
                            + switch (code) {
                                case Icmpv6Message.CODE_NO_ROUTE -> "No route";
                                case Icmpv6Message.CODE_ADMINISTRATIVELY_PROHIBITED -> "Administratively prohibited";
                                case Icmpv6Message.CODE_BEYOND_SCOPE -> "Beyond scope of source address";
                                case Icmpv6Message.CODE_ADDRESS_UNREACHABLE -> "Address unreachable";
                                case Icmpv6Message.CODE_PORT_UNREACHABLE -> "Port unreachable";
                                default -> "Unknown code " + code;
                            };
                case Icmpv6Message.PACKET_TOO_BIG -> "Packet too big";
                case Icmpv6Message.TIME_EXCEEDED -> "Time exceeded: Hop limit";
                default -> "ICMPv6 type " + type + " code " + code;
            };
        }

        @Override
        public void unsendable(int sequence) {
            reply.printLine("ping: connect: Network is unreachable");
        }

        @Override
        public void timedOut(int sequence) {}

        @Override
        public void finished(Ping ping) {
            summary(ping);
            if (ping.replies() == 0) {
                reply.fail(ping.sent() + " packets, no answer", "an answer from " + ping.destination());
            }
            reply.finish();
        }

        private void summary(Ping ping) {
            long elapsed = (console.host().loop().now() - startNanos) / 1_000_000;
            int loss = ping.sent() == 0 ? 0 : 100 * (ping.sent() - ping.replies()) / ping.sent();
            reply.printLine("\n--- %s ping statistics ---", target);
            reply.printLine(
                    "%d packets transmitted, %d received, %d%% packet loss, time %dms",
                    ping.sent(), ping.replies(), loss, elapsed);
            if (ping.replies() > 0) {
                reply.printLine(
                        "rtt min/avg/max = %s/%s/%s ms", millis(min), millis(sum / ping.replies()), millis(max));
            }
        }

        private static String millis(long nanos) {
            return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
        }
    }
}
