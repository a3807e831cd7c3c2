package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;

/** How a SOCKS5 request is answered (<a href="https://www.rfc-editor.org/rfc/rfc1928#section-6">RFC 1928, 6</a>). */
enum SocksReply {
    SUCCEEDED(0),
    GENERAL_FAILURE(1),
    NETWORK_UNREACHABLE(3),
    HOST_UNREACHABLE(4),
    CONNECTION_REFUSED(5),
    COMMAND_NOT_SUPPORTED(7),
    ADDRESS_TYPE_NOT_SUPPORTED(8);

    private final int code;

    SocksReply(int code) {
        this.code = code;
    }

    /** For a connection that could not be made. A host that does not answer in time is unreachable. */
    static SocksReply toFailure(Throwable failure) {
        if (failure instanceof UnknownHostException || failure instanceof ConnectTimeoutException) {
            return HOST_UNREACHABLE;
        } else if (failure instanceof NoRouteToHostException) {
            return NETWORK_UNREACHABLE;
        } else if (failure instanceof ConnectException) {
            return CONNECTION_REFUSED;
        } else if (failure instanceof UnsupportedAddressTypeException) {
            return ADDRESS_TYPE_NOT_SUPPORTED;
        }
        return GENERAL_FAILURE;
    }

    /** The reply's bytes without an address: there is no connection that would have one. */
    Bytes encode() {
        return encode(Ipv4Address.ANY.toInetAddress(), 0);
    }

    /** The reply's bytes with the address that the connection has in the lab, or where the client's datagrams are to go. */
    Bytes encode(InetSocketAddress bound) {
        return encode(bound.getAddress(), bound.getPort());
    }

    private Bytes encode(InetAddress address, int port) {
        ByteBuf reply = Unpooled.buffer();
        reply.writeByte(SocksNegotiation.VERSION).writeByte(code).writeByte(0);
        SocksAddress.write(reply, address, port);
        return Bytes.wrap(ByteBufUtil.getBytes(reply));
    }
}
