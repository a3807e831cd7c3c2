package labwire.netlab.service.dns;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A client over TCP: one question at a time; the next is read once the answer has been written. Ends when the client
 * ends, is silent for too long, or asks no question.
 */
final class DnsConnection implements TcpSocketListener {
    /** RFC 7766, 6.2.3: some seconds. */
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final DnsServer server;
    private final LabEventLoop loop;
    private final TcpSocket socket;
    private final LabTimer idleTimer;
    private final DnsStream stream = new DnsStream();
    private ByteBuffer unsent = NOTHING;
    private boolean answering;
    private boolean reading;
    private boolean over;

    DnsConnection(DnsServer server, LabEventLoop loop, TcpSocket socket) {
        this.server = server;
        this.loop = loop;
        this.socket = socket;
        idleTimer = loop.newTimer(this::abort);
        idleTimer.arm(loop.now() + IDLE_NANOS);
    }

    @Override
    public void connected() {}

    @Override
    public void readable() {
        if (reading) {
            return;
        }
        reading = true;
        while (!over && !answering && !unsent.hasRemaining()) {
            Optional<Bytes> message = stream.read(socket);
            if (message.isEmpty()) {
                break;
            }
            idleTimer.arm(loop.now() + IDLE_NANOS);
            answering = true;
            if (!server.take(message.get(), this::answer)) {
                abort();
            }
        }
        reading = false;
        if (!over && socket.isInputFinished() && !answering && !unsent.hasRemaining()) {
            over = true;
            socket.close();
        }
    }

    private void answer(DnsMessage reply) {
        if (!over) {
            answering = false;
            unsent = DnsStream.framed(reply);
            send();
            readable();
        }
    }

    private void abort() {
        over = true;
        socket.abort();
    }

    private void send() {
        if (unsent.hasRemaining()) {
            socket.write(unsent);
        }
    }

    @Override
    public void inputFinished() {
        readable();
    }

    @Override
    public void writable() {
        if (!over) {
            send();
            readable();
        }
    }

    @Override
    public void closed(@Nullable TcpFailure failure) {
        over = true;
        idleTimer.cancel();
        server.ended();
    }
}
