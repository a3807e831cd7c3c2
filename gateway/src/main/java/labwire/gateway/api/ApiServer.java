package labwire.gateway.api;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Serves the local API on 127.0.0.1, at a port that the system chooses. */
public final class ApiServer {
    static final int MAX_REQUEST_BYTES = 1 << 20;
    static final int IDLE_SECONDS = 60;

    private static final int TOKEN_BYTES = 32;

    private final Channel channel;
    private final String token;

    private ApiServer(Channel channel, String token) {
        this.channel = channel;
        this.token = token;
    }

    /** Binds and serves; waits until that is done, so not to be called on one of the group's threads. */
    public static ApiServer start(
            EventLoopGroup group,
            Class<? extends ServerSocketChannel> channelType,
            SecureRandom random,
            ApiRoutes routes) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        Channel channel = new ServerBootstrap()
                .group(group)
                .channel(channelType)
                .childHandler(new ChannelInitializer<>() {
                    // The request's bytes → codec → whole request → authentication and routing.
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast(new ApiHandler(token, routes));
                    }
                })
                .bind(new InetSocketAddress(loopback(), 0))
                .syncUninterruptibly()
                .channel();
        return new ApiServer(channel, token);
    }

    /** How clients of this machine reach it. */
    public ApiAddress address() {
        return new ApiAddress(
                ((InetSocketAddress) channel.localAddress()).getPort(),
                token,
                ProcessHandle.current().pid());
    }

    /** Takes no more connections; those at hand end with the group. */
    public void stop() {
        channel.close().syncUninterruptibly();
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are always an address", e);
        }
    }
}
