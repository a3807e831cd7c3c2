package labwire.netlab.routing.ospf.packet;

import java.util.Arrays;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** Reads big-endian numbers from a range of an array and never beyond it. */
final class PacketReader {
    private final byte[] array;
    private final int end;
    private int position;

    PacketReader(byte[] array, int from, int length) {
        this.array = array;
        position = from;
        end = from + length;
    }

    int remaining() {
        return end - position;
    }

    void require(int count) throws MalformedPacketException {
        if (remaining() < count) {
            throw MalformedPacketException.of("bytes left", remaining(), "at least " + count);
        }
    }

    void skip(int count) throws MalformedPacketException {
        require(count);
        position += count;
    }

    int u8() throws MalformedPacketException {
        require(1);
        return array[position++] & 0xFF;
    }

    int u16() throws MalformedPacketException {
        return u8() << 8 | u8();
    }

    int i32() throws MalformedPacketException {
        return u16() << 16 | u16();
    }

    Ipv4Address address() throws MalformedPacketException {
        return new Ipv4Address(i32());
    }

    /** A number of three bytes, behind others that say nothing here. */
    int u24Behind(int skipped) throws MalformedPacketException {
        skip(skipped);
        return u16() << 8 | u8();
    }

    /** A number further on, left unread. */
    int peekU16(int ahead) throws MalformedPacketException {
        require(ahead + 2);
        return (array[position + ahead] & 0xFF) << 8 | array[position + ahead + 1] & 0xFF;
    }

    /** A net mask, as a prefix length. */
    int mask() throws MalformedPacketException {
        return lengthOfMask(address());
    }

    static int lengthOfMask(Ipv4Address mask) throws MalformedPacketException {
        int length = Integer.numberOfLeadingZeros(~mask.value());
        if (mask.value() != maskOf(length)) {
            throw new MalformedPacketException("mask: " + mask + " (expected: leading ones)");
        }
        return length;
    }

    static int maskOf(int prefixLength) {
        return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
    }

    /** The network of an address, whatever host bits are set: a link state ID may have some (appendix E). */
    Ipv4Prefix prefix(Ipv4Address address) throws MalformedPacketException {
        return Ipv4Prefix.of(address, mask());
    }

    /** A reader of the next bytes, which this one skips. */
    PacketReader part(int count) throws MalformedPacketException {
        require(count);
        PacketReader part = new PacketReader(array, position, count);
        position += count;
        return part;
    }

    /** A copy of what is left, still to be read: what is kept of it does not keep the packet. */
    Bytes copyOfRest() {
        return Bytes.wrap(Arrays.copyOfRange(array, position, end));
    }

    /** True if the checksum of what is left behind the given bytes is right. */
    boolean isFletcherValid(int skipped) {
        return FletcherChecksum.isValid(array, position + skipped, remaining() - skipped);
    }
}
