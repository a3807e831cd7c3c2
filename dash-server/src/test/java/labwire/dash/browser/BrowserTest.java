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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.dash.ingest.Ingest;
import labwire.dash.ingest.IngestSettings;
import labwire.dash.library.TitleLibrary;
import labwire.dash.media.Ffmpeg;
import labwire.dash.server.VideoServer;
import labwire.dash.server.VideoServerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo in headless Chromium: our page with dash.js, and shaka-player. {@code web/test/play.mjs} plays; the frames it
 * counts are all that were decoded, dropped ones included, since a busy machine may drop some. {@code web/test/frames.mjs}
 * has the paused player show frame after frame, so that each can be compared with what ffmpeg decodes of the file.
 */
class BrowserTest {
    private static final Path WEB = Path.of("web").toAbsolutePath();
    private static final List<String> CHROMIUMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 120;
    private static final String MANIFEST = "/demo/manifest.mpd";
    private static final String LIVE_MANIFEST = "/live/demo/manifest.mpd";

    private static final double DEMO_SECONDS = 11.52;
    private static final int DEMO_FRAMES = 288;
    private static final int FRAME_RATE = 25;
    /** One rung of the demo as a title of its own, so that no player has another to choose. */
    private static final Path DEMO = Path.of("../config/video/demo");

    private static final Path RUNG = DEMO.resolve("v360.mp4");
    private static final Path AUDIO = DEMO.resolve("a64.mp4");
    private static final String RUNG_MANIFEST = "/rung/manifest.mpd";
    private static final String LIVE_RUNG_MANIFEST = "/live/rung/manifest.mpd";
    private static final int LIVE_SECONDS = 4;

    private static EventLoopGroup group;
    private static TitleLibrary library;
    private static String base;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path titles) throws Exception {
        assumeTrue(program("node").isPresent(), "node is not installed");
        assumeTrue(chromium().isPresent(), "chromium is not installed");
        assumeTrue(
                Files.isDirectory(WEB.resolve("node_modules/playwright-core")),
                "playwright-core is not installed: npm ci in dash-server/web does that");
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Ingest.run(List.of(RUNG, AUDIO), IngestSettings.of(titles, "rung"), progress -> {});
        library = TitleLibrary.open(List.of(DEMO, titles), InstantSource.system());
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
        JsonNode result = play(player, MANIFEST, 0);

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
        JsonNode result = play(player, LIVE_MANIFEST, LIVE_SECONDS);

        assertThat(result.path("errors")).isEmpty();
        assertThat(result.path("problem").asText()).isEmpty();
        assertThat(result.path("frames").asInt()).isGreaterThan(LIVE_SECONDS * 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "shaka"})
    void decodesEveryFrameAsItIsInTheFile(String player) throws Exception {
        List<String> source = sourceFrames();

        JsonNode result = frames(player, RUNG_MANIFEST, DEMO_SECONDS);

        assertThat(result.path("errors")).isEmpty();
        assertThat(result.path("start").asLong()).isZero();
        assertThat(texts(result.path("hashes"))).hasSize(DEMO_FRAMES).isEqualTo(source);
    }

    /** The loop began with 1970, from where a live stream's times count: a frame's number says what it shows. */
    @ParameterizedTest
    @ValueSource(strings = {"page", "shaka"})
    void decodesEveryFrameLiveAsItIsInTheFile(String player) throws Exception {
        List<String> source = sourceFrames();

        JsonNode result = frames(player, LIVE_RUNG_MANIFEST, LIVE_SECONDS);

        assertThat(result.path("errors")).isEmpty();
        int first = (int) (result.path("start").asLong() % DEMO_FRAMES);
        List<String> round = new ArrayList<>(source.subList(first, DEMO_FRAMES));
        round.addAll(source.subList(0, first));
        assertThat(texts(result.path("hashes"))).isEqualTo(round.subList(0, LIVE_SECONDS * FRAME_RATE));
    }

    @Test
    void withoutDashJsThePageOffersTheManifestsForOtherPlayers() throws Exception {
        JsonNode result = play("bare", "", 0);

        assertThat(texts(result.path("links")))
                .containsExactly(
                        base + MANIFEST, base + LIVE_MANIFEST, base + RUNG_MANIFEST, base + LIVE_RUNG_MANIFEST);
        assertThat(result.path("buttons").asInt()).isZero();
        assertThat(result.path("problem").asText()).isEmpty();
    }

    private static List<String> sourceFrames() {
        Ffmpeg.assume();
        return Ffmpeg.frameHashes(RUNG, "v:0");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode play(String player, String path, int seconds) throws IOException, InterruptedException {
        return run("play.mjs", player, base, path, Integer.toString(seconds));
    }

    private JsonNode frames(String player, String path, double seconds) throws IOException, InterruptedException {
        return run("frames.mjs", player, base, path, Integer.toString(FRAME_RATE), Double.toString(seconds));
    }

    /** Runs a script of {@code web/test}, and returns what it printed. */
    private JsonNode run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program("node").orElseThrow(),
                WEB.resolve("test").resolve(script).toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.json");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(WEB.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CHROMIUM", chromium().orElseThrow());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ended within %s s", script, PATIENCE_SECONDS)
                    .isTrue();
            return new ObjectMapper().readTree(output.toFile());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
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
