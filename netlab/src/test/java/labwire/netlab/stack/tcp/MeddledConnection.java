package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * A connection between two hosts, and between them somebody who passes on whatever comes, keeps a copy, and sends changed
 * copies to either host when the fuzzer says so.
 *
 * <pre>
 *   client 10.0.0.1 ---- west [ meddler ] east ---- 10.0.0.2 server
 * </pre>
 *
 * <p>A change is of octets of the IP packet. It is sent as it is, with a sum that is wrong; or with its sums mended. Nobody
 * can tell a mended segment with data from a true one, so that its data is made true again, and its FIN stays only where
 * the stream ends; everything else in it is the fuzzer's.
 */
final class MeddledConnection implements AutoCloseable {
    static final int MAX_MEDDLINGS = 64;
    /** Of one: which of the last frames, how, when, and three places with what is added there. */
    static final int MEDDLING_OCTETS = 9;

    private static final int UP_BYTES = 40_000;
    private static final int DOWN_BYTES = 30_000;
    private static final int IP_OFFSET = EthernetFrame.HEADER_LENGTH;
    private static final int IP_CHECKSUM_OFFSET = IP_OFFSET + 10;
    private static final int MAX_CHANGES = 3;
    private static final long DELAY_UNIT_NANOS = 100_000;

    /** A neighbour that was asked for because of a changed address is remembered for eleven minutes. */
    private static final Duration CALM = Duration.ofMinutes(15);

    private static final TcpSettings SETTINGS = TcpSettings.DEFAULT
            .withKeepAlive(new KeepAlive(true, Duration.ofSeconds(30), Duration.ofSeconds(5), 3))
            .withRetries(new TcpRetries(6, 3, 3, Duration.ZERO));

    private record Kept(EthernetFrame frame, boolean fromClient) {}

    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final RandomStreams random = new RandomStreams(1);
    private final IpStack client = new IpStack(time.loop(), "client", random);
    private final IpStack server = new IpStack(time.loop(), "server", random);
    private final Port west = port("west", 3);
    private final Port east = port("east", 4);
    private final List<Kept> kept = new ArrayList<>();
    private final End atClient = new End(0, UP_BYTES, UP_BYTES, DOWN_BYTES);
    private final End atServer = new End(UP_BYTES, DOWN_BYTES, 0, UP_BYTES);
    private int accepted;
    private int clientInitial;
    private int serverInitial;
    private boolean serverInitialKnown;
    /** A mended segment of this connection, unlike any true one, has been sent. */
    private boolean meddled;

    MeddledConnection() {
        join(client, "10.0.0.1", 1, west, "10.0.0.2", 2);
        join(server, "10.0.0.2", 2, east, "10.0.0.1", 1);
        west.listen(passingOn(east, true));
        east.listen(passingOn(west, false));
        server.tcp().listen(Ipv4Address.ANY, 80, 4, SETTINGS, socket -> {
            accepted++;
            return accepted == 1 ? atServer.on(socket) : new End(0, 0, 0, 0).on(socket);
        });
        atClient.on(client.tcp().connect(Ipv4Address.ANY, 4000, Ipv4Address.parse("10.0.0.2"), 80, SETTINGS, atClient));
    }

    private Port port(String name, long mac) {
        return new Port(time.loop().clock(), name, "eth0", new MacAddress(0x5254_0000_0000L + mac));
    }

    private void join(IpStack host, String address, long mac, Port beside, String peer, long peerMac) {
        Port port = port(host.name(), mac);
        NetworkInterface eth0 = host.addInterface("eth0", new PortLink(port));
        eth0.addAddress(Ipv4Address.parse(address), 24);
        eth0.neighbors().addPermanent(Ipv4Address.parse(peer), new MacAddress(0x5254_0000_0000L + peerMac));
        LinkSettings cable = LinkSettings.PLAIN.withDelay(1_000_000).withRate(5_000_000);
        Cable.connect(time.loop(), port, beside, cable, random.stream(host.name() + "'s cable"));
    }

    private PortListener passingOn(Port to, boolean fromClient) {
        return new PortListener() {
            @Override
            public void frameReceived(Port on, EthernetFrame frame) {
                keep(frame, fromClient);
                to.send(frame);
            }

            @Override
            public void linkChanged(Port on, boolean up) {}
        };
    }

