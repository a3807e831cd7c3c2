package labwire.netlab.link;

import java.util.random.RandomGenerator;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Damages a frame as a bad memory in a switch does, or {@code netem}: the frame's own check sequence is right, so that
 * the damage is for the checksums of what it carries to find.
 */
final class BitFlip {
    private BitFlip() {}

    /** The frame with one of its bits flipped; null if it is none any more, or has no form on the wire. */
    static @Nullable EthernetFrame in(EthernetFrame frame, RandomGenerator random) {
        byte[] bytes;
        try {
            bytes = FrameEncoder.encode(frame);
        } catch (IllegalArgumentException e) {
            return null;
        }
        int bit = random.nextInt(bytes.length * Byte.SIZE);
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return FrameDecoder.decode(Bytes.wrap(bytes)) instanceof Decoded.Frame decoded ? decoded.frame() : null;
    }
}
