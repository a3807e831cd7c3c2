package labwire.dash.player.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import labwire.dash.player.http.HttpResult.Failure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Asks one thing after the other, over connections that it keeps open. A player has a lane for each medium, so that none
 * waits for another's segments.
 *
 * <p>Pipeline of a connection: {@code [SslHandler] HttpClientCodec HttpConnection}. For the event loop's thread.
 */
public final class HttpLane {
    /** Idle connections kept: one to the server, and one to where it redirects to. */
    private static final int MAX_IDLE = 2;

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final HttpLimits limits;
    private final Optional<TlsEngines> engines;
    private final Executor tlsTasks;
    private final Consumer<Throwable> mishaps;
    private final Map<Authority, HttpConnection> idle = new LinkedHashMap<>();
    private @Nullable HttpExchange current;

    /**
     * A lane without a connection yet.
     *
     * @param bootstrap bound to a network, without a handler; not changed
     * @param loop of the bootstrap's group: the channels, and all that is called back, run there
     * @param engines none: https URLs fail
     * @param tlsTasks runs the long steps of a TLS handshake; {@code Runnable::run} keeps them on the loop
     * @param mishaps hears what a listener throws; its call is over then
     */
    public HttpLane(
            Bootstrap bootstrap,
            EventLoop loop,
            HttpLimits limits,
            Optional<TlsEngines> engines,
            Executor tlsTasks,
            Consumer<Throwable> mishaps) {
        this.loop = loop;
        this.bootstrap = bootstrap.clone(loop);
        this.limits = limits;
        this.engines = engines;
        this.tlsTasks = tlsTasks;
        this.mishaps = mishaps;
    }

    /**
     * Asks.
     *
     * @throws IllegalStateException if the call before is not over
     */
    public HttpCall ask(HttpOrder order, HttpListener listener) {
        if (current != null) {
            throw new IllegalStateException("lane: busy with " + current + " (expected: one call at a time)");
        }
        HttpExchange exchange = new HttpExchange(this, order, listener);
        current = exchange;
        exchange.begin();
        return exchange;
    }

    /** Whether a call is under way. */
    public boolean isBusy() {
        return current != null;
    }

    /** Drops the call under way and closes the connections. The lane may be used again. */
    public void close() {
        if (current != null) {
            current.abort();
        }
        for (HttpConnection connection : idle.values().toArray(new HttpConnection[0])) {
            connection.close();
        }
        idle.clear();
    }

    EventLoop loop() {
        return loop;
    }

    HttpLimits limits() {
        return limits;
    }

    /** An idle connection, if there is one; it is no longer idle then. */
    @Nullable
    HttpConnection takeIdle(Authority authority) {
        return idle.remove(authority);
    }

    void keep(HttpConnection connection) {
        HttpConnection other = idle.put(connection.authority(), connection);
        if (other != null) {
            other.close();
        }
        if (idle.size() > MAX_IDLE) {
            HttpConnection oldest = idle.values().iterator().next();
            idle.remove(oldest.authority());
            oldest.close();
        }
    }

    void forget(HttpConnection connection) {
        idle.remove(connection.authority(), connection);
    }

    void free() {
        current = null;
    }

    void mishap(Throwable cause) {
        mishaps.accept(cause);
    }

    /** Opens a connection for an exchange, which hears how that goes. */
    void connect(Authority authority, HttpExchange exchange) {
        HttpConnection connection = new HttpConnection(this, authority, exchange);
        if (authority.secure() && engines.isEmpty()) {
            loop.execute(() -> connection.fail(Kind.CONNECT, "https (expected: http; no TLS is set up)"));
            return;
        }
        bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (authority.secure()) {
                            channel.pipeline().addLast(newTlsHandler(authority));
                        }
                        channel.pipeline().addLast(newCodec(), connection);
                    }
                })
                .connect(authority.host(), authority.port())
                .addListener(connection::connected);
    }

    private SslHandler newTlsHandler(Authority authority) {
        SslHandler handler = new SslHandler(
                engines.orElseThrow(() -> new IllegalStateException("no TLS"))
                        .newEngine(authority.host(), authority.port()),
                tlsTasks);
        handler.setHandshakeTimeoutMillis(limits.connect().toMillis());
        return handler;
    }

    private HttpClientCodec newCodec() {
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeadBytes())
                .setMaxHeaderSize(limits.maxHeadBytes());
        return new HttpClientCodec(config, false, false);
    }
}
