package labwire.smtp.protocol;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The ports that a server listens at, in the order it came to them. Safe for any thread. */
public final class ListeningPorts {

    private final List<Channel> listening = new CopyOnWriteArrayList<>();

    /**
     * A port to listen at.
     *
     * @param connections put on each connection; sharable
     */
    public record Port(InetSocketAddress address, ChannelHandler connections) {}

    /**
     * Binds these, one after the other. If one cannot be had, none is kept, and the future fails with an {@link
     * IOException} that names the address.
     *
     * @param server what listens, for that message
     * @param bootstrap bound to a network, without a handler. Not changed
     * @param executor to be called on
     */
    public Future<Void> bind(String server, List<Port> ports, ServerBootstrap bootstrap, EventExecutor executor) {
        Promise<Void> bound = executor.newPromise();
        bind(server, ports.iterator(), bootstrap, executor, bound);
        return bound;
    }

    private void bind(
            String server,
            Iterator<Port> ports,
            ServerBootstrap bootstrap,
            EventExecutor executor,
            Promise<Void> bound) {
        if (!ports.hasNext()) {
            bound.setSuccess(null);
            return;
        }
        Port port = ports.next();
        ChannelFuture binding =
                bootstrap.clone().childHandler(port.connections()).bind(port.address());
        binding.addListener((Future<Void> done) -> executor.execute(() -> {
            if (done.isSuccess()) {
                listening.add(binding.channel());
                bind(server, ports, bootstrap, executor, bound);
            } else {
                String problem = server + " cannot listen on "
                        + port.address().getAddress().getHostAddress() + ":"
                        + port.address().getPort() + ": " + done.cause().getMessage();
                close(executor).addListener(ignored -> bound.setFailure(new IOException(problem, done.cause())));
            }
        }));
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