    private void keep(EthernetFrame frame, boolean fromClient) {
        kept.add(new Kept(frame, fromClient));
        TcpSegment segment = segmentOf(frame);
        if (segment != null && isOfThis(segment) && !segment.has(TcpSegment.RST)) {
            learn(segment, fromClient);
        }
    }

    /** Where each side believes that the other's stream begins; a changed SYN may have told it otherwise than the other. */
    private void learn(TcpSegment segment, boolean fromClient) {
        boolean syn = segment.has(TcpSegment.SYN);
        if (fromClient && !syn && !serverInitialKnown) {
            serverInitialKnown = true;
            serverInitial = segment.acknowledgment() - 1;
        } else if (!fromClient && syn && accepted == 0) {
            clientInitial = segment.acknowledgment() - 1;
        }
    }

    private static @Nullable TcpSegment segmentOf(EthernetFrame frame) {
        return frame.payload() instanceof Ipv4Packet packet && packet.payload() instanceof TcpSegment segment
                ? segment
                : null;
    }

    private static boolean isOfThis(TcpSegment segment) {
        return segment.sourcePort() == 4000 && segment.destinationPort() == 80
                || segment.sourcePort() == 80 && segment.destinationPort() == 4000;
    }

    /**
     * Does what the input says, and checks until all has come to rest.
     *
     * @return whether both applications have got everything, and the connection has ended in order
     */
    boolean run(byte[] input) {
        int meddlings = Math.min(MAX_MEDDLINGS, input.length / MEDDLING_OCTETS);
        for (int i = 0; i < meddlings; i++) {
            meddle(input, i * MEDDLING_OCTETS);
            check();
        }
        time.runUntil(() -> atClient.closed && (atServer.closed || accepted == 0), Duration.ofMinutes(30));
        check();
        boolean whole = atClient.isWhole() && atServer.isWhole();
        assertThat(whole || meddled).as("whole, or met with a valid change").isTrue();
        atClient.abort();
        atServer.abort();
        time.runFor(CALM);
        assertThat(client.tcp().sockets()).as("the client's connections").isEmpty();
        assertThat(server.tcp().sockets()).as("the server's connections").isEmpty();
        assertThat(Conversation.isQuiet(time)).as("no timer is left").isTrue();
        return whole;
    }

    private void meddle(byte[] input, int at) {
        time.runFor(Duration.ofNanos((input[at + 2] & 0xFF) * DELAY_UNIT_NANOS));
        if (kept.isEmpty()) {
            return;
        }
        Kept model = kept.get(kept.size() - 1 - (input[at] & 0xFF) % kept.size());
        int how = input[at + 1];
        byte[] octets = FrameEncoder.encode(model.frame());
        int changes = how >> 4 & MAX_CHANGES;
        for (int i = 0; i < changes; i++) {
            int place = IP_OFFSET + (input[at + 3 + 2 * i] & 0xFF) % (octets.length - IP_OFFSET);
            octets[place] += input[at + 4 + 2 * i];
        }
        boolean mended = (how & 1) != 0;
        if (mended) {
            mendHeader(octets);
        }
        if (FrameDecoder.decode(Bytes.wrap(octets)) instanceof Decoded.Frame frame && !isFragment(frame.frame())) {
            boolean back = (how & 2) != 0;
            EthernetFrame changed = made(frame.frame(), mended, model.fromClient());
            TcpSegment segment = segmentOf(changed);
            meddled |= back || (segment != null && segment.checksumValid() && !changed.equals(model.frame()));
            (model.fromClient() ^ back ? east : west).send(changed);
        }
    }

    /** Two that fit together would have data that is not looked at here. */
    private static boolean isFragment(EthernetFrame frame) {
        return frame.payload() instanceof Ipv4Packet packet && packet.isFragment();
    }

