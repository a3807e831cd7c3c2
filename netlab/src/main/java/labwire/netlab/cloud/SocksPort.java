package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.cloud.SocksNegotiation.Refusal;

/**
 * A SOCKS5 port of the workstation: each client says which host and port of the lab it wants, names included, and is
 * connected there from the cloud's host (<a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928</a>; CONNECT, and UDP ASSOCIATE).
 * From then on the two ends correspond as those of a {@link PortForward} do.
 *
 * <p>May be used from any thread. Not restartable.
 */
public final class SocksPort {
    private final LabSide inside;
    private final ListeningPort port;
    private final SocksAssociations associations;
    private final SocksRule rule;
    private final Failures failures = new Failures();

    /**
     * Makes a port that does not listen yet.
     *
     * @param network the cloud's host
     * @param outside the loops of the real sockets, NIO or epoll
     * @param channelClass the listening channel that fits {@code outside}
     * @param datagrams its channel class and options are set
     */
    public SocksPort(
            LabNetwork network,
            EventLoopGroup outside,
            Class<? extends ServerSocketChannel> channelClass,
            Bootstrap datagrams,
            SocksRule rule) {
        this.inside = new LabSide(network);
        this.port = new ListeningPort(outside, channelClass, network.loop(), rule.maxConnections(), this::accepted);
        this.associations = new SocksAssociations(network, datagrams);
        this.rule = rule;
    }

    public SocksRule rule() {
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
        outer.pipeline()
                .addLast(
                        new SocksSession(new SocksNegotiation(rule.credentials()), inside, associations, leg, failures))
                .addLast(leg);
    }

    /**
     * Closes the port, then every connection, in order: what has been handed over is still sent.
     *
     * @return done when the port and all real sockets are closed
     */
    public Future<Void> stop() {
        return port.stop();
    }

    /** What has come of the port's connections. */
    public SocksCounters counters() {
        ForwardedConnections connections = port.connections();
        return new SocksCounters(
                connections.accepted(),
                connections.open(),
                connections.overLimit(),
                failures.malformed.get(),
                failures.notLoggedIn.get(),
                failures.unsupported.get(),
                failures.late.get(),
                failures.notConnected.get());
    }

    /** What has become of datagrams. */
    public SocksDatagramCounters datagramCounters() {
        return associations.counters();
    }

    /** Counts, from any of the outer loops. */
    private static final class Failures implements SocksSession.Observer {
        private final AtomicLong malformed = new AtomicLong();
        private final AtomicLong notLoggedIn = new AtomicLong();
        private final AtomicLong unsupported = new AtomicLong();
        private final AtomicLong late = new AtomicLong();
        private final AtomicLong notConnected = new AtomicLong();

        @Override
        public void refused(Refusal reason) {
            switch (reason) {
                case MALFORMED -> malformed.incrementAndGet();
                case NOT_LOGGED_IN -> notLoggedIn.incrementAndGet();
                case UNSUPPORTED -> unsupported.incrementAndGet();
            }
        }

        @Override
        public void late() {
            late.incrementAndGet();
        }

        @Override
        public void notConnected() {
            notConnected.incrementAndGet();
        }
    }
}
