package labwire.netlab.cloud;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.channel.LabNetwork;

/**
 * A port of the workstation each of whose connections becomes a TCP connection in the lab: from the cloud's host, over
 * the lab's cables, to a host there.
 *
 * <p>The ends correspond: half-close is half-close, reset is reset, and a connection that the lab refuses, or cannot
 * route, is reset outside. Neither side buffers more than {@value ForwardLeg#CREDIT_BYTES} bytes for the other beyond
 * the two sockets' own buffers.
 *
 * <p>May be used from any thread. Not restartable.
 */
public final class PortForward {
    private final LabSide inside;
    private final ListeningPort port;
    private final PortForwardRule rule;
    private final AtomicLong notConnected = new AtomicLong();

    /**
     * Makes a forward that does not listen yet.
     *
     * @param network the cloud's host
     * @param outside the loops of the real sockets, NIO or epoll
     * @param channelClass the listening channel that fits {@code outside}
     */
    public PortForward(
            LabNetwork network,
            EventLoopGroup outside,
            Class<? extends ServerSocketChannel> channelClass,
            PortForwardRule rule) {
        this.inside = new LabSide(network);
        this.port = new ListeningPort(outside, channelClass, network.loop(), rule.maxConnections(), this::accepted);
        this.rule = rule;
    }

    public PortForwardRule rule() {
        return rule;
    }

    /**
     * Opens the port.
     *
     * @return done when it is open, with the address; fails with a {@link PortForwardException}
     */
    public Future<InetSocketAddress> listen() {
        return port.listen(rule.listen(), rule);
    }

    private void accepted(Channel outer, ForwardLeg leg) {
        outer.pipeline().addLast(leg);
        inside.network().loop().execute(() -> connect(leg));
    }

    /** On the lab's loop. */
    private void connect(ForwardLeg outer) {
        ForwardLeg inner = outer.peer();
        if (inner.isClosed()) {
            return;
        }
        inside.connect(inner, InetSocketAddress.createUnresolved(rule.host(), rule.port()))
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        inner.start();
                        outer.start();
                    } else {
                        notConnected.incrementAndGet();
                        outer.reset();
                    }
                });
    }

    /**
     * Closes the port, then every connection, in order: what has been handed over is still sent.
     *
     * @return done when the port and all real sockets are closed
     */
    public Future<Void> stop() {
        return port.stop();
    }

    /** Connections taken since the port was opened. */
    public long accepted() {
        return port.connections().accepted();
    }

    /** Connections open now. */
    public int open() {
        return port.connections().open();
    }

    /** Connections reset because there were {@link PortForwardRule#maxConnections} already. */
    public long overLimit() {
        return port.connections().overLimit();
    }

    /** Connections reset because the lab refused them or could not be reached. */
    public long notConnected() {
        return notConnected.get();
    }
}
