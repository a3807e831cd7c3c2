package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import labwire.dash.library.TitleLibrary;
import labwire.dash.server.VideoServer;
import labwire.dash.server.VideoServerConfig;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.RequestFailed;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The player and the video server on the machine's own sockets and clock. */
class RealSocketsTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<PlayerEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Ended play(String path, Duration startAt, Duration length) throws Exception {
        try (TitleLibrary library = TitleLibrary.open(List.of(Path.of("../config/video")), CLOCK)) {
            VideoServer server = VideoServer.start(
                            VideoServerConfig.of(InetAddress.getLoopbackAddress(), 0, CLOCK),
                            new ServerBootstrap().group(group).channel(NioServerSocketChannel.class),
                            library)
                    .get(10, TimeUnit.SECONDS);
            int port = ((InetSocketAddress) server.addresses().get(0)).getPort();
            PlayerConfig config = PlayerConfig.builder(
                            URI.create("http://127.0.0.1:" + port + path), CLOCK, new SplittableRandom(1))
                    .startAt(startAt)
                    .playFor(length)
                    .build();
            Bootstrap bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
            Ended ended = Player.start(config, bootstrap, events::add).ended().get(30, TimeUnit.SECONDS);
            server.stop().get(10, TimeUnit.SECONDS);
            return ended;
        }
    }

    @Test
    void playsOnDemand() throws Exception {
        assertThat(play("/demo/manifest.mpd", Duration.ofSeconds(9), Duration.ofSeconds(1))
                        .complete())
                .isTrue();
        assertThat(events).noneMatch(Flaw.class::isInstance).noneMatch(RequestFailed.class::isInstance);
        assertThat(events).anyMatch(SegmentArrived.class::isInstance);
    }

    @Test
    void playsLive() throws Exception {
        assertThat(play("/live/demo/manifest.mpd", Duration.ZERO, Duration.ofSeconds(1))
                        .complete())
                .isTrue();
        assertThat(events).noneMatch(Flaw.class::isInstance);
    }
}
