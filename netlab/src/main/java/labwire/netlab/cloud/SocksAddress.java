package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An address and a port as SOCKS5 writes them (<a href="https://www.rfc-editor.org/rfc/rfc1928#section-5">RFC 1928, 5</a>). */
final class SocksAddress {
    static final int IPV4 = 1;
    static final int NAME = 3;
    static final int IPV6 = 4;

    static final int PORT_BYTES = 2;
    static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    /** {@link #addressBytes} of a type that is none. */
    static final int UNKNOWN_TYPE = -1;

    private SocksAddress() {}

    /**
     * How long an address is, behind its type.
     *
     * @param first the octet behind the type
     */
    static int addressBytes(int type, int first) {
        return switch (type) {
            case IPV4 -> IPV4_BYTES;
            case IPV6 -> IPV6_BYTES;
            case NAME -> 1 + first;
            default -> UNKNOWN_TYPE;
        };
    }

    /**
     * Takes address and port, which are whole, out of the input.
     *
     * @return empty for a name that has other than visible ASCII characters, and for port 0
     */
    static Optional<InetSocketAddress> read(int type, ByteBuf input) {
        return type == NAME ? named(input) : addressed(input, addressBytes(type, 0));
    }

    private static Optional<InetSocketAddress> named(ByteBuf input) {
        String name = input.readCharSequence(input.readUnsignedByte(), StandardCharsets.ISO_8859_1)
                .toString();
        int port = input.readUnsignedShort();
        boolean visible = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return visible && port != 0 ? Optional.of(InetSocketAddress.createUnresolved(name, port)) : Optional.empty();
    }

    private static Optional<InetSocketAddress> addressed(ByteBuf input, int length) {
        byte[] address = new byte[length];
        input.readBytes(address);
        int port = input.readUnsignedShort();
        try {
            return port == 0
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address: " + length + " bytes (expected: 4 or 16)", e);
        }
    }

    /** Puts type, address and port behind what is there. */
    static void write(ByteBuf output, InetAddress address, int port) {
        byte[] bytes = address.getAddress();
        output.writeByte(bytes.length == IPV4_BYTES ? IPV4 : IPV6)
                .writeBytes(bytes)
                .writeShort(port);
    }
}
