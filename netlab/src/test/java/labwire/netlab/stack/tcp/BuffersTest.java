package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
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
    void retransmitQueueSamplesOnlyWhatWasSentOnce(long seed) {
        record Sent(long end, long at, boolean again) {}
        SplittableRandom random = new SplittableRandom(seed);
        RetransmitQueue queue = new RetransmitQueue();
        ArrayDeque<Sent> model = new ArrayDeque<>();
        long end = 0;
        long start = 0;
        for (long now = 0; now < 5000; now++) {
            end += 1 + random.nextInt(100);
            queue.sent(end, now);
            model.add(new Sent(end, now, false));
            if (random.nextInt(10) == 0) {
                long from = start + random.nextLong(end - start);
                long to = from + 1 + random.nextLong(end - from);
                queue.resent(from, to, now);
                ArrayDeque<Sent> changed = new ArrayDeque<>();
                long begin = start;
                for (Sent sent : model) {
                    boolean touched = sent.end() > from && begin < to;
                    changed.add(touched ? new Sent(sent.end(), now, true) : sent);
                    begin = sent.end();
                }
                model = changed;
            }
            if (random.nextInt(30) == 0) {
                long upTo = start + random.nextLong(end - start + 1);
                long expected = RetransmitQueue.NO_SAMPLE;
                boolean ambiguous = false;
                while (!model.isEmpty() && model.peek().end() <= upTo) {
                    Sent sent = model.remove();
                    ambiguous |= sent.again();
                    expected = now - sent.at();
                    start = sent.end();
                }
                assertThat(queue.acknowledged(upTo, now)).isEqualTo(ambiguous ? RetransmitQueue.NO_SAMPLE : expected);
                assertThat(queue.size()).isEqualTo(model.size());
            }
        }
    }

    @Test
    void sipHashGivesTheKnownValue() {
        // The published test vector for key and input 00 01 … 0f.
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertThat(hash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L)).isEqualTo(0x3f2acc7f57c29bdbL);
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
