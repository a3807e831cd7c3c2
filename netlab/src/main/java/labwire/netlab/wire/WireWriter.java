package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the codecs put into a buffer beyond Java's own numbers. */
final class WireWriter {
    private WireWriter() {}

    static void mac(ByteBuffer out, MacAddress mac) {
        out.putShort((short) (mac.value() >>> 32)).putInt((int) mac.value());
    }

    static void address6(ByteBuffer out, Ipv6Address address) {
        out.putLong(address.upper()).putLong(address.lower());
    }

    /** Text, one byte a character; others than Latin ones become question marks. */
    static void text(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void bytes(ByteBuffer out, Bytes bytes) {
        bytes.copyTo(0, out, bytes.length());
    }
}
