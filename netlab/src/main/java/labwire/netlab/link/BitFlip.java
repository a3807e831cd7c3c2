package labwire.netlab.link;

import java.util.random.RandomGenerator;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.IpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Damages a frame by one bit. On a true cable the frame's check sequence finds that, and the port that receives it drops
 * it. Linux's {@code netem} damages a packet before the sequence is made, so that it arrives, and is for the checksums
 * of what it carries to find.
 *
 * <p>Here it is done as by {@code netem} where there are such checksums: within IP packets. All else (the frame's header,
 * ARP, the protocols of bridges and neighbours) has the check sequence alone, and a frame that is hit there is dropped.
 * If it were believed, one bit could put a wrong station into an ARP cache, where it stays for as long as an entry lives,
 * or another root into a spanning tree: nothing that a bad cable does.
 */
final class BitFlip {
    private BitFlip() {}

    /**
     * The frame with one of its bits flipped; null if its check sequence would tell, if it is none any more, or has no
     * form on the wire.
     */
    static @Nullable EthernetFrame in(EthernetFrame frame, RandomGenerator random) {
        byte[] bytes;
        try {
            bytes = FrameEncoder.encode(frame);
        } catch (IllegalArgumentException e) {
            return null;
        }
        int bit = random.nextInt(bytes.length * Byte.SIZE);
        int index = bit / Byte.SIZE;
        if (!(frame.payload() instanceof IpPacket) || index < headerLength(frame)) {
            return null;
        }
        bytes[index] ^= (byte) (1 << bit % Byte.SIZE);
        return FrameDecoder.decode(Bytes.wrap(bytes)) instanceof Decoded.Frame decoded ? decoded.frame() : null;
    }

    private static int headerLength(EthernetFrame frame) {
        return EthernetFrame.HEADER_LENGTH
                + EthernetFrame.TAG_LENGTH * frame.tags().size();
    }
}
