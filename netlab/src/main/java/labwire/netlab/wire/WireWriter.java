package labwire.netlab.wire;

import java.nio.ByteBuffer;

/** What the codecs put into a buffer beyond Java's own numbers. */
final class WireWriter {
    private WireWriter() {}

    static void mac(ByteBuffer out, MacAddress mac) {
        out.putShort((short) (mac.value() >>> 32)).putInt((int) mac.value());
    }

    static void bytes(ByteBuffer out, Bytes bytes) {
        bytes.copyTo(0, out, bytes.length());
    }
}
