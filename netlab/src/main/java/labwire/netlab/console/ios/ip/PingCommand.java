package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.HostLookup;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/** {@code ping}: a mark for each echo as it comes. */
final class PingCommand {
    private static final int DEFAULT_COUNT = 5;
    private static final int DEFAULT_BYTES = 100;
    /** A request's size on IOS is that of the whole packet: IP header, ICMP header, data. */
    private static final int HEADERS = 28;

    private static final int DEFAULT_TIMEOUT_SECONDS = 2;

    private static final String PING = "ping  Send echo messages\n";
    private static final String TARGET = "{target:WORD}  Ping destination address or hostname\n";

    /** An address, or an interface's name in one word or two. */
    static final ArgumentType<String> SOURCE = new ArgumentType<>("PING-SOURCE", (line, index) -> {
        boolean split = index + 1 < line.size()
                && InterfaceName.tryParse(line.word(index)).isEmpty()
                && InterfaceName.tryParse(line.word(index) + " " + line.word(index + 1))
                        .isPresent();
        String text = split ? line.word(index) + line.word(index + 1) : line.word(index);
        return Optional.of(new ArgumentType.Reading<>(text, split ? 2 : 1));
    });

    private PingCommand() {}

    /** What may follow a destination, in any order up to three of them. */
    private static final List<String> OPTIONS = List.of(
            "repeat  specify repeat count\n{count:<1-65535>}  Repeat count\n",
            "size  specify datagram size\n{size:<36-18024>}  Datagram size\n",
            "source  specify source address or name\n{source:PING-SOURCE}  Source address or interface\n",
            "timeout  specify timeout interval\n{timeout:<0-3600>}  Seconds\n",
            "df-bit  enable do not fragment bit in IP header\n");

    private static final int MAX_OPTIONS = 3;

    static void addTo(CommandGraph<IosConsole> graph) {
        List<String> tails = new ArrayList<>();
        permute("", List.of(), tails);
        tails.add(String.join("", OPTIONS));
        for (String tail : tails) {
            graph.addLasting(PING + TARGET + tail, PingCommand::ping);
            graph.addLasting(PING + "ip  IP echo\n" + TARGET + tail, PingCommand::ping);
        }
    }

    private static void permute(String begin, List<String> used, List<String> tails) {
        tails.add(begin);
        for (String option : OPTIONS) {
            if (used.size() < MAX_OPTIONS && !used.contains(option)) {
                List<String> more = new ArrayList<>(used);
                more.add(option);
                permute(begin + option, more, tails);
            }
        }
    }

    /** The address to send from: empty if the line says none; refused if it is not this device's. */
    private static Optional<Ipv4Address> source(IosConsole console, Arguments arguments, Reply reply) {
        if (!arguments.has("source")) {
            return Optional.of(Ipv4Address.ANY);
        }
        String word = arguments.text("source");
        Optional<Ipv4Address> address = Ipv4Address.tryParse(word)
                .or(() -> InterfaceName.tryParse(word)
                        .flatMap(console.device()::interfaceNamed)
                        .flatMap(DeviceInterface::ip)
                        .flatMap(ip -> ip.addresses().stream().findFirst())
                        .map(InterfaceAddress::address));
        if (address.filter(console.device().stack()::isLocal).isEmpty()) {
            reply.refuse("% Invalid source address- IP address not on any of our up interfaces", word, "one of ours");
            return Optional.empty();
        }
        return address;
    }

    private static void ping(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv4Address> source = source(console, arguments, reply);
        if (source.isEmpty()) {
            reply.finish();
            return;
        }
        int seconds = arguments.find("timeout", Integer.class).orElse(DEFAULT_TIMEOUT_SECONDS);
        PingSettings settings = new PingSettings(
                arguments.find("count", Integer.class).orElse(DEFAULT_COUNT),
                0,
                Math.max(1, TimeUnit.SECONDS.toNanos(seconds)),
                arguments.find("size", Integer.class).orElse(DEFAULT_BYTES) - HEADERS,
                Ipv4Packet.DEFAULT_TTL,
                arguments.has("df-bit"),
                source.get());
        find(console, arguments.text("target"), settings, seconds, reply);
    }

    private static void find(IosConsole console, String target, PingSettings settings, int seconds, Reply reply) {
        HostLookup.find(console, target, reply, address -> send(console, address, settings, seconds, reply), () -> {
            reply.refuse(
                    "% Unrecognized host or address, or protocol not running.\n",
                    target, "an address, or a name that the device knows or can ask for");
            reply.finish();
        });
    }

    private static void send(IosConsole console, Ipv4Address target, PingSettings settings, int seconds, Reply reply) {
        reply.printLine("Type escape sequence to abort.");
        reply.printLine(
                "Sending %d, %d-byte ICMP Echos to %s, timeout is %d seconds:",
                settings.count(), settings.payloadBytes() + HEADERS, target, seconds);
        if (!settings.source().isAny()) {
            reply.printLine("Packet sent with a source address of %s ", settings.source());
        }
        if (settings.dontFragment()) {
            reply.printLine("Packet sent with the DF bit set");
        }
        try {
            Marks marks = new Marks(console, reply);
            Ping ping = console.device().stack().icmp().ping(target, settings, marks);
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
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            min = Math.min(min, roundTripNanos);
            max = Math.max(max, roundTripNanos);
            sum += roundTripNanos;
            mark("!");
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            // What this device says itself, about a neighbour that is silent, IOS shows as no answer.
            boolean own = console.device().stack().isLocal(reporter);
            boolean tooLong =
                    type == IcmpMessage.DESTINATION_UNREACHABLE && code == IcmpMessage.CODE_FRAGMENTATION_NEEDED;
            mark(own && !tooLong ? "." : markOf(type, code));
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