    private static void mendHeader(byte[] octets) {
        int headerLength = Math.min(4 * (octets[IP_OFFSET] & 0xF), octets.length - IP_OFFSET);
        octets[IP_CHECKSUM_OFFSET] = 0;
        octets[IP_CHECKSUM_OFFSET + 1] = 0;
        int sum = 0;
        for (int i = 0; i + 1 < headerLength; i += 2) {
            sum += (octets[IP_OFFSET + i] & 0xFF) << 8 | octets[IP_OFFSET + i + 1] & 0xFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = ~(sum + (sum >>> 16));
        octets[IP_CHECKSUM_OFFSET] = (byte) (sum >> 8);
        octets[IP_CHECKSUM_OFFSET + 1] = (byte) sum;
    }

    /** Mends the sum, and makes true what has a right one, if only because the changes made up for each other. */
    private EthernetFrame made(EthernetFrame frame, boolean mend, boolean fromClient) {
        TcpSegment segment = segmentOf(frame);
        if (segment == null || !(frame.payload() instanceof Ipv4Packet packet) || !(mend || segment.checksumValid())) {
            return frame;
        }
        int initial = fromClient ? clientInitial : serverInitial;
        int base = fromClient ? 0 : UP_BYTES;
        int total = fromClient ? UP_BYTES : DOWN_BYTES;
        int from = segment.sequence() - initial - 1;
        int length = segment.payload().length();
        boolean within = from >= 0 && from + length <= total && !segment.has(TcpSegment.SYN);
        int flags = within && from + length == total ? segment.flags() : segment.flags() & ~TcpSegment.FIN;
        TcpSegment mended = new TcpSegment(
                segment.sourcePort(),
                segment.destinationPort(),
                segment.sequence(),
                segment.acknowledgment(),
                flags,
                segment.window(),
                segment.urgentPointer(),
                segment.options(),
                within ? Bytes.copyOf(text(base + from, length)) : Bytes.EMPTY,
                true);
        return new EthernetFrame(
                frame.destination(),
                frame.source(),
                frame.tags(),
                packet.withEnds(packet.source(), packet.destination(), mended));
    }

    private static ByteBuffer text(int from, int length) {
        ByteBuffer text = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            text.put(i, (byte) ((from + i) * 31 + ((from + i) >> 8)));
        }
        return text;
    }

    /** What must hold at any time. */
    private void check() {
        atClient.assertPrefix();
        atServer.assertPrefix();
        assertThat(server.tcp().sockets()).hasSizeLessThanOrEqualTo(MAX_MEDDLINGS + 1);
        for (IpStack host : List.of(client, server)) {
            for (TcpSocket socket : host.tcp().sockets()) {
                TcpInfo info = socket.info();
                assertThat(info.inFlightBytes()).as("SND.NXT - SND.UNA").isNotNegative();
                assertThat(info.lostBytes()).isBetween(0L, info.inFlightBytes());
                assertThat(info.congestionWindowBytes()).isPositive();
                assertThat(info.unreadBytes() + info.outOfOrderBytes())
                        .as("bytes held")
                        .isLessThanOrEqualTo(TcpSettings.RECEIVE_BUFFER.maximumBytes());
            }
        }
    }

    @Override
    public void close() {
        time.close();
    }

    /** An application that sends its part of a known text, and expects the other's. */
    private static final class End implements TcpSocketListener {
        private final ByteBuffer out;
        private final ByteBuffer expected;
        private final ByteBuffer in;
        private @Nullable TcpSocket socket;
        private boolean overrun;
        private boolean inputFinished;
        private boolean closed;
        private @Nullable TcpFailure failure;

        End(int outFrom, int outLength, int inFrom, int inLength) {
            out = text(outFrom, outLength);
            expected = text(inFrom, inLength);
            in = ByteBuffer.allocate(inLength);
        }

        End on(TcpSocket newSocket) {
            socket = newSocket;
            write();
            return this;
        }

        private void write() {
            TcpSocket to = socket;
            if (to == null || closed) {
                return;
            }
            if (out.hasRemaining()) {
                to.write(out);
            }
            if (!out.hasRemaining()) {
                to.shutdownOutput();
            }
        }

        @Override
        public void connected() {}

        @Override
        public void readable() {
            TcpSocket from = socket;
            if (from != null) {
                from.read(in);
                overrun |= from.readableBytes() > 0;
            }
        }

        @Override
        public void writable() {
            write();
        }

        @Override
        public void inputFinished() {
            inputFinished = true;
        }

        @Override
        public void closed(@Nullable TcpFailure why) {
            closed = true;
            failure = why;
        }

        void abort() {
            if (socket != null) {
                socket.abort();
            }
        }

        void assertPrefix() {
            assertThat(overrun).as("more than was sent has come").isFalse();
            ByteBuffer came = in.duplicate().flip();
            assertThat(came.mismatch(expected.duplicate().limit(came.limit())))
                    .as("first wrong byte")
                    .isEqualTo(-1);
        }

        boolean isWhole() {
            return closed && failure == null && inputFinished && !in.hasRemaining();
        }
    }
}
