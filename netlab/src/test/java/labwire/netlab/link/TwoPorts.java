package labwire.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UnknownPayload;

/** Two ports in virtual time, a cable between them on demand, and what each of them saw. */
final class TwoPorts {
    static final int PAYLOAD = 982;
    /** With its header and FCS. */
    static final int WIRE_BYTES = 1_000;

    static final long MBIT = 1_000_000;
    /** 1,000 bytes at 100 Mbit/s. */
    static final long FRAME_NANOS_AT_100_MBIT = 80_000;

    /** What a port saw, in order. */
    static final class Recorder implements PortListener {
        final List<Integer> numbers = new ArrayList<>();
        final List<Long> instants = new ArrayList<>();
        final List<Boolean> links = new ArrayList<>();
        private final VirtualTime time;

        Recorder(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void frameReceived(Port port, EthernetFrame frame) {
            numbers.add(((UnknownPayload) frame.payload()).bytes().get(0) & 0xFF);
            instants.add(time.loop().now());
        }

        @Override
        public void linkChanged(Port port, boolean up) {
            links.add(up);
        }
    }

    final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    final Port a = new Port(time.clock(), "pc1", "eth0", new MacAddress(1));
    final Port b = new Port(time.clock(), "pc2", "eth0", new MacAddress(2));
    final Recorder atA = new Recorder(time);
    final Recorder atB = new Recorder(time);

    private final long seed;

    /** @param seed of the cable's randomness */
    TwoPorts(long seed) {
        this.seed = seed;
    }

    Cable connect(LinkSettings settings) {
        a.listen(atA);
        b.listen(atB);
        return Cable.connect(time.loop(), a, b, settings, new RandomStreams(seed).stream("cable"));
    }

    void send(int count) {
        send(a, count);
    }

    /** Sends frames that carry their number. */
    static void send(Port from, int count) {
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[PAYLOAD];
            payload[0] = (byte) i;
            from.send(new EthernetFrame(
                    MacAddress.BROADCAST, from.mac(), new UnknownPayload(0x88B5, Bytes.wrap(payload))));
        }
    }

    void settle() {
        time.runFor(Duration.ofHours(1));
    }

    static List<Integer> numbers(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    static void assertNothingUnaccountedFor(Port from, Port to) {
        PortCounters sent = from.counters();
        assertThat(to.counters().receivedFrames() + sent.drops() - sent.drops(DropReason.LINK_DOWN))
                .isEqualTo(sent.sentFrames() + sent.duplicates());
    }
}
