package labwire.netlab.console.ios.ip;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.HostLookup;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpAddress.Family;
import labwire.netlab.wire.Ipv6Address;

/** Sends what {@code ping} asks for, and prints a mark for each echo as it comes. */
final class PingRun {
    private PingRun() {}

    /** Finds the host of a name, then sends; finishes the reply. */
    static void begin(IosConsole console, String target, Set<Family> families, PingRequest request, Reply reply) {
        HostLookup.find(console, target, families, reply, address -> send(console, address, request, reply), () -> {
            reply.refuse(
                    "% Unrecognized host or address, or protocol not running.\n",
                    target, "an address, or a name that the device knows or can ask for");
            reply.finish();
        });
    }

    private static void send(IosConsole console, IpAddress target, PingRequest request, Reply reply) {
        request.settings(console, target)
                .ifPresentOrElse(settings -> send(console, target, request, settings, reply), () -> {
                    reply.refuse(SourceAddress.INVALID, request.source().orElse(""), "one of ours");
                    reply.finish();
                });
    }

    private static void send(
            IosConsole console, IpAddress target, PingRequest request, PingSettings settings, Reply reply) {
        reply.printLine("Type escape sequence to abort.");
        reply.printLine(
                "Sending %d, %d-byte ICMP Echos to %s, timeout is %d seconds:",
                request.count(), request.bytes(), name(target), request.seconds());
        if (!settings.source().isAny()) {
            reply.printLine("Packet sent with a source address of %s ", name(settings.source()));
        }
        if (settings.dontFragment()) {
            reply.printLine("Packet sent with the DF bit set");
        }
        if (!settings.options().isEmpty()) {
            reply.print(OptionsText.ofRequest(settings.options()));
        }
        try {
            Marks marks = new Marks(console, request.verbose(), reply);
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

    /** IPv6 in capitals and without its zone, as on IOS. */
    static String name(IpAddress address) {
        return address instanceof Ipv6Address six
                ? six.withoutZone().toString().toUpperCase(Locale.ROOT)
                : address.toString();
    }

    /** Prints a mark for each request, and the summary after the last. */
    private static final class Marks implements PingListener {
        private static final int PER_LINE = 70;

        private final IosConsole console;
        private final boolean verbose;
        private final Reply reply;
        private Bytes options = Bytes.EMPTY;
        private int marks;
        private long min = Long.MAX_VALUE;
        private long max;
        private long sum;

        /** @param verbose true: a line for each request in place of a mark */
        Marks(IosConsole console, boolean verbose, Reply reply) {
            this.console = console;
            this.verbose = verbose;
            this.reply = reply;
        }

        @Override
        public void options(int sequence, Bytes came) {
            options = came;
        }

        @Override
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            min = Math.min(min, roundTripNanos);
            max = Math.max(max, roundTripNanos);
            sum += roundTripNanos;
            String shown = options.isEmpty() ? "\n" : OptionsText.ofReply(options) + "\n";
            options = Bytes.EMPTY;
            tell("!", "Reply to request " + (sequence - 1) + " (" + millis(roundTripNanos) + " ms)" + shown);
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            // What this device says itself, about a neighbour that is silent, IOS shows as no answer.
            boolean own = console.device().stack().isLocal(reporter);
            boolean six = reporter.family() == IpAddress.Family.IPV6;
            boolean tooLong = six
                    ? type == Icmpv6Message.PACKET_TOO_BIG
                    : type == IcmpMessage.DESTINATION_UNREACHABLE && code == IcmpMessage.CODE_FRAGMENTATION_NEEDED;
            if (own && !tooLong) {
                timedOut(sequence);
            } else {
                tell(
                        six ? markOf6(type, code) : markOf(type, code),
                        wordsOf(six, type) + " from " + name(reporter) + "\n");
            }
        }

        private static String wordsOf(boolean six, int type) {
            if (type == (six ? Icmpv6Message.TIME_EXCEEDED : IcmpMessage.TIME_EXCEEDED)) {
                return "Time exceeded";
            }
            if (type == (six ? Icmpv6Message.PARAMETER_PROBLEM : IcmpMessage.PARAMETER_PROBLEM)) {
                return "Parameter problem";
            }
            return six && type == Icmpv6Message.PACKET_TOO_BIG ? "Packet too big" : "Unreachable";
        }

        private static String markOf(int type, int code) {
            if (type == IcmpMessage.TIME_EXCEEDED) {
                return "&";
            }
            if (type != IcmpMessage.DESTINATION_UNREACHABLE) {
                return "?";
            }
            return switch (code) {
                case IcmpMessage.CODE_FRAGMENTATION_NEEDED -> "M";
                case IcmpMessage.CODE_ADMINISTRATIVELY_PROHIBITED -> "A";
                default -> "U";
            };
        }

        private static String markOf6(int type, int code) {
            return switch (type) {
                case Icmpv6Message.PACKET_TOO_BIG -> "B";
                case Icmpv6Message.TIME_EXCEEDED -> "T";
                case Icmpv6Message.PARAMETER_PROBLEM -> "R";
                case Icmpv6Message.DESTINATION_UNREACHABLE ->
                    switch (code) {
                        case Icmpv6Message.CODE_NO_ROUTE -> "U";
                        case Icmpv6Message.CODE_ADMINISTRATIVELY_PROHIBITED -> "A";
                        case Icmpv6Message.CODE_BEYOND_SCOPE -> "N";
                        case Icmpv6Message.CODE_ADDRESS_UNREACHABLE -> "H";
                        case Icmpv6Message.CODE_PORT_UNREACHABLE -> "P";
                        default -> "@";
                    };
                default -> "?";
            };
        }

        @Override
        public void unsendable(int sequence) {
            timedOut(sequence);
        }

        @Override
        public void timedOut(int sequence) {
            tell(".", "Request " + (sequence - 1) + " timed out\n");
        }

        @Override
        public void finished(Ping ping) {
            summary(ping);
            reply.finish();
        }

        private void tell(String mark, String lines) {
            if (verbose) {
                reply.print(lines);
            } else {
                reply.print(++marks % PER_LINE == 0 ? mark + "\n" : mark);
            }
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
