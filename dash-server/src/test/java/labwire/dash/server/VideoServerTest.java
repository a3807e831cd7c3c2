package labwire.dash.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import labwire.dash.origin.Outcome;
import labwire.dash.server.site.StaticFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VideoServerTest {
    private static final int LARGE = 3_000_000;
    private static final Instant EARLY = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeOrigin origin;
    private TestVideoServer server;

    @BeforeEach
    void start() throws Exception {
        origin = new FakeOrigin()
                .withText("demo/manifest.mpd", "application/dash+xml", "<MPD>" + "x".repeat(2_000) + "</MPD>")
                .withFile("demo/v/1.m4s", FakeOrigin.patterned(folder.resolve("small"), 5_000))
                .withFile("demo/v/2.m4s", FakeOrigin.patterned(folder.resolve("large"), LARGE))
                .with("live/demo/v/9.m4s", new Outcome.TooEarly(EARLY))
                .with("live/demo/v/0.m4s", new Outcome.Gone(Instant.EPOCH))
                .with("demo/zz/manifest.mpd", new Outcome.BadRequest("zz (expected: seg)"));
        server = new TestVideoServer(Transport.NIO, origin, config -> config.withPage(StaticFiles.NONE));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        origin.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private byte[] large() throws IOException {
        byte[] file = Files.readAllBytes(folder.resolve("large"));
        byte[] all = new byte[file.length + 2];
        all[0] = '<';
        System.arraycopy(file, 0, all, 1, file.length);
        all[all.length - 1] = '>';
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void servesMemoryAndFilesOnEitherTransport(Transport transport) throws Exception {
        server.close();
        server = new TestVideoServer(transport, origin, config -> config);
        for (int i = 0; i < 3; i++) {
            assertThat(get("/demo/manifest.mpd").body()).startsWith("<MPD>".getBytes(UTF_8));
            assertThat(get("/demo/v/1.m4s").body()).hasSize(5_002);
            assertThat(get("/demo/v/2.m4s").body()).isEqualTo(large());
        }
    }

    @Test
    void servesARange() throws Exception {
        HttpResponse<byte[]> response = get("/demo/v/2.m4s", "Range", "bytes=999999-1999999");
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes 999999-1999999/3000002");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(large(), 999_999, 2_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/manifest.mpd",
                "/demo/v/1.m4s",
                "/demo/v/2.m4s",
                "/demo/none",
                "/live/demo/v/0.m4s",
                "/time",
                "/titles.json",
                "/",
                "/nothing",
                "/demo/zz/manifest.mpd"
            })
    void aHeadHasTheFieldsOfAGet(String path) throws Exception {
        for (String coding : List.of("identity", "gzip")) {
            HttpResponse<byte[]> got = get(path, "Accept-Encoding", coding);
            HttpResponse<byte[]> head = client.send(
                    HttpRequest.newBuilder(server.uri(path))
                            .header("Accept-Encoding", coding)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(head.statusCode()).isEqualTo(got.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(undated(head)).isEqualTo(undated(got)).containsKey("content-length");
        }
    }

    private static Map<String, List<String>> undated(HttpResponse<?> response) {
        Map<String, List<String>> fields = new TreeMap<>(response.headers().map());
        fields.remove("date");
        return fields;
    }

    @Test
    void asksTheOriginOnceASecondAtMost() throws Exception {
        for (int i = 0; i < 20; i++) {
            get("/demo/v/1.m4s");
        }
        assertThat(origin.asked()).hasSizeLessThan(10);
    }

    @Test
    void typedRefusalsBecomeStatusCodes() throws Exception {
        assertThat(get("/demo/none").statusCode()).isEqualTo(404);
        assertThat(get("/live/demo/v/9.m4s").statusCode()).isEqualTo(425);
        assertThat(get("/live/demo/v/0.m4s").statusCode()).isEqualTo(410);
        HttpResponse<byte[]> bad = get("/demo/zz/manifest.mpd");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).isEqualTo("400 Bad Request: zz (expected: seg)\n".getBytes(UTF_8));
    }

    @Test
    void tellsTheTimeAndTheTitles() throws Exception {
        Instant told = Instant.parse(new String(get("/time").body(), UTF_8));
        assertThat(Duration.between(told, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(new String(get("/titles.json").body(), UTF_8)).contains("\"manifest\" : \"/demo/manifest.mpd\"");
        assertThat(new String(get("/").body(), UTF_8)).contains("demo");
    }

    @Test
    void refusesAPortThatIsTaken() {
        int taken = server.port();
        assertThatThrownBy(() -> new TestVideoServer(
                        Transport.NIO, origin, config -> VideoServerConfig.of(config.address(), taken, config.clock())))
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("video server cannot listen on 127.0.0.1:" + taken);
    }

    @Test
    void stopsWithConnectionsOpen() throws Exception {
        get("/time");
        assertThat(server.server().connections()).isEqualTo(1);
        server.server().stop().get();
        assertThat(server.server().connections()).isZero();
    }
}
