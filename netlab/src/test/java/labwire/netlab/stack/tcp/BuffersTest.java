package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queues of a connection against plain models of them. */
class BuffersTest {
    private static byte at(long place) {
        return (byte) (place * 31 + (place >> 8));
    }

    private static ByteBuffer bytes(long from, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            buffer.put(i, at(from + i));
        }
        return buffer;
    }

    private static Bytes slice(long from, int count) {
        return Bytes.copyOf(bytes(from, count));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sendBufferGivesAnyRangeThatIsNotReleased(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long start = random.nextLong(1L << 33);
        SendBuffer buffer = new SendBuffer(start);
        for (int i = 0; i < 3000; i++) {
            int count = random.nextInt(i % 10 == 0 ? 200_000 : 3000);
            int limit = random.nextInt(150_000);
            long end = buffer.end();
            ByteBuffer source = bytes(end, count);
            assertThat(buffer.write(source, limit)).isEqualTo(Math.min(count, limit));
            assertThat(source.remaining()).isEqualTo(Math.max(0, count - limit));
            for (int j = 0; j < 3 && buffer.size() > 0; j++) {
                long from = buffer.start() + random.nextInt(buffer.size());
                int length = (int) Math.min(buffer.end() - from, random.nextInt(100_000));
                assertThat(buffer.slice(from, length)).isEqualTo(slice(from, length));
            }
            buffer.release(buffer.start() + random.nextInt(buffer.size() + 1));
        }
        buffer.release(buffer.end());
        assertThat(buffer.size()).isZero();
    }

    @Test
    void sliceStaysGoodAfterReleaseAndFurtherWrites() {
        SendBuffer buffer = new SendBuffer(0);
        buffer.write(bytes(0, 1000), 1000);
        Bytes early = buffer.slice(0, 1000);
        buffer.release(1000);
        buffer.write(bytes(1000, 500_000), 500_000);
        assertThat(early).isEqualTo(slice(0, 1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void receiveQueueGivesBackWhatItTookInAnyPortions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReceiveQueue queue = new ReceiveQueue();
        long in = 0;
        long out = 0;
        for (int i = 0; i < 20_000; i++) {
            int count = random.nextInt(random.nextInt(3) == 0 ? 3000 : 40);
            queue.add(slice(in, count));
            in += count;
            if (random.nextInt(4) == 0) {
                ByteBuffer target = ByteBuffer.allocate(random.nextInt(5000));
                int read = queue.read(target);
                assertThat(read).isEqualTo((int) Math.min(target.capacity(), in - out));
                assertThat(Bytes.copyOf(target.flip())).isEqualTo(slice(out, read));
                out += read;
            }
            assertThat(queue.size()).isEqualTo((int) (in - out));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void reassemblyHoldsEachByteOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReassemblyQueue queue = new ReassemblyQueue();
        BitSet model = new BitSet();
        for (int i = 0; i < 2000; i++) {
            int from = random.nextInt(50_000);
            int count = 1 + random.nextInt(200);
            assertThat(queue.add(from, slice(from, count))).isTrue();
            model.set(from, from + count);
            assertThat(queue.size()).isEqualTo(model.cardinality());
            if (random.nextInt(50) == 0) {
                int next = model.nextSetBit(0);
                assertThat(queue.firstStart()).isEqualTo(next);
                Bytes piece = queue.removeFirst();
                assertThat(piece).isEqualTo(slice(next, piece.length()));
                model.clear(next, next + piece.length());
            }
        }
        while (!queue.isEmpty()) {
            long start = queue.firstStart();
            assertThat(start).isEqualTo(model.nextSetBit(0));
            Bytes piece = queue.removeFirst();
            assertThat(piece).isEqualTo(slice(start, piece.length()));
            model.clear((int) start, (int) start + piece.length());
        }
        assertThat(model.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void retransmitQueueKeepsTheFateOfEachSegment(long seed) {
        record Sent(long start, long end, long at, boolean again, boolean sacked, boolean lost) {
            long length() {
                return end - start;
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        RetransmitQueue queue = new RetransmitQueue(0);
        List<Sent> model = new ArrayList<>();
        Delivery delivery = new Delivery();
        long end = 0;
        for (long now = 0; now < 5000; now++) {
            long start = end;
            end += 1 + random.nextInt(100);
            queue.sent(end, now);
            model.add(new Sent(start, end, now, false, false, false));
            int from = random.nextInt(model.size());
            int to = Math.min(model.size(), from + 1 + random.nextInt(4));
            delivery.begin(now, 0, 0, Delivery.ANY_TIME);
            switch (random.nextInt(30)) {
                case 0 -> {
                    queue.resent(model.get(from).start(), model.get(to - 1).end(), now);
                    for (int i = from; i < to; i++) {
                        Sent sent = model.get(i);
                        model.set(i, new Sent(sent.start(), sent.end(), now, true, sent.sacked(), false));
                    }
                }
                case 1, 2 -> {
                    queue.sacked(model.get(from).start(), model.get(to - 1).end(), delivery);
                    long fresh = 0;
                    for (int i = from; i < to; i++) {
                        Sent sent = model.get(i);
                        fresh += sent.sacked() ? 0 : sent.length();
                        model.set(i, new Sent(sent.start(), sent.end(), sent.at(), sent.again(), true, false));
                    }
                    assertThat(delivery.newlySackedBytes()).isEqualTo(fresh);
                }
                case 3 -> {
                    queue.markLostOnTimeout(now - 20);
                    for (int i = 0; i < model.size(); i++) {
                        Sent sent = model.get(i);
                        boolean lost = sent.lost() || (!sent.sacked() && (i == 0 || sent.at() <= now - 20));
                        model.set(i, new Sent(sent.start(), sent.end(), sent.at(), sent.again(), sent.sacked(), lost));
                    }
                }
                case 4 -> {
                    long expected = Delivery.NO_SAMPLE;
                    boolean ambiguous = false;
                    delivery.acknowledgedBytes(
                            model.get(to - 1).end() - model.get(0).start());
                    queue.acknowledged(model.get(to - 1).end(), delivery);
                    for (Sent sent : model.subList(0, to)) {
                        ambiguous |= sent.again() || sent.sacked();
                        expected = now - sent.at();
                    }
                    model.subList(0, to).clear();
                    assertThat(delivery.roundTripNanos()).isEqualTo(ambiguous ? Delivery.NO_SAMPLE : expected);
                }
                case 5, 6 -> {
                    long latest = now - random.nextInt(40);
                    long latestEnd = model.get(from).end();
                    long wait = 0;
                    for (int i = 0; i < model.size(); i++) {
                        Sent sent = model.get(i);
                        boolean before = sent.at() < latest || (sent.at() == latest && sent.end() < latestEnd);
                        boolean late = before && !sent.sacked() && !sent.lost();
                        long remaining = sent.at() + 15 - now;
                        if (late && remaining <= 0) {
                            model.set(i, new Sent(sent.start(), sent.end(), sent.at(), sent.again(), false, true));
                        } else if (late) {
                            wait = Math.max(wait, remaining);
                        }
                    }
                    assertThat(queue.markLost(latest, latestEnd, 15, now)).isEqualTo(wait);
                }
                case 7 -> {
                    Sent sent = model.get(from);
                    if (sent.length() > 1) {
                        long half = sent.start() + sent.length() / 2;
                        queue.resent(sent.start(), half, now);
                        model.set(from, new Sent(sent.start(), half, now, true, sent.sacked(), false));
                        model.add(
                                from + 1,
                                new Sent(half, sent.end(), sent.at(), sent.again(), sent.sacked(), sent.lost()));
                    }
                }
                case 8 -> {
                    queue.clearLost();
                    model.replaceAll(
                            sent -> new Sent(sent.start(), sent.end(), sent.at(), sent.again(), sent.sacked(), false));
                }
                case 9 -> {
                    queue.clearSacked();
                    model.replaceAll(
                            sent -> new Sent(sent.start(), sent.end(), sent.at(), sent.again(), false, sent.lost()));
                }
                default -> {}
            }
            assertThat(queue.size()).isEqualTo(model.size());
            assertThat(queue.sackedSegments())
                    .isEqualTo((int) model.stream().filter(Sent::sacked).count());
            assertThat(queue.sackedBytes())
                    .isEqualTo(model.stream()
                            .filter(Sent::sacked)
                            .mapToLong(Sent::length)
                            .sum());
            assertThat(queue.lostBytes())
                    .isEqualTo(model.stream()
                            .filter(Sent::lost)
                            .mapToLong(Sent::length)
                            .sum());
            int lost = queue.firstLost();
            assertThat(lost == RetransmitQueue.NONE ? -1 : queue.startOf(lost))
                    .isEqualTo(model.stream()
                            .filter(Sent::lost)
                            .mapToLong(Sent::start)
                            .findFirst()
                            .orElse(-1));
        }
    }

    @Test
    void whatIsResentInPartBecomesTwoSegments() {
        RetransmitQueue queue = new RetransmitQueue(100);
        queue.sent(1100, 1);
        queue.sent(2100, 1);
        queue.markFirstLost();
        queue.resent(100, 600, 2);
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.lostBytes()).isEqualTo(500);
        assertThat(queue.startOf(queue.firstLost())).isEqualTo(600);
        queue.acknowledged(700, new Delivery());
        assertThat(queue.lostBytes()).isEqualTo(400);
    }

    @Test
    void aReceiveBufferThatNoWindowCanTellIsRefused() {
        assertThatThrownBy(() -> TcpSettings.DEFAULT.withBuffers(4096, (1 << 30) + 1))
                .hasMessageContaining("2048 to 1073741824");
    }

    @Test
    void sipHashGivesTheKnownValue() {
        // The published test vector for key and input 00 01 … 0f.
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertThat(hash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L)).isEqualTo(0x3f2acc7f57c29bdbL);
    }

    @Test
    void timestampsBeginElsewhereForEachPeer() {
        InitialSequenceNumbers numbers = new InitialSequenceNumbers(new SplittableRandom(1));
        ConnectionKey one = ConnectionKey.of(TwoHosts.CLIENT, 1000, TwoHosts.SERVER, 80);
        ConnectionKey other = ConnectionKey.of(TwoHosts.CLIENT, 1000, Ipv4Address.parse("10.0.0.3"), 80);
        assertThat(numbers.timestampOffset(one)).isNotEqualTo(numbers.timestampOffset(other));
        assertThat(new InitialSequenceNumbers(new SplittableRandom(2)).timestampOffset(one))
                .as("another seed")
                .isNotEqualTo(numbers.timestampOffset(one));
    }

    @Test
    void initialSequencesDifferByEndsAndGrowWithTime() {
        InitialSequenceNumbers numbers = new InitialSequenceNumbers(new SplittableRandom(1));
        ConnectionKey one = ConnectionKey.of(TwoHosts.CLIENT, 1000, TwoHosts.SERVER, 80);
        ConnectionKey other = ConnectionKey.of(TwoHosts.CLIENT, 1001, TwoHosts.SERVER, 80);
        assertThat(numbers.next(one, 0)).isNotEqualTo(numbers.next(other, 0));
        assertThat(numbers.next(one, 4_000_000) - numbers.next(one, 0)).isEqualTo(1000);
        int last = numbers.next(one, 0) + 5_000_000;
        assertThat(numbers.nextAfter(last, one, 0) - last).isPositive();
        assertThat(new InitialSequenceNumbers(new SplittableRandom(2)).next(one, 0))
                .as("another seed")
                .isNotEqualTo(numbers.next(one, 0));
    }
}
