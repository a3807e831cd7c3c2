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
    private final LabTimer limit;
    private @Nullable Runnable rest;
    private boolean ended;

    private LingeringClose(LabEventLoop loop) {
        limit = loop.newTimer(this::end);
    }

    /**
     * Closes the socket, and begins to wait.
     *
     * @param seconds after which {@link #end} comes by itself
     */
    static LingeringClose begin(LabEventLoop loop, TcpSocket socket, int seconds) {
        LingeringClose close = new LingeringClose(loop);
        socket.close();
        if (isAcknowledged(socket)) {
            close.end();
        } else {
            close.limit.arm(loop.now() + TimeUnit.SECONDS.toNanos(seconds));
        }
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

    private static boolean isAcknowledged(TcpSocket socket) {
        return switch (socket.state()) {
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT, FIN_WAIT_1, CLOSING, LAST_ACK -> false;
            case FIN_WAIT_2, TIME_WAIT, CLOSED -> true;
        };
    }

    /** All has been acknowledged, or the connection is over. Idempotent. */
    void end() {
        ended = true;
        limit.cancel();
        if (rest != null) {
            Runnable command = rest;
            rest = null;
            command.run();
        }
    }
}
