package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;

/** Makes the pipeline of a connection that a listener accepted. */
public final class HttpServerInitializer extends ChannelInitializer<Channel> {
    private final Service service;

    public HttpServerInitializer(Service service) {
        this.service = service;
    }

    @Override
    protected void initChannel(Channel channel) {
        // A client may send its last request, shut its side, and still read the answer. Not every channel knows these.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        channel.pipeline().addLast(new Http1Connection(service));
    }
}
