package labwire.netlab.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import org.jspecify.annotations.Nullable;

/**
 * A close with SO_LINGER: the socket closes at once, the channel when the peer has acknowledged everything, or when the
 * time is up; the stack then goes on in the background, as Linux does.
 *
 * <p>It stands where Netty's NIO transport has a thread that blocks in {@code close()}: as the executor of the rest of
 * the channel's close.
 */
final class LingeringClose implements Executor {
    /** How often it looks whether all has been acknowledged: TCP has no event for that. */
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LabEventLoop loop;
    private final TcpSocket socket;
    private final long deadlineNanos;
    private final LabTimer check;
    private @Nullable Runnable rest;
    private boolean ended;

    private LingeringClose(LabEventLoop loop, TcpSocket socket, int seconds) {
        this.loop = loop;
        this.socket = socket;
        this.deadlineNanos = loop.now() + TimeUnit.SECONDS.toNanos(seconds);
        this.check = loop.newTimer(this::check);
    }

    static LingeringClose begin(LabEventLoop loop, TcpSocket socket, int seconds) {
        LingeringClose close = new LingeringClose(loop, socket, seconds);
        socket.close();
        close.check.arm(loop.now());
        return close;
    }

    @Override
    public void execute(Runnable command) {
        if (ended) {
            command.run();
        } else {
            rest = command;
        }
    }

    private void check() {
        if (loop.now() >= deadlineNanos || isAcknowledged()) {
            end();
        } else {
            check.arm(Math.min(deadlineNanos, loop.now() + CHECK_NANOS));
        }
    }

    private boolean isAcknowledged() {
        return switch (socket.state()) {
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT, FIN_WAIT_1, CLOSING, LAST_ACK -> false;
            case FIN_WAIT_2, TIME_WAIT, CLOSED -> true;
        };
    }

    private void end() {
        ended = true;
        if (rest != null) {
            Runnable command = rest;
            rest = null;
            command.run();
        }
    }
}
