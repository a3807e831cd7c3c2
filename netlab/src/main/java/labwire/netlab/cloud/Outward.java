package labwire.netlab.cloud;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.Optional;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.IcmpMessage;
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
 * <p>TCP, UDP and, where the system lets the user send them, echoes pass; of other protocols the sender hears that they are prohibited, as of destinations that the rule
 * does not allow. May be used from any thread. Not restartable.
 */
public final class Outward {
    private static final int NAME_PORT = 53;

    private final LabNetwork network;
    private final IpStack stack;
    private final EventLoopGroup outside;
    private final OutwardRule rule;
    private final OutwardConnections connections;
    private final OutwardFlows flows;
    private final Optional<OutwardEchoes> echoes;
    private final Optional<InetAddress> nameServer;
    private long prohibited;
    private long unsupported;

    /**
     * Makes a way that is not open yet.
     *
     * @param network the cloud's host
     * @param sockets the workstation's
     */
    public Outward(LabNetwork network, OutwardSockets sockets, OutwardRule rule) {
        this.network = network;
        this.stack = network.stack();
        this.outside = sockets.group();
        this.rule = rule;
        this.connections = new OutwardConnections(network, outside, sockets.streams());
        this.flows = new OutwardFlows(network, outside, sockets.datagrams());
        this.nameServer = rule.resolver().flatMap(address -> sockets.nameServer());
        this.echoes = sockets.pings().map(made -> new OutwardEchoes(network, outside.next(), made));
    }

    public OutwardRule rule() {
        return rule;
    }

    /** Whom questions for names are passed on to; empty if the rule has no resolver, or the workstation none. */
    public Optional<InetAddress> nameServer() {
        return nameServer;
    }

    /** True if echoes pass. */
    public boolean passesEchoes() {
        return echoes.isPresent();
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
        Optional<InetAddress> real = realAddress(packet);
        if (real.isEmpty()) {
            prohibited++;
            stack.errors().administrativelyProhibited(packet);
        } else if (packet.payload() instanceof TcpSegment segment) {
            connections.received(packet, segment, real.get());
        } else if (packet.payload() instanceof UdpDatagram datagram) {
            flows.received(packet, datagram, real.get());
        } else if (echoes.isPresent()
                && packet.payload() instanceof IcmpMessage message
                && message.type() == IcmpMessage.ECHO_REQUEST
                && message.checksumValid()) {
            echoes.get().received(packet, message, real.get());
        } else {
            unsupported++;
            stack.errors().administrativelyProhibited(packet);
        }
    }

    /** To the resolver's address questions go, and nothing else. */
    private Optional<InetAddress> realAddress(Ipv4Packet packet) {
        if (rule.resolver().filter(packet.destination()::equals).isEmpty()) {
            return rule.realAddress(packet.destination());
        }
        int port = packet.payload() instanceof UdpDatagram datagram
                ? datagram.destinationPort()
                : packet.payload() instanceof TcpSegment segment ? segment.destinationPort() : 0;
        return port == NAME_PORT ? nameServer : Optional.empty();
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
            echoes.ifPresent(OutwardEchoes::stop);
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
                flows.open() + echoes.map(OutwardEchoes::open).orElse(0),
                flows.sent() + echoes.map(OutwardEchoes::sent).orElse(0L),
                flows.received() + echoes.map(OutwardEchoes::received).orElse(0L),
                prohibited,
                unsupported,
                connections.dropped()
                        + flows.dropped()
                        + echoes.map(OutwardEchoes::dropped).orElse(0L));
    }
}
