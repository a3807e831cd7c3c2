package labwire.netlab.channel;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connect under way: its promise, and the time limit of CONNECT_TIMEOUT_MILLIS. */
final class ConnectAttempt {
    private final ChannelPromise promise;
    private final SocketAddress remote;
    private @Nullable Future<?> timeout;

    ConnectAttempt(ChannelPromise promise, SocketAddress remote) {
        this.promise = promise;
        this.remote = remote;
    }

    SocketAddress remote() {
        return remote;
    }

    /**
     * Begins to watch the promise and the time.
     *
     * @param timeoutMillis 0: no limit
     * @param givenUp runs if the attempt is cancelled or takes too long, after the promise is done
     */
    void watch(EventLoop loop, int timeoutMillis, Runnable givenUp) {
        if (timeoutMillis > 0) {
            timeout = loop.schedule(() -> timedOut(timeoutMillis, givenUp), timeoutMillis, TimeUnit.MILLISECONDS);
        }
        promise.addListener((ChannelFutureListener) future -> {
            if (future.isCancelled()) {
                stopWatching();
                givenUp.run();
            }
        });
    }

    private void timedOut(int timeoutMillis, Runnable givenUp) {
        if (promise.tryFailure(
                new ConnectTimeoutException("connection timed out after " + timeoutMillis + " ms: " + remote))) {
            givenUp.run();
        }
    }

    /** Returns false if the attempt was cancelled meanwhile. */
    boolean succeed() {
        stopWatching();
        return promise.trySuccess();
    }

    void fail(Throwable cause) {
        stopWatching();
        promise.tryFailure(cause);
    }

    private void stopWatching() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }
}
