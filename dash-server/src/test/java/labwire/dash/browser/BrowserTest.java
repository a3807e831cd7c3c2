package labwire.dash.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.dash.library.TitleLibrary;
import labwire.dash.server.VideoServer;
import labwire.dash.server.VideoServerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo in headless Chromium: our page with dash.js, and shaka-player. {@code web/test/play.mjs} drives the browser; the
 * frames it counts are all that were decoded, dropped ones included, since a busy machine may drop some.
 */
class BrowserTest {
    private static final Path WEB = Path.of("web").toAbsolutePath();
    private static final List<String> CHROMIUMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 120;

    private static final double DEMO_SECONDS = 11.52;
    private static final int DEMO_FRAMES = 288;
    private static final int LIVE_SECONDS = 4;

    private static EventLoopGroup group;
    private static TitleLibrary library;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(program("node").isPresent(), "node is not installed");
        assumeTrue(chromium().isPresent(), "chromium is not installed");
        assumeTrue(
                Files.isDirectory(WEB.resolve("node_modules/playwright-core")),
                "playwright-core is not installed: npm ci in dash-server/web does that");
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        library = TitleLibrary.open(List.of(Path.of("../config/video")), InstantSource.system());
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        VideoServer server = VideoServer.start(
                        VideoServerConfig.of(loopback, 0, InstantSource.system()),
                        new ServerBootstrap().group(group).channel(NioServerSocketChannel.class),
                        library)
                .sync()
                .getNow();
        base = "http://127.0.0.1:" + ((InetSocketAddress) server.addresses().get(0)).getPort();
    }

    @AfterAll
    static void end() throws IOException {
        if (group != null) {
            group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
            library.close();
        }
    }

    @Test
    void ourPageHasDashJsAndItsLicences() {
        Path page = Path.of("target/classes/labwire/dash/page");
        assertThat(page.resolve("dash.all.min.js")).isRegularFile();
        assertThat(page.resolve("dash.js-LICENSE.txt")).content().contains("BSD");
        assertThat(page.resolve("dash.all.min.js.LICENSE.txt")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "shaka"})
    void playsTheDemoToTheEndFrameByFrame(String player) throws Exception {
        JsonNode result = play(player, "/demo/manifest.mpd", 0);

        assertThat(result.path("errors")).isEmpty();
        assertThat(result.path("problem").asText()).isEmpty();
        assertThat(result.path("ended").asBoolean()).isTrue();
        assertThat(result.path("frames").asInt()).isEqualTo(DEMO_FRAMES);
        assertThat(result.path("duration").asDouble()).isEqualTo(DEMO_SECONDS);
        assertThat(result.path("audioBytes").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "shaka"})
    void playsTheDemoLive(String player) throws Exception {
        JsonNode result = play(player, "/live/demo/manifest.mpd", LIVE_SECONDS);

        assertThat(result.path("errors")).isEmpty();
        assertThat(result.path("problem").asText()).isEmpty();
        assertThat(result.path("frames").asInt()).isGreaterThan(LIVE_SECONDS * 20);
    }

    @Test
    void withoutDashJsThePageOffersTheManifestsForOtherPlayers() throws Exception {
        JsonNode result = play("bare", "", 0);

        assertThat(result.path("links").toString())
                .isEqualTo("[\"" + base + "/demo/manifest.mpd\",\"" + base + "/live/demo/manifest.mpd\"]");
        assertThat(result.path("buttons").asInt()).isZero();
        assertThat(result.path("problem").asText()).isEmpty();
    }

    private static JsonNode play(String player, String path, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program("node").orElseThrow(),
                WEB.resolve("test/play.mjs").toString(),
                player,
                base,
                path,
                Integer.toString(seconds)));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WEB.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CHROMIUM", chromium().orElseThrow());
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new ObjectMapper().readTree(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<String> chromium() {
        return CHROMIUMS.stream().flatMap(name -> program(name).stream()).findFirst();
    }

    private static Optional<String> program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
