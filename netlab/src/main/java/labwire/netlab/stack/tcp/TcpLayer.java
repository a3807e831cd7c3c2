package labwire.netlab.stack.tcp;

import java.util.List;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/** All TCP of one IP stack: its listeners, its connections and the way of segments to them. Lab thread only. */
@SuppressWarnings("DoNotCallSuggester")
public final class TcpLayer {
    /**
     * @param random the stack's own stream: initial sequence numbers and ephemeral ports come from it
     */
    public TcpLayer(LabEventLoop loop, TcpOutput output, RandomGenerator random) {}

    /** Takes a packet for this stack whose payload is a TCP segment. */
    public void receive(Ipv4Packet packet) {
        throw new UnsupportedOperationException();
    }

    /**
     * An ICMP error came back for a packet of ours (RFC 9293, 3.9.2.2).
     *
     * @param quoted the packet as the error quotes it: its addresses and the first 8 bytes of its payload at least
     * @param hard destination unreachable with code 2 or 3 (protocol, port)
     */
    public void unreachable(Ipv4Packet quoted, boolean hard) {
        throw new UnsupportedOperationException();
    }

    /**
     * The path of the quoted packet takes only smaller ones (RFC 1191): {@link TcpOutput#maximumTransmissionUnit} has
     * the new size by now.
     */
    public void packetTooBig(Ipv4Packet quoted) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins a connection. The listener hears of it at the end of a later turn.
     *
     * @param local {@link Ipv4Address#ANY} to choose by route
     * @param localPort 0 for an ephemeral one
     */
    public TcpSocket connect(
            Ipv4Address local,
            int localPort,
            Ipv4Address remote,
            int remotePort,
            TcpSettings settings,
            TcpSocketListener listener)
            throws TcpException {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes connections at a port.
     *
     * @param local {@link Ipv4Address#ANY} for all addresses of the stack
     * @param port 0 for an ephemeral one
     * @param backlog connections that may wait, half-open ones and established ones each; at least 1, cut to
     *     {@link TcpListener#MAX_BACKLOG}
     * @param settings of the connections
     */
    public TcpListener listen(Ipv4Address local, int port, int backlog, TcpSettings settings, TcpAcceptor acceptor)
            throws TcpException {
        throw new UnsupportedOperationException();
    }

    public TcpCounters counters() {
        throw new UnsupportedOperationException();
    }

    /** The connections, TIME-WAIT included, in the order in which they began. */
    public List<TcpSocket> sockets() {
        throw new UnsupportedOperationException();
    }

    /** The listeners, in the order in which they began. */
    public List<TcpListener> listeners() {
        throw new UnsupportedOperationException();
    }
}
