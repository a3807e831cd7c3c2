package labwire.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListeningPortsTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** The event loop selects again only after the listener of the future: nothing else can free the ports before. */
    @Test
    void aPortThatIsClosedMayBeHadAtOnce() throws Exception {
        ListeningPorts ports = new ListeningPorts();
        EventLoop loop = loops.next();
        ListeningPorts.Port any = new ListeningPorts.Port(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
                new ChannelInboundHandlerAdapter());
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class);
        ports.bind("test server", List.of(any, any), bootstrap, loop).get(10, TimeUnit.SECONDS);
        SocketAddress first = ports.addresses().get(0);
        Promise<Integer> boundAgain = loop.newPromise();
        loop.execute(() -> ports.close(loop).addListener((Future<Void> closed) -> {
            try (ServerSocket again = new ServerSocket()) {
                again.bind(first);
                boundAgain.setSuccess(again.getLocalPort());
            } catch (Exception e) {
                boundAgain.setFailure(e);
            }
        }));
        assertThat(boundAgain.get(10, TimeUnit.SECONDS)).isEqualTo(((InetSocketAddress) first).getPort());
    }
}
