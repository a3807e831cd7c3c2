package labwire.netlab.service.dns;

import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions on port 53, over UDP and TCP (<a href="https://www.rfc-editor.org/rfc/rfc7766">RFC 7766</a>), from
 * what a device knows, and passes on what it does not know. What is no question is dropped. Lab thread only.
 */
public final class DnsServer {
    public static final int PORT = 53;
    /** Connections at one time; more are reset. */
    public static final int MAX_CONNECTIONS = 64;

    private static final int BACKLOG = 16;
    private static final TcpSettings STREAM = TcpSettings.DEFAULT.withBuffers(16 << 10, 4 << 10);

    private final IpStack stack;
    private final LabEventLoop loop;
    private final DnsAnswers answers;
    private @Nullable UdpSocket socket;
    private @Nullable TcpListener listener;
    private int connections;
    private long queries;
    private long malformed;
    private long connectionsRefused;

    /** @param resolver whom it asks what it does not know */
    public DnsServer(IpStack stack, LabEventLoop loop, DnsNames names, DnsResolver resolver) {
        this.stack = stack;
        this.loop = loop;
        answers = new DnsAnswers(names, resolver);
    }

    public boolean isRunning() {
        return socket != null;
    }

    /** Questions that were taken. */
    public long queries() {
        return queries;
    }

    /** Datagrams and messages that were no questions. */
    public long malformed() {
        return malformed;
    }

    /** Connections beyond {@link #MAX_CONNECTIONS}. */
    public long connectionsRefused() {
        return connectionsRefused;
    }

    /** Questions that as many were waiting for already as may. */
    public long waitersRefused() {
        return answers.refused();
    }

    /**
     * Takes the ports; nothing happens if it has them.
     *
     * @return false if one is taken by another
     */
    public boolean start() {
        if (isRunning()) {
            return true;
        }
        try {
            socket = stack.udp().bind(Ipv6Address.ANY, PORT, this::received);
            listener = stack.tcp().listen(Ipv6Address.ANY, PORT, BACKLOG, STREAM, client -> {
                if (connections >= MAX_CONNECTIONS) {
                    connectionsRefused++;
                    client.abort();
                }
                connections++;
                return new DnsConnection(this, loop, client);
            });
            return true;
        } catch (UdpException | TcpException e) {
            stop();
            return false;
        }
    }

    /** Gives the ports back. Connections go on until their clients have enough. */
    public void stop() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    private void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
        take(payload, reply -> {
            Bytes octets = DnsCodec.encode(reply, DnsCodec.MAX_DATAGRAM);
            // From the address that was asked, whichever way the answer goes: clients take no other.
            UdpDatagram datagram = new UdpDatagram(PORT, sourcePort, octets);
            if (stack.isLocal(destination)
                    && destination instanceof Ipv4Address asked
                    && source instanceof Ipv4Address client) {
                stack.send(new Ipv4Packet(/* source= */ asked, /* destination= */ client, 0, datagram));
            } else if (stack.isLocal(destination)
                    && destination instanceof Ipv6Address asked
                    && source instanceof Ipv6Address client) {
                stack.ipv6().send(new Ipv6Packet(/* source= */ asked, /* destination= */ client, datagram));
            } else if (socket != null) {
                socket.send(source, sourcePort, octets);
            }
        });
    }

    /**
     * Answers a message, now or later.
     *
     * @return false for one that is no question, which gets no answer
     */
    boolean take(Bytes payload, Consumer<DnsMessage> reply) {
        Optional<DnsMessage> question = DnsCodec.decode(payload).filter(message -> !message.response());
        if (question.isEmpty()) {
            malformed++;
            return false;
        }
        queries++;
        answers.answer(question.get(), reply);
        return true;
    }

    /** A connection is over. */
    void ended() {
        connections--;
    }
}
