package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * Makes one packet of several datagrams of one length, for a channel that hands them to the system at once, as Netty's
 * epoll transport does by Linux's {@code UDP_SEGMENT}.
 */
@FunctionalInterface
public interface DatagramTrain {
    /**
     * Makes the packet.
     *
     * @param datagrams one behind the other, at most 64, less than 65,507 bytes together
     * @param each the length of one, in bytes
     */
    DatagramPacket of(ByteBuf datagrams, int each, InetSocketAddress to);
}
