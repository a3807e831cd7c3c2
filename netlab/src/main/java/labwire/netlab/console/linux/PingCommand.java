package labwire.netlab.console.linux;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/** {@code ping}: four echoes unless told otherwise, since nobody is sure to press Ctrl-C. */
final class PingCommand {
    /** As long as Linux's ping waits for the last answer. */
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private PingCommand() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.addLasting("""
                ping  Send echo requests
                {target:WORD}  An address or a name
                """, PingCommand::ping);
        graph.addLasting("""
                ping  Send echo requests
                -c  How many
                {count:<1-65535>}  A number
                {target:WORD}  An address or a name
                """, PingCommand::ping);
        graph.addLasting("""
                ping  Send echo requests
                {target:WORD}  An address or a name
                -c  How many
                {count:<1-65535>}  A number
                """, PingCommand::ping);
    }

    private static void ping(LinuxConsole console, Arguments arguments, Reply reply) {
        String target = arguments.text("target");
        Optional<Ipv4Address> address = console.resolve(target);
        if (address.isEmpty()) {
            reply.refuse("ping: " + target + ": Name or service not known", target, "an address or a name of the lab");
            reply.finish();
            return;
        }
        PingSettings settings = PingSettings.DEFAULT
                .withTimeout(TIMEOUT_NANOS)
                .withCount(arguments.find("count", Integer.class).orElse(PingSettings.DEFAULT.count()));
        try {
            Report report = new Report(console, target, reply);
            Ping ping = console.host().stack().icmp().ping(address.get(), settings, report);
            int bytes = settings.payloadBytes();
            reply.printLine("PING %s (%s) %d(%d) bytes of data.", target, address.get(), bytes, bytes + 28);
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

        Report(LinuxConsole console, String target, Reply reply) {
            this.console = console;
            this.target = target;
            this.reply = reply;
            startNanos = console.host().loop().now();
        }

        @Override
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            min = Math.min(min, roundTripNanos);
            max = Math.max(max, roundTripNanos);
            sum += roundTripNanos;
            reply.printLine(
                    "%d bytes from %s: icmp_seq=%d ttl=%d time=%s ms",
                    payloadBytes + 8, from, sequence, timeToLive, millis(roundTripNanos));
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            reply.printLine("From %s icmp_seq=%d %s", reporter, sequence, reason(type, code));
        }

        private static String reason(int type, int code) {
            if (type == IcmpMessage.DESTINATION_UNREACHABLE) {
                return code == 0
                        ? "Destination Net Unreachable"
                        : code == 1 ? "Destination Host Unreachable" : "Destination Unreachable, code " + code;
            }
            return type == IcmpMessage.TIME_EXCEEDED ? "Time to live exceeded" : "ICMP type " + type + " code " + code;
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
