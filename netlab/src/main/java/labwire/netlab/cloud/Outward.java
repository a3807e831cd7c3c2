package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.Optional;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;

/**
 * The lab's way out: packets that reach the cloud's host, and to whose destination it has no route, go on through the
 * workstation's own sockets, as a user's programs do, without privileges. The answers come back in the name of whom the
 * lab has sent to.
 *
 * <pre>
 *   lab  --packets-->  cloud's stack  --bytes-->  workstation's sockets  -->  the real network
 * </pre>
 *
 * <p>TCP and UDP pass; of other protocols the sender hears that they are prohibited, as of destinations that the rule
 * does not allow. May be used from any thread. Not restartable.
 */
public final class Outward {
    private final LabNetwork network;
    private final IpStack stack;
    private final EventLoopGroup outside;
    private final OutwardRule rule;
    private final OutwardConnections connections;
    private final OutwardFlows flows;
    private long prohibited;
    private long unsupported;

    /**
     * Makes a way that is not open yet.
     *
     * @param network the cloud's host
     * @param outside the loops of the real sockets, NIO or epoll
     * @param streams the class of connections that fits {@code outside}
     * @param datagrams its channel class and options are set
     */
    public Outward(
            LabNetwork network,
            EventLoopGroup outside,
            Class<? extends SocketChannel> streams,
            Bootstrap datagrams,
            OutwardRule rule) {
        this.network = network;
        this.stack = network.stack();
        this.outside = outside;
        this.rule = rule;
        this.connections = new OutwardConnections(network, outside, streams);
        this.flows = new OutwardFlows(network, outside, datagrams);
    }

    public OutwardRule rule() {
        return rule;
    }

    /**
     * Opens the way.
     *
     * @return done when packets may come
     */
    public Future<Void> start() {
        Promise<Void> started = outside.next().newPromise();
        network.loop()
                .execute(() -> connections.start().addListener(bound -> {
                    if (bound.isSuccess()) {
                        stack.unrouted(this::received);
                        started.setSuccess(null);
                    } else {
                        started.setFailure(bound.cause());
                    }
                }));
        return started;
    }

    /** On the lab's loop. */
    private void received(NetworkInterface arrival, Ipv4Packet packet) {
        if (packet.timeToLive() <= 1) {
            stack.errors().timeExceeded(packet);
            return;
        }
        Optional<InetAddress> real = rule.realAddress(packet.destination());
        if (real.isEmpty()) {
            prohibited++;
            stack.errors().administrativelyProhibited(packet);
        } else if (packet.payload() instanceof TcpSegment segment) {
            connections.received(packet, segment, real.get());
        } else if (packet.payload() instanceof UdpDatagram datagram) {
            flows.received(packet, datagram, real.get());
        } else {
            unsupported++;
            stack.errors().administrativelyProhibited(packet);
        }
    }

    /**
     * Closes the way, and every connection in order.
     *
     * @return done when all real connections are closed
     */
    public Future<Void> stop() {
        Promise<Void> stopped = outside.next().newPromise();
        network.loop().execute(() -> {
            stack.unrouted(null);
            flows.stop();
            connections.stop(stopped);
        });
        return stopped;
    }

    /** What has passed. Lab thread only. */
    public OutwardCounters counters() {
        return new OutwardCounters(
                connections.connections().accepted(),
                connections.connections().open(),
                connections.refused(),
                flows.begun(),
                flows.open(),
                flows.sent(),
                flows.received(),
                prohibited,
                unsupported,
                connections.dropped() + flows.dropped());
    }
}
