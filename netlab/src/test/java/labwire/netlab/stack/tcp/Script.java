package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * One conversation between our TCP and a peer that a text plays, in virtual time.
 *
 * <pre>
 * 0.000 connect                                     what our application does: connect, listen, write N, read,
 * 0.000 &gt; S 0 win 65535 &lt;mss 1460,sackOK,...&gt;     reading off, shutdown, close, abort
 * 0.010 &lt; S. 0 ack 1 win 1000 &lt;mss 1000&gt;          &gt; what we must send, at that very time; &lt; what the peer sends
 * +0.040 state ESTABLISHED                          + counts from the line before
 * </pre>
 *
 * Other lines: {@code set FEATURE} before the connection begins (ipv6, reno, plain, nodelay, ecn, mtu N, buffers N N,
 * retries DATA SYN SYNACK, usertimeout MS, keepalive [IDLE INTERVAL PROBES], challenges N MS), {@code told EVENTS},
 * {@code troubles REASONS}, {@code flood N} (SYNs from other ports), {@code count EVENT N}, {@code info NAME VALUE},
 * {@code icmp unreachable|refused|toobig N SEQ}, {@code ignore} (whatever was sent), {@code gone}. {@code <CE} is a packet that a router has marked; {@code >ECT} one
 * that may be marked, and {@code >-} one that may not. Everything that we send must stand in the script. Our timestamps
 * count from the script's beginning, in milliseconds.
 */
