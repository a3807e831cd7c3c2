package labwire.netlab.service.dns;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSendResult;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an exchange on a stack: datagrams from a port of its own, which nobody can guess (RFC 5452, 9.2), and a
 * connection where an answer is too long for one. Lab thread only.
 */
final class ServerDialogue implements UdpReceiver {
    private static final TcpSettings STREAM = TcpSettings.DEFAULT.withBuffers(4 << 10, 16 << 10);

    private final IpStack stack;
    private final LabEventLoop loop;
    private final DnsExchange exchange;
    private final long timeoutNanos;
    private final Consumer<IpAddress> asking;
    private final Consumer<Optional<DnsMessage>> done;
    private final LabTimer timer;
    private @Nullable UdpSocket socket;
    private @Nullable TcpSocket connection;
    private boolean ended;

    /**
     * A dialogue that begins with {@link #begin}.
     *
     * @param asking is told each server that is asked
     * @param done is told the answer; empty if there was none
     */
    ServerDialogue(
            IpStack stack,
            LabEventLoop loop,
            DnsExchange exchange,
            int timeoutSeconds,
            Consumer<IpAddress> asking,
            Consumer<Optional<DnsMessage>> done) {
        this.stack = stack;
        this.loop = loop;
        this.exchange = exchange;
        this.timeoutNanos = TimeUnit.SECONDS.toNanos(timeoutSeconds);
        this.asking = asking;
        this.done = done;
        timer = loop.newTimer(() -> take(exchange.next()));
    }

    void begin() {
        try {
            socket = stack.udp().bind(Ipv6Address.ANY, 0, this);
            take(exchange.next());
        } catch (UdpException e) {
            take(DnsExchange.Step.DONE);
        }
    }

    /** Ends it without another call. */
    void cancel() {
        ended = true;
        timer.cancel();
        hangUp();
        if (socket != null) {
            socket.close();
        }
    }

    private void hangUp() {
        if (connection != null) {
            TcpSocket left = connection;
            connection = null;
            left.abort();
        }
    }

    private void take(DnsExchange.Step first) {
        DnsExchange.Step step = ended ? DnsExchange.Step.WAIT : first;
        while (step == DnsExchange.Step.ASK && !ask()) {
            step = exchange.next();
        }
        if (step == DnsExchange.Step.DONE) {
            cancel();
            done.accept(exchange.answer());
        }
    }

    /** False if the server cannot be asked. */
    private boolean ask() {
        hangUp();
        timer.arm(loop.now() + timeoutNanos);
        if (exchange.isByStream()) {
            return connect();
        }
        asking.accept(exchange.server());
        return exchange.server().equals(Ipv4Address.LIMITED_BROADCAST) ? broadcast() : send();
    }

    private boolean send() {
        Bytes octets = DnsCodec.encode(exchange.query(), DnsCodec.MAX_DATAGRAM);
        return socket != null && socket.send(exchange.server(), DnsServer.PORT, octets) == UdpSendResult.SENT;
    }

    /** Out of every interface that has an address. */
    private boolean broadcast() {
        Bytes octets = DnsCodec.encode(exchange.query(), DnsCodec.MAX_DATAGRAM);
        boolean sent = false;
        for (NetworkInterface egress : stack.interfaces()) {
            Optional<InterfaceAddress> own = egress.addresses().stream().findFirst();
            if (socket != null && egress.isUp() && own.isPresent()) {
                UdpDatagram datagram = new UdpDatagram(socket.localPort(), DnsServer.PORT, octets);
                stack.send(new Ipv4Packet(own.get().address(), Ipv4Address.LIMITED_BROADCAST, 0, datagram), egress);
                sent = true;
            }
        }
        return sent;
    }

    @Override
    public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
        if (sourcePort == DnsServer.PORT && !exchange.isByStream()) {
            DnsCodec.decode(payload).ifPresent(message -> take(exchange.received(source, message)));
        }
    }

    @Override
    public void failed(UdpError error) {
        if (error.destination().equals(exchange.server()) && !exchange.isByStream()) {
            take(exchange.next());
        }
    }

    private boolean connect() {
        try {
            Answers answers = new Answers();
            connection =
                    stack.tcp().connect(exchange.server().any(), 0, exchange.server(), DnsServer.PORT, STREAM, answers);
            connection.write(DnsStream.framed(exchange.query()));
            return true;
        } catch (TcpException e) {
            return false;
        }
    }

    /** What comes over the connection. One that was given up is not listened to. */
    private final class Answers implements TcpSocketListener {
        private final DnsStream stream = new DnsStream();

        @Override
        public void connected() {}

        @Override
        public void readable() {
            TcpSocket open = connection;
            if (open == null) {
                return;
            }
            stream.read(open)
                    .flatMap(DnsCodec::decode)
                    .ifPresent(message -> take(exchange.received(exchange.server(), message)));
        }

        @Override
        public void inputFinished() {}

        @Override
        public void writable() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {
            if (connection != null && exchange.isByStream()) {
                connection = null;
                take(exchange.next());
            }
        }
    }
}
