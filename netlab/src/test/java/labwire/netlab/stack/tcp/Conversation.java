package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BiConsumer;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * One TCP layer, talking to a script, segment by segment.
 *
 * <p>{@link #in} injects a segment, {@link #out} takes the next one sent and compares what the line mentions. A line is
 * flags, then {@code key=value}: {@code seq} and {@code ack} are relative to the sender's and the receiver's initial
 * sequence number, {@code win} is as on the wire, {@code len} counts payload bytes, {@code mss} and {@code ws} are
 * options. Payload bytes are a function of their place in the stream: {@link #text}.
 */
final class Conversation implements AutoCloseable {
    static final Ipv4Address HERE = Ipv4Address.parse("10.0.0.1");
    static final Ipv4Address PEER = Ipv4Address.parse("10.0.0.2");
    static final Ipv6Address HERE6 = Ipv6Address.parse("2001:db8::1");
    static final Ipv6Address PEER6 = Ipv6Address.parse("2001:db8::2");
    static final int HERE_PORT = 80;
    static final int PEER_PORT = 4000;

    final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    final TcpLayer tcp;
    final RecordingListener app = new RecordingListener();
    TcpSettings settings = TcpSettings.DEFAULT;
    /** The script's ISS. */
    int peerInitial = 5_000_000;

    int mtu = 1500;
    /** Whether they talk by IPv6. */
    boolean version6;

    /** Takes what is sent in place of {@link #out}. */
    @Nullable
    BiConsumer<TcpSegment, Integer> tap;

    private final ArrayDeque<TcpSegment> sent = new ArrayDeque<>();
    private int ourInitial;
    private boolean ourInitialKnown;
    private int ourPort = HERE_PORT;

    Conversation() {
        TcpOutput output = new TcpOutput() {
            @Override
            public Optional<IpAddress> sourceFor(IpAddress destination) {
                return Optional.of(version6 ? HERE6 : HERE);
            }

            @Override
            public int maximumTransmissionUnit(IpAddress destination) {
                return mtu;
            }

            @Override
            public void send(
                    IpAddress source,
                    IpAddress destination,
                    int trafficClass,
                    int timeToLive,
                    int label,
                    Bytes options,
                    TcpSegment segment) {
                Segmentation.split(segment, each -> {
                    if (tap == null) {
                        sent.add(each);
                    } else {
                        tap.accept(each, trafficClass);
                    }
                });
            }
        };
        tcp = new TcpLayer(time.loop(), output, new RandomStreams(3).stream("tcp"));
    }

    TcpListener listen() {
        return tcp.listen(version6 ? Ipv6Address.ANY : Ipv4Address.ANY, HERE_PORT, 4, settings, socket -> {
            app.socket = socket;
            return app;
        });
    }

    /** A passive open, done: the peer's window is 65535 with no scaling unless the SYN's options say otherwise. */
    Conversation accepted(String synOptions) {
        listen();
        in("SYN seq=0 win=65535 " + synOptions);
        out("SYN ACK seq=0 ack=1");
        in("ACK seq=1 ack=1 win=65535");
        nothing();
        return this;
    }

    Conversation accepted() {
        return accepted("mss=1000");
    }

    void connect() {
        app.socket = version6
                ? tcp.connect(Ipv6Address.ANY, 0, PEER6, PEER_PORT, settings, app)
                : tcp.connect(Ipv4Address.ANY, 0, PEER, PEER_PORT, settings, app);
    }

    /** The peer's packet. */
    IpPacket toUs(TcpSegment segment) {
        return version6 ? new Ipv6Packet(PEER6, HERE6, segment) : new Ipv4Packet(PEER, HERE, 0, segment);
    }

    /** A packet of ours. */
    IpPacket toPeer(TcpSegment segment) {
        return version6 ? new Ipv6Packet(HERE6, PEER6, segment) : new Ipv4Packet(HERE, PEER, 0, segment);
    }

    /** An active open, begun: the SYN is out. */
    Conversation connecting() {
        connect();
        ourPort = app.socket().localPort();
        out("SYN seq=0");
        return this;
    }

    TcpState state() {
        return app.socket().state();
    }

    /** The payload at that place of either stream, of which the first byte is 1. */
    static String text(long from, int length) {
        StringBuilder text = new StringBuilder(length);
        for (long i = from; i < from + length; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    void in(String line) {
        tcp.receive(toUs(segment(line)));
        settle();
    }

    /** Several segments that arrive at one instant, before the stack has its turn. */
    void inTogether(String... lines) {
        for (String line : lines) {
            tcp.receive(toUs(segment(line)));
        }
        settle();
    }

    TcpSegment segment(String line) {
        int flags = 0;
        int sequence = 0;
        int acknowledgment = 0;
        int window = 65535;
        int length = 0;
        int urgent = 0;
        int mss = TcpOptions.ABSENT;
        int scale = TcpOptions.ABSENT;
        for (String word : line.trim().split("\\s+", -1)) {
            String[] pair = word.split("=", 2);
            int value = pair.length == 2 ? Integer.parseInt(pair[1]) : 0;
            switch (pair[0]) {
                case "seq" -> sequence = value;
                case "ack" -> acknowledgment = value;
                case "win" -> window = value;
                case "len" -> length = value;
                case "up" -> urgent = value;
                case "mss" -> mss = value;
                case "ws" -> scale = value;
                default -> flags |= flag(word);
            }
        }
        byte[] payload = text(sequence, length).getBytes(StandardCharsets.ISO_8859_1);
        return new TcpSegment(
                PEER_PORT,
                ourPort,
                peerInitial + sequence,
                (flags & TcpSegment.ACK) == 0 ? 0 : ourInitial + acknowledgment,
                flags,
                window,
                urgent,
                TcpOptions.syn(mss, scale),
                Bytes.wrap(payload),
                true);
    }

    private static int flag(String word) {
        return switch (word) {
            case "SYN" -> TcpSegment.SYN;
            case "ACK" -> TcpSegment.ACK;
            case "FIN" -> TcpSegment.FIN;
            case "RST" -> TcpSegment.RST;
            case "PSH" -> TcpSegment.PSH;
            case "URG" -> TcpSegment.URG;
            default -> throw new IllegalArgumentException("word: " + word + " (expected: a flag or key=value)");
        };
    }

    /** The next segment sent; PSH counts only if the line mentions it. */
    TcpSegment out(String line) {
        settle();
        TcpSegment segment = sent.poll();
        assertThat(segment).as("a segment like: " + line).isNotNull();
        learnInitial(segment);
        StringBuilder flags = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        StringBuilder wanted = new StringBuilder();
        for (String word : line.split(" ", -1)) {
            if (word.contains("=")) {
                String key = word.substring(0, word.indexOf('='));
                shown.append(' ').append(key).append('=').append(value(segment, key));
                wanted.append(' ').append(word);
            } else {
                flags.append(word).append(' ');
            }
        }
        assertThat(flags(segment, line.contains("PSH")) + shown)
                .as("segment " + segment)
                .isEqualTo(flags.toString().trim() + wanted);
        assertThat(segment.payload())
                .isEqualTo(Bytes.wrap(
                        text(segment.sequence() - ourInitial, segment.payload().length())
                                .getBytes(StandardCharsets.ISO_8859_1)));
        return segment;
    }

    private void learnInitial(TcpSegment segment) {
        if (segment.has(TcpSegment.SYN) && !ourInitialKnown) {
            ourInitial = segment.sequence();
            ourInitialKnown = true;
        }
    }

    private static String flags(TcpSegment segment, boolean withPush) {
        StringBuilder flags = new StringBuilder();
        for (String name : new String[] {"SYN", "FIN", "RST", "PSH", "URG", "ACK"}) {
            if (segment.has(flag(name)) && (withPush || !name.equals("PSH"))) {
                flags.append(name).append(' ');
            }
        }
        return flags.toString().trim();
    }

    private int value(TcpSegment segment, String key) {
        return switch (key) {
            case "seq" -> segment.sequence() - ourInitial;
            case "ack" -> segment.acknowledgment() - peerInitial;
            case "win" -> segment.window();
            case "len" -> segment.payload().length();
            case "up" -> segment.urgentPointer();
            case "mss" -> segment.options().maximumSegmentSize();
            case "ws" -> segment.options().windowScale();
            default -> throw new IllegalArgumentException("key: " + key);
        };
    }

    /** Nothing more was sent. */
    void nothing() {
        settle();
        assertThat(sent).isEmpty();
    }

    /** Drops what was sent, and tells how many segments that was. */
    int discardSent() {
        settle();
        int count = sent.size();
        sent.forEach(this::learnInitial);
        sent.clear();
        return count;
    }

    /** The application writes the bytes that belong at that place of its stream. */
    void write(long from, int length) {
        assertThat(app.write(text(from, length))).isEqualTo(length);
        settle();
    }

    void read() {
        app.read();
        settle();
    }

    void settle() {
        time.runFor(Duration.ZERO);
    }

    void after(long millis) {
        time.runFor(Duration.ofMillis(millis));
    }

    long count(TcpCounters.Event event) {
        return tcp.counters().get(event);
    }

    /** Everything has ended and no timer is armed. */
    void assertGone() {
        assertThat(tcp.sockets()).isEmpty();
        assertThat(isQuiet(time)).as("nothing is left to happen").isTrue();
    }

    /** Whether nothing happens within a day. */
    static boolean isQuiet(VirtualTime time) {
        long before = time.loop().now();
        Duration day = Duration.ofDays(1);
        return !time.runUntil(() -> time.loop().now() != before && time.loop().now() < before + day.toNanos(), day);
    }

    @Override
    public void close() {
        time.close();
    }
}