final class Script implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Sent(TcpSegment segment, int trafficClass, long millis) {}

    private final Conversation c = new Conversation();
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private int ourInitial;
    private int ourClock;
    private boolean ourClockKnown;
    private int ourPort = Conversation.HERE_PORT;
    private long lineMillis;
    private long written = 1;

    Script() {
        c.tap = (segment, trafficClass) -> {
            if (segment.destinationPort() == Conversation.PEER_PORT) {
                sent.add(new Sent(segment, trafficClass, now()));
            }
        };
    }

    private long now() {
        return c.time.loop().now() / NANOS_PER_MILLI;
    }

    static void run(List<String> lines) {
        try (Script script = new Script()) {
            for (String line : lines) {
                String text = line.replaceFirst("#.*", "").trim();
                if (!text.isEmpty()) {
                    try {
                        script.line(text);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError(line + "\n" + e.getMessage(), e);
                    }
                }
            }
            script.c.settle();
            script.assertNothingSent();
        }
    }

    private void line(String text) {
        String[] words = text.split("\\s+", 3);
        advance(words[0]);
        String rest = words.length > 2 ? words[2] : "";
        if (words[1].startsWith(">")) {
            expect(words[1], rest);
            return;
        }
        if (!words[1].equals("ignore")) {
            assertNothingSent();
        }
        if (words[1].startsWith("<")) {
            IpPacket packet = c.toUs(segment(rest));
            c.tcp.receive(words[1].equals("<CE") ? packet.withTrafficClass(CongestionMarks.EXPERIENCED) : packet);
        } else {
            command(words[1], rest);
        }
        c.settle();
    }

    private void advance(String time) {
        long millis = Math.round(Double.parseDouble(time) * 1000);
        lineMillis = time.startsWith("+") ? lineMillis + millis : millis;
        assertThat(lineMillis).as("time").isGreaterThanOrEqualTo(now());
        c.time.runFor(Duration.ofMillis(lineMillis - now()));
    }

    private void assertNothingSent() {
        assertThat(sent.stream().map(s -> s.millis() + " ms: " + shown(s.segment())))
                .as("sent, and not in the script")
                .isEmpty();
    }

    private String shown(TcpSegment segment) {
        learn(segment);
        SegmentText all = SegmentText.parse("- 0 ack 0 win 0 <>", 0, 0, 0);
        return all.describe(segment, ourInitial, c.peerInitial, ourClock, 0);
    }

    private void expect(String kind, String text) {
        Sent next = sent.poll();
        assertThat(next).as("a segment like this").isNotNull();
        learn(next.segment());
        SegmentText wanted = SegmentText.parse(text, c.peerInitial, ourClock, 0);
        assertThat(wanted.describe(next.segment(), ourInitial, c.peerInitial, ourClock, 0))
                .as("sent at " + next.millis() + " ms: " + shown(next.segment()))
                .isEqualTo(wanted.describe(c.peerInitial, ourClock, 0));
        assertThat(next.millis()).as("sent at, in ms").isEqualTo(lineMillis);
        if (!kind.equals(">")) {
            assertThat(next.trafficClass()).as("ECN bits").isEqualTo(kind.equals(">ECT") ? CongestionMarks.CAPABLE : 0);
        }
    }

    /** Our first SYN tells where our numbers and our clock begin. */
    private void learn(TcpSegment segment) {
        TcpOptions.@Nullable Timestamps stamps = segment.options().timestamps();
        if (segment.has(TcpSegment.SYN)) {
            ourInitial = segment.sequence();
            if (stamps != null && !ourClockKnown) {
                ourClock = stamps.value() - (int) now();
                ourClockKnown = true;
            }
        }
    }

    private TcpSegment segment(String text) {
        SegmentText line = SegmentText.parse(text, ourInitial, 0, ourClock);
        byte[] payload = Conversation.text(line.from, line.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new TcpSegment(
                Conversation.PEER_PORT,
                ourPort,
                c.peerInitial + (int) line.from,
                line.acknowledgment == null ? 0 : ourInitial + (int) (long) line.acknowledgment,
                line.flags,
                line.window == null ? 65535 : line.window,
                line.options == null ? TcpOptions.NONE : line.options,
                Bytes.wrap(payload));
    }

    private void command(String name, String rest) {
        switch (name) {
            case "set" -> set(rest);
            case "listen" -> c.listen();
            case "flood" -> flood(Integer.parseInt(rest));
            case "connect" -> {
                c.connect();
                ourPort = c.app.socket().localPort();
            }
            case "write" -> {
                int length = Integer.parseInt(rest);
                assertThat(c.app.write(Conversation.text(written, length))).isEqualTo(length);
                written += length;
            }
            case "read" -> c.app.read();
            case "reading" -> c.app.reading = rest.equals("on");
            case "shutdown" -> c.app.socket().shutdownOutput();
            case "close" -> c.app.socket().close();
            case "abort" -> c.app.socket().abort();
            case "state" -> assertThat(c.app.socket().state()).hasToString(rest);
            case "told" -> assertThat(String.join(", ", c.app.told)).isEqualTo(rest);
            case "troubles" -> assertThat(c.app.troubles).hasToString("[" + rest + "]");
            case "count" -> {
                String[] words = rest.split("\\s+", -1);
                assertThat(c.count(TcpCounters.Event.valueOf(words[0]))).isEqualTo(Long.parseLong(words[1]));
            }
            case "info" -> info(rest.split("\\s+", -1));
            case "icmp" -> icmp(rest.split("\\s+", -1));
            case "ignore" -> {
                sent.forEach(s -> learn(s.segment()));
                sent.clear();
            }
            case "gone" -> c.assertGone();
            default -> throw new IllegalArgumentException("command: " + name);
        }
    }

    /** SYNs from other ports, whose answers nobody sees. */
    private void flood(int count) {
        for (int i = 0; i < count; i++) {
            TcpSegment syn = new TcpSegment(
                    5000 + i, Conversation.HERE_PORT, i, 0, TcpSegment.SYN, 1000, TcpOptions.NONE, Bytes.EMPTY);
            c.tcp.receive(c.toUs(syn));
        }
    }

    private void set(String feature) {
        String[] words = feature.split("\\s+", -1);
        TcpFeatures features = c.settings.features();
        switch (words[0]) {
            case "reno" ->
                c.settings = c.settings.withFeatures(features.withCongestionControl(CongestionAlgorithm.NEW_RENO));
            case "plain" -> c.settings = c.settings.withFeatures(TcpFeatures.PLAIN);
            case "ecn" -> c.settings = c.settings.withFeatures(features.withEcn(TcpFeatures.Ecn.REQUEST));
            case "nodelay" -> c.settings = c.settings.withNoDelay(true);
            case "ipv6" -> c.version6 = true;
            case "mtu" -> c.mtu = Integer.parseInt(words[1]);
            case "buffers" ->
                c.settings = c.settings.withBuffers(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "retries" ->
                c.settings = c.settings.withRetries(new TcpRetries(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]),
                        Duration.ZERO));
            case "challenges" ->
                c.settings = c.settings.withChallengeAcks(
                        new ChallengeAcks(Integer.parseInt(words[1]), Duration.ofMillis(Long.parseLong(words[2]))));
            case "usertimeout" ->
                c.settings = c.settings.withRetries(
                        c.settings.retries().withUserTimeout(Duration.ofMillis(Long.parseLong(words[1]))));
            case "keepalive" ->
                c.settings = c.settings.withKeepAlive(
                        words.length == 1
                                ? KeepAlive.ON
                                : new KeepAlive(
                                        true,
                                        Duration.ofMillis(Long.parseLong(words[1])),
                                        Duration.ofMillis(Long.parseLong(words[2])),
                                        Integer.parseInt(words[3])));
            default -> throw new IllegalArgumentException("feature: " + feature);
        }
    }

    private void info(String[] words) {
        TcpInfo info = c.app.socket().info();
        long value = switch (words[0]) {
            case "cwnd" -> info.congestionWindowBytes();
            case "ssthresh" -> info.slowStartThresholdBytes();
            case "mss" -> info.maximumSegmentSize();
            case "rto" -> info.retransmitTimeoutNanos() / NANOS_PER_MILLI;
            case "rtt" -> info.smoothedRoundTripNanos() / NANOS_PER_MILLI;
            case "flight" -> info.inFlightBytes();
            case "resent" -> info.retransmittedSegments();
            case "unread" -> info.unreadBytes();
            case "disordered" -> info.outOfOrderBytes();
            default -> throw new IllegalArgumentException("info: " + words[0]);
        };
        assertThat(value).as(words[0]).isEqualTo(Long.parseLong(words[1]));
    }

    private void icmp(String[] words) {
        int sequence = ourInitial + Integer.parseInt(words[words.length - 1]);
        TcpSegment quoted = new TcpSegment(
                ourPort, Conversation.PEER_PORT, sequence, 0, TcpSegment.ACK, 0, TcpOptions.NONE, Bytes.EMPTY);
        IpPacket packet = c.toPeer(quoted);
        switch (words[0]) {
            case "unreachable" -> c.tcp.unreachable(packet, false);
            case "refused" -> c.tcp.unreachable(packet, true);
            case "toobig" -> {
                c.mtu = Integer.parseInt(words[1]);
                c.tcp.packetTooBig(packet);
            }
            default -> throw new IllegalArgumentException("icmp: " + words[0]);
        }
    }

    @Override
    public void close() {
        c.close();
    }
}
