package labwire.netlab.routing.ospf.packet;

import java.util.Arrays;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.InternetChecksum;

/** Damages encoded packets. */
public final class PacketMutator {
    private static final int MAX_MUTATIONS = 4;

    private PacketMutator() {}

    /** Flips, overwrites, cuts, doubles; most of the mutants get length and checksum put right, to come further in. */
    public static byte[] mutate(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        for (int left = 1 + random.nextInt(MAX_MUTATIONS); left > 0; left--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int count = Math.min(bytes.length - at, 1 + random.nextInt(24));
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - count + 1), count);
                }
            }
        }
        if (random.nextInt(4) != 0 && bytes.length >= OspfPacket.HEADER_LENGTH) {
            mend(bytes);
        }
        return bytes;
    }

    private static void mend(byte[] bytes) {
        bytes[2] = (byte) (bytes.length >>> 8);
        bytes[3] = (byte) bytes.length;
        Arrays.fill(bytes, 12, 24, (byte) 0);
        int checksum = InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(bytes.clone())));
        bytes[12] = (byte) (checksum >>> 8);
        bytes[13] = (byte) checksum;
    }
}
