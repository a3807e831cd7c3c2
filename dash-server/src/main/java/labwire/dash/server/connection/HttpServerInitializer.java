package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import labwire.tls.ServerTls;

/** Makes the pipeline of a connection that a listener accepted. */
public final class HttpServerInitializer extends ChannelInitializer<Channel> {
    private static final List<String> PROTOCOLS = List.of(AlpnChoice.HTTP_2, AlpnChoice.HTTP_1_1);

    private final Service service;
    private final Optional<ServerTls> tls;
    private final Executor tlsTasks;

    /**
     * For the connections of a listener.
     *
     * @param tls empty for cleartext
     * @param tlsTasks runs the long steps of a handshake; one that runs them at once keeps them on the event loop
     */
    public HttpServerInitializer(Service service, Optional<ServerTls> tls, Executor tlsTasks) {
        this.service = service;
        this.tls = tls;
        this.tlsTasks = tlsTasks;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!service.register().enter(channel)) {
            channel.close();
            return;
        }
        // A client may send its last request, shut its side, and still read the answer. Not every channel knows these.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        UnsentLimit.set(channel);
        if (tls.isPresent()) {
            channel.pipeline().addLast(newTlsHandler(tls.get()), new AlpnChoice(service));
        } else {
            channel.pipeline().addLast(new Http1Connection(service, false));
        }
    }

    private SslHandler newTlsHandler(ServerTls context) {
        SslHandler handler = new SslHandler(context.newEngine(PROTOCOLS), tlsTasks);
        handler.setHandshakeTimeoutMillis(service.limits().headTimeout().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(service.limits().closeTimeout().toMillis());
        return handler;
    }
}
