package labwire.netlab.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as people write them in a test: hex digits, spaced and broken into lines as they like. */
final class Hex {
    private Hex() {}

    static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** A frame, padded with zeros to Ethernet's minimum. */
    static byte[] frame(String text) {
        byte[] bytes = bytes(text);
        return Arrays.copyOf(bytes, Math.max(bytes.length, EthernetFrame.MIN_LENGTH));
    }
}
