package labwire.netlab.cloud;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.SocketAddress;
import labwire.netlab.channel.LabNetwork;

/** The inner side of connections that come from the workstation: begun by the cloud's host. */
final class LabSide {
    /** Send and receive buffer of a connection in the lab: enough for its short ways, and bounded for many. */
    static final int BUFFER_BYTES = 1 << 20;

    /** How long the lab has to answer. */
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final LabNetwork network;

    LabSide(LabNetwork network) {
        this.network = network;
    }

    LabNetwork network() {
        return network;
    }

    /**
     * Connects, on the lab's loop.
     *
     * @param inner becomes the connection's handler
     * @param remote a name of the lab, unresolved, or an address
     */
    ChannelFuture connect(ForwardLeg inner, SocketAddress remote) {
        return network.bootstrap()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.SO_SNDBUF, BUFFER_BYTES)
                .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, ForwardLeg.readSizes())
                .handler(inner)
                .connect(remote);
    }
}
