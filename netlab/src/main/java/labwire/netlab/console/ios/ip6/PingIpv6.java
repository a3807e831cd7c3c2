package labwire.netlab.console.ios.ip6;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;

/** {@code ping ipv6}: a mark for each echo as it comes. */
final class PingIpv6 {
    private static final int COUNT = 5;
    private static final int BYTES = 100;
    /** Of IPv6 and ICMPv6: IOS counts them in. */
    private static final int HEADERS = 48;

    private static final int TIMEOUT_SECONDS = 2;

    private PingIpv6() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.addLasting("""
                ping  Send echo messages
                ipv6  IPv6 echo
                {address:X:X:X:X::X}  Ping destination address
                """, PingIpv6::ping);
        graph.addLasting("""
                ping  Send echo messages
                ipv6  IPv6 echo
                {address:X:X:X:X::X}  Ping destination address
                repeat  specify repeat count
                {count:<1-65535>}  Repeat count
                """, PingIpv6::ping);
    }

    private static void ping(IosConsole console, Arguments arguments, Reply reply) {
        Ipv6Address target = arguments.get("address", Ipv6Address.class);
        PingSettings settings = PingSettings.DEFAULT
                .withCount(arguments.find("count", Integer.class).orElse(COUNT))
                .withInterval(0)
                .withTimeout(TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS))
                .withPayload(BYTES - HEADERS)
                .withTimeToLive(Ipv6Packet.DEFAULT_HOP_LIMIT);
        reply.printLine("Type escape sequence to abort.");
        reply.printLine(
                "Sending %d, %d-byte ICMP Echos to %s, timeout is %d seconds:",
                settings.count(), BYTES, Ipv6Names.of(target), TIMEOUT_SECONDS);
        try {
            Marks marks = new Marks(reply);
            Ping ping = console.device().stack().ping(target, settings, marks);
            reply.onInterrupt(() -> {
                ping.stop();
                marks.summary(ping);
            });
        } catch (IllegalStateException e) {
            reply.refuse("% Too many pings", "ping", "fewer at once");
            reply.finish();
        }
    }

    private static final class Marks implements PingListener {
        private static final double NANOS_PER_MILLI = 1e6;

        private final Reply reply;
        private long min = Long.MAX_VALUE;
        private long max;
        private long sum;

        Marks(Reply reply) {
            this.reply = reply;
        }

        @Override
        public void replied(int sequence, IpAddress from, int hopLimit, int payloadBytes, long roundTripNanos) {
            min = Math.min(min, roundTripNanos);
            max = Math.max(max, roundTripNanos);
            sum += roundTripNanos;
            reply.print("!");
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            reply.print(
                    switch (type) {
                        case Icmpv6Message.DESTINATION_UNREACHABLE ->
                            code == Icmpv6Message.CODE_ADMINISTRATIVELY_PROHIBITED ? "A" : "U";
                        case Icmpv6Message.PACKET_TOO_BIG -> "B";
                        case Icmpv6Message.TIME_EXCEEDED -> "T";
                        default -> "?";
                    });
        }

        @Override
        public void unsendable(int sequence) {
            reply.print(".");
        }

        @Override
        public void timedOut(int sequence) {
            reply.print(".");
        }

        @Override
        public void finished(Ping ping) {
            summary(ping);
            reply.finish();
        }

        void summary(Ping ping) {
            int rate = ping.sent() == 0 ? 0 : 100 * ping.replies() / ping.sent();
            String times = ping.replies() == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", round-trip min/avg/max = %d/%d/%d ms",
                            Math.round(min / NANOS_PER_MILLI),
                            Math.round(sum / NANOS_PER_MILLI / ping.replies()),
                            Math.round(max / NANOS_PER_MILLI));
            reply.printLine("\nSuccess rate is %d percent (%d/%d)%s", rate, ping.replies(), ping.sent(), times);
        }
    }
}
