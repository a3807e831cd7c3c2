package labwire.netlab.console.ios.ip;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/** {@code ping}: a mark for each echo as it comes. */
final class PingCommand {
    private static final int DEFAULT_COUNT = 5;
    private static final int DEFAULT_BYTES = 100;
    /** A request's size on IOS is that of the whole packet: IP header, ICMP header, data. */
    private static final int HEADERS = 28;

    private static final int MIN_BYTES = 36;

    private PingCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.addLasting("""
                ping  Send echo messages
                {target:WORD}  Ping destination address or hostname
                """, PingCommand::ping);
        graph.addLasting("""
                ping  Send echo messages
                {target:WORD}  Ping destination address or hostname
                repeat  specify repeat count
                {count:<1-65535>}  Repeat count
                """, PingCommand::ping);
        graph.addLasting("""
                ping  Send echo messages
                {target:WORD}  Ping destination address or hostname
                size  specify datagram size
                {size:<36-18024>}  Datagram size
                """, PingCommand::ping);
        graph.addLasting("""
                ping  Send echo messages
                ip  IP echo
                {target:WORD}  Ping destination address or hostname
                """, PingCommand::ping);
    }

    private static void ping(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv4Address> target = console.resolve(arguments.text("target"));
        if (target.isEmpty()) {
            reply.refuse(
                    "% Unrecognized host or address, or protocol not running.\n",
                    arguments.text("target"), "an address or a name of ip host");
            reply.finish();
            return;
        }
        int bytes = Math.max(MIN_BYTES, arguments.find("size", Integer.class).orElse(DEFAULT_BYTES));
        PingSettings settings = new PingSettings(
                arguments.find("count", Integer.class).orElse(DEFAULT_COUNT),
                0,
                TimeUnit.SECONDS.toNanos(2),
                bytes - HEADERS,
                Ipv4Packet.DEFAULT_TTL,
                false,
                Ipv4Address.ANY);
        reply.printLine("Type escape sequence to abort.");
        reply.printLine(
                "Sending %d, %d-byte ICMP Echos to %s, timeout is 2 seconds:", settings.count(), bytes, target.get());
        try {
            Marks marks = new Marks(console, reply);
            Ping ping = console.device().stack().icmp().ping(target.get(), settings, marks);
            reply.onInterrupt(() -> {
                ping.stop();
                marks.summary(ping);
            });
        } catch (IllegalStateException e) {
            reply.refuse("% Too many pings", "ping", "fewer at once");
            reply.finish();
        }
    }

    /** Prints a mark for each request, and the summary after the last. */
    private static final class Marks implements PingListener {
        private static final int PER_LINE = 70;

        private final IosConsole console;
        private final Reply reply;
        private int marks;
        private long min = Long.MAX_VALUE;
        private long max;
        private long sum;

        Marks(IosConsole console, Reply reply) {
            this.console = console;
            this.reply = reply;
        }

        @Override
        public void replied(int sequence, Ipv4Address from, int timeToLive, int payloadBytes, long roundTripNanos) {
            min = Math.min(min, roundTripNanos);
            max = Math.max(max, roundTripNanos);
            sum += roundTripNanos;
            mark("!");
        }

        @Override
        public void failed(int sequence, int type, int code, Ipv4Address reporter) {
            // What this device says itself, about a neighbour that is silent, IOS shows as no answer.
            boolean own = console.device().stack().isLocal(reporter);
            mark(own ? "." : type == IcmpMessage.DESTINATION_UNREACHABLE ? "U" : "&");
        }

        @Override
        public void unsendable(int sequence) {
            mark(".");
        }

        @Override
        public void timedOut(int sequence) {
            mark(".");
        }

        @Override
        public void finished(Ping ping) {
            summary(ping);
            reply.finish();
        }

        private void mark(String mark) {
            reply.print(++marks % PER_LINE == 0 ? mark + "\n" : mark);
        }

        private void summary(Ping ping) {
            String times = ping.replies() == 0
                    ? ""
                    : ", round-trip min/avg/max = %d/%d/%d ms"
                            .formatted(millis(min), millis(sum / ping.replies()), millis(max));
            int percent = ping.sent() == 0 ? 0 : 100 * ping.replies() / ping.sent();
            reply.printLine(
                    "%sSuccess rate is %d percent (%d/%d)%s",
                    marks % PER_LINE == 0 ? "" : "\n", percent, ping.replies(), ping.sent(), times);
        }

        /** As IOS rounds: whatever took less than a millisecond took one. */
        private static long millis(long nanos) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}
