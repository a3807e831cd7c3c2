package labwire.netlab.stack.tcp;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** SipHash-2-4, a keyed hash of short input, here of 64-bit words. */
final class SipHash {
    private final long key0;
    private final long key1;

    SipHash(RandomGenerator random) {
        this(random.nextLong(), random.nextLong());
    }

    SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    long hash(long... input) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        // The last word holds the input's length in its top byte.
        long[] words = Arrays.copyOf(input, input.length + 1);
        words[input.length] = (long) input.length * Long.BYTES << 56;
        for (int step = 0; step <= words.length; step++) {
            boolean last = step == words.length;
            if (last) {
                v2 ^= 0xFF;
            } else {
                v3 ^= words[step];
            }
            for (int round = last ? 4 : 2; round > 0; round--) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            if (!last) {
                v0 ^= words[step];
            }
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
