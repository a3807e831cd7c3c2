package labwire.smtp.protocol;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The ports that a server listens at, in the order it came to them. Safe for any thread. */
public final class ListeningPorts {

    private final List<Channel> listening = new CopyOnWriteArrayList<>();

    /** @param channel bound already */
    public void add(Channel channel) {
        listening.add(channel);
    }

    public List<SocketAddress> addresses() {
        return listening.stream().map(Channel::localAddress).toList();
    }

    /**
     * Closes them; completes once others may have the ports, and nobody is let in any more.
     *
     * @param executor to be called on
     */
    public Future<Void> close(EventExecutor executor) {
        PromiseCombiner closing = new PromiseCombiner(executor);
        listening.forEach(channel -> closing.add((Future<?>) freed(channel)));
        Promise<Void> closed = executor.newPromise();
        closing.finish(closed);
        return closed;
    }

    /**
     * A NIO channel that is closed listens on until the selector that it was registered with selects again. A task
     * scheduled on the event loop, if only for now, runs after that.
     */
    private static Future<Void> freed(Channel channel) {
        EventLoop loop = channel.eventLoop();
        Promise<Void> freed = loop.newPromise();
        channel.close().addListener(closed -> {
            try {
                loop.schedule(() -> freed.trySuccess(null), 0, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                freed.trySuccess(null); // The event loop ends, and its selector with it.
            }
        });
        return freed;
    }
}
