package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.Optional;
import labwire.netlab.wire.Bytes;

/**
 * A datagram between a SOCKS5 client and its relay (<a href="https://www.rfc-editor.org/rfc/rfc1928#section-7">RFC 1928,
 * 7</a>).
 *
 * <pre>
 *   00 00 | fragment | type | address | port | data
 * </pre>
 *
 * @param fragment 0 for a whole datagram
 * @param remote whom it is for, a name unresolved; or whom it is from
 */
record SocksDatagram(int fragment, InetSocketAddress remote, Bytes data) {
    /** Two reserved octets, fragment, type, and the first octet of the address. */
    private static final int LEAST_BYTES = 5;

    private static final int FRAGMENT_AT = 2;
    private static final int TYPE_AT = 3;
    private static final int MAX_HEADER_BYTES = 22;

    /** Takes a datagram out of the input; empty if it is none. */
    static Optional<SocksDatagram> decode(ByteBuf input) {
        int at = input.readerIndex();
        if (input.readableBytes() < LEAST_BYTES || input.getUnsignedShort(at) != 0) {
            return Optional.empty();
        }
        int type = input.getUnsignedByte(at + TYPE_AT);
        int addressBytes = SocksAddress.addressBytes(type, input.getUnsignedByte(at + TYPE_AT + 1));
        int headerBytes = TYPE_AT + 1 + addressBytes + SocksAddress.PORT_BYTES;
        if (addressBytes == SocksAddress.UNKNOWN_TYPE || input.readableBytes() < headerBytes) {
            return Optional.empty();
        }
        int fragment = input.getUnsignedByte(at + FRAGMENT_AT);
        return SocksAddress.read(type, input.skipBytes(TYPE_AT + 1))
                .map(remote -> new SocksDatagram(fragment, remote, Bytes.wrap(ByteBufUtil.getBytes(input))));
    }

    /** The whole, its remote resolved. */
    ByteBuf encode() {
        ByteBuf output = Unpooled.buffer(MAX_HEADER_BYTES + data.length());
        output.writeShort(0).writeByte(fragment);
        SocksAddress.write(output, remote.getAddress(), remote.getPort());
        return output.writeBytes(data.toByteArray());
    }
}
