package labwire.netlab.wire;

import java.nio.charset.StandardCharsets;

/** Reads big-endian numbers from a slice and never beyond it. */
final class WireReader {
    private final String what;
    private final Bytes bytes;
    private int position;

    /** @param what the protocol's name for these bytes, for the message when they are too few */
    WireReader(String what, Bytes bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length() - position;
    }

    int u8() throws MalformedInputException {
        require(1);
        return bytes.get(position++) & 0xFF;
    }

    int u16() throws MalformedInputException {
        require(2);
        return u8() << 8 | u8();
    }

    int i32() throws MalformedInputException {
        require(4);
        return u16() << 16 | u16();
    }

    MacAddress mac() throws MalformedInputException {
        require(6);
        return new MacAddress((long) u16() << 32 | i32() & 0xFFFF_FFFFL);
    }

    Ipv4Address address() throws MalformedInputException {
        return new Ipv4Address(i32());
    }

    Ipv6Address address6() throws MalformedInputException {
        return new Ipv6Address(i64(), i64());
    }

    long i64() throws MalformedInputException {
        return (long) i32() << 32 | i32() & 0xFFFF_FFFFL;
    }

    void skip(int count) throws MalformedInputException {
        require(count);
        position += count;
    }

    /** The next bytes, shared, not copied. */
    Bytes slice(int count) throws MalformedInputException {
        require(count);
        Bytes slice = bytes.slice(position, count);
        position += count;
        return slice;
    }

    Bytes rest() {
        Bytes rest = bytes.slice(position, remaining());
        position = bytes.length();
        return rest;
    }

    /** The next bytes as text, one character a byte. */
    String text(int count) throws MalformedInputException {
        return new String(slice(count).toByteArray(), StandardCharsets.ISO_8859_1);
    }

    /** Leaves unless {@code count} more bytes are there. */
    void require(int count) throws MalformedInputException {
        if (count > remaining()) {
            throw MalformedInputException.of(what, bytes.length(), "at least " + (position + count) + " bytes");
        }
    }
}
