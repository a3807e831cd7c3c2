package labwire.dash.server;

import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import labwire.dash.origin.Origin;

/** A video server on real sockets of this machine. */
final class TestVideoServer implements AutoCloseable {
    private final EventLoopGroup loops;
    private final VideoServer server;

    TestVideoServer(Origin origin) throws Exception {
        this(Transport.NIO, origin, config -> config);
    }

    TestVideoServer(Transport transport, Origin origin, UnaryOperator<VideoServerConfig> settings) throws Exception {
        loops = transport.newGroup(1);
        VideoServerConfig config = settings.apply(VideoServerConfig.of(loopback(), 0, InstantSource.system()));
        server = VideoServer.start(config, transport.bootstrap(loops), origin).get(10, TimeUnit.SECONDS);
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    VideoServer server() {
        return server;
    }

    InetSocketAddress address(int listener) {
        return (InetSocketAddress) server.addresses().get(listener);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address(0).getPort() + path);
    }

    @Override
    public void close() {
        if (!server.stop().awaitUninterruptibly(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the video server did not stop within 20 s");
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
