package labwire.dash.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.dash.origin.Origin;
import labwire.dash.server.connection.ConnectionRegister;
import labwire.dash.server.connection.HttpServerInitializer;
import labwire.dash.server.connection.Service;
import labwire.dash.server.observe.RequestMeters;
import labwire.dash.server.site.Site;

/**
 * A running video server: its listeners and their connections.
 *
 * <p>All methods may be called from any thread, and do not block. Futures complete on an event loop of the bootstrap.
 */
public final class VideoServer {
    private final Service service;
    private final EventExecutor executor;
    private final List<Channel> listening = new ArrayList<>();

    private VideoServer(Service service, EventExecutor executor) {
        this.service = service;
        this.executor = executor;
    }

    /**
     * Starts a server. If one of its ports cannot be had, none is kept, and the future fails with an {@link IOException}
     * that names the address.
     *
     * @param bootstrap bound to a network: it has an event loop group and a channel class, and no handler. Not changed
     * @param origin of titles; stays open when the server stops
     */
    public static Future<VideoServer> start(VideoServerConfig config, ServerBootstrap bootstrap, Origin origin) {
        EventExecutor executor = bootstrap.config().group().next();
        Promise<VideoServer> started = executor.newPromise();
        RequestMeters meters = new RequestMeters(config.clock());
        Site site = new Site(origin, config.page(), config.cacheBytes(), config.faults(), meters::scrape);
        Service service = new Service(site, config.clock(), config.limits(), config.accessLog(), meters);
        watch(meters, site, service.register());
        VideoServer server = new VideoServer(service, executor);
        executor.execute(() -> server.listen(config, bootstrap, 0, started));
        return started;
    }

    private static void watch(RequestMeters meters, Site site, ConnectionRegister register) {
        meters.watchLevel("labwire.video.connections", "Connections now", register, ConnectionRegister::size);
        meters.watchCount("labwire.video.connections.entered", "Connections", register, ConnectionRegister::entered);
        meters.watchCount(
                "labwire.video.connections.refused", "Connections too many", register, ConnectionRegister::refused);
        meters.watchCount("labwire.video.cache.hits", "Responses from memory", site, Site::cacheHits);
        meters.watchCount("labwire.video.cache.misses", "Things read or made anew", site, Site::cacheMisses);
        meters.watchLevel("labwire.video.cache.bytes", "Held in memory", site, Site::cacheBytes);
        meters.watchLevel("labwire.video.cache.entries", "Held in memory", site, Site::cacheEntries);
    }

    /** Binds the listeners from this one on, one after the other. */
    private void listen(VideoServerConfig config, ServerBootstrap bootstrap, int from, Promise<VideoServer> started) {
        if (from == config.listeners().size()) {
            started.setSuccess(this);
            return;
        }
        Listener listener = config.listeners().get(from);
        InetSocketAddress address = new InetSocketAddress(config.address(), listener.port());
        ChannelFuture bound = bootstrap
                .clone()
                .childHandler(new HttpServerInitializer(
                        service,
                        listener.security() == Listener.Security.TLS ? config.tls() : Optional.empty(),
                        config.tlsTasks()))
                .bind(address);
        bound.addListener((Future<Void> done) -> executor.execute(() -> {
            if (done.isSuccess()) {
                listening.add(bound.channel());
                listen(config, bootstrap, from + 1, started);
            } else {
                String problem =
                        "video server cannot listen on " + address.getAddress().getHostAddress() + ":" + listener.port()
                                + ": " + done.cause().getMessage();
                closeListeners().addListener(ignored -> started.setFailure(new IOException(problem, done.cause())));
            }
        }));
    }

    /** The addresses listened on, in the order of the configuration's listeners. */
    public List<SocketAddress> addresses() {
        return listening.stream().map(Channel::localAddress).toList();
    }

    /** How many connections there are now. */
    public int connections() {
        return service.register().size();
    }

    /** Stops: closes the listeners, lets the responses under way leave within the close time-out, and completes then. */
    public Future<Void> stop() {
        Promise<Void> stopped = executor.newPromise();
        executor.execute(() -> closeListeners()
                .addListener(
                        closed -> service.register().closeAll(executor).addListener(left -> stopped.trySuccess(null))));
        return stopped;
    }

    private Future<Void> closeListeners() {
        PromiseCombiner closing = new PromiseCombiner(executor);
        Promise<Void> closed = executor.newPromise();
        listening.forEach(channel -> closing.add((Future<?>) channel.close()));
        closing.finish(closed);
        return closed;
    }
}
