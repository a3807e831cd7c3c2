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
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that people use, against the server on real sockets. */
final class RealClientsTest {
    private static final int LARGE = 1_000_000;
    private static final String MANIFEST = "<MPD>" + "x".repeat(20_000) + "</MPD>";

    @TempDir
    Path folder;

    private FakeOrigin origin;
    private TestVideoServer server;

    private void start(Transport transport) throws Exception {
        origin = new FakeOrigin()
                .withText("demo/manifest.mpd", "application/dash+xml", MANIFEST)
                .withFile("demo/v/1.m4s", FakeOrigin.patterned(folder.resolve("media"), LARGE));
        server = new TestVideoServer(transport, origin, config -> config);
        Files.writeString(folder.resolve("ca.pem"), server.caCertificatePem());
    }

    @BeforeEach
    void start() throws Exception {
        start(Transport.EPOLL);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        origin.close();
    }

    private byte[] media() throws IOException {
        byte[] file = Files.readAllBytes(folder.resolve("media"));
        byte[] all = new byte[file.length + 2];
        all[0] = '<';
        System.arraycopy(file, 0, all, 1, file.length);
        all[all.length - 1] = '>';
        return all;
    }

    /** A way to speak to the server with curl. */
    record Way(String option, boolean tls, String version) {
        @Override
        public String toString() {
            return option + (tls ? " over TLS" : "");
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("--http1.0", false, "1.1"),
                new Way("--http1.1", false, "1.1"),
                new Way("--http2-prior-knowledge", false, "2"),
                new Way("--http1.1", true, "1.1"),
                new Way("--http2", true, "2"));
    }

    private String curl(Way way, Path output, String path, String... more) throws Exception {
        ExternalProgram.assumeInstalled("curl");
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                way.option(),
                "--cacert",
                folder.resolve("ca.pem").toString(),
                "-o",
                output.toString(),
                "-w",
                "%{http_code} %{http_version} %{size_download}"));
        command.addAll(List.of(more));
        command.add((way.tls() ? server.tlsUri(path) : server.uri(path)).toString());
        return ExternalProgram.run(command).output();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void curlGetsFilesRangesAndGzip(Way way) throws Exception {
        Path output = folder.resolve("out");
        assertThat(curl(way, output, "/demo/v/1.m4s")).isEqualTo("200 " + way.version() + " 1000002");
        assertThat(Files.readAllBytes(output)).isEqualTo(media());
        assertThat(curl(way, output, "/demo/v/1.m4s", "-r", "999-900000"))
                .isEqualTo("206 " + way.version() + " 899002");
        assertThat(curl(way, output, "/demo/manifest.mpd", "--compressed")).startsWith("200 " + way.version() + " ");
        assertThat(Files.readString(output)).isEqualTo(MANIFEST);
        assertThat(curl(way, output, "/demo/v/1.m4s", "-I")).isEqualTo("200 " + way.version() + " 0");
        assertThat(curl(way, output, "/demo/%2e%2e/x", "--path-as-is")).startsWith("400 " + way.version());
        assertThat(curl(way, output, "/demo/v/1.m4s", "-X", "DELETE")).startsWith("405 " + way.version());
        assertThat(curl(way, output, "/demo/v/1.m4s", "-d", "body")).startsWith("413 " + way.version());
    }

    private HttpClient java(HttpClient.Version version) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("lab", server.caCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().version(version).sslContext(context).build();
    }

    @ParameterizedTest
    @EnumSource
    void javasClientGetsManyAtOnceOnBothTransportsAndVersions(Transport transport) throws Exception {
        server.close();
        origin.close();
        start(transport);
        byte[] media = media();
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpClient client = java(version);
            HttpRequest request =
                    HttpRequest.newBuilder(server.tlsUri("/demo/v/1.m4s")).build();
            List<CompletableFuture<HttpResponse<byte[]>>> responses = Stream.generate(
                            () -> client.sendAsync(request, BodyHandlers.ofByteArray()))
                    .limit(8)
                    .toList();
            for (CompletableFuture<HttpResponse<byte[]>> response : responses) {
                assertThat(response.get().version()).isEqualTo(version);
                assertThat(response.get().body()).isEqualTo(media);
            }
        }
    }

    @Test
    void faultsBefallHttp2StreamsAndNotTheirConnection() throws Exception {
        HttpClient client = java(HttpClient.Version.HTTP_2);
        for (String rule : List.of("truncate=0", "truncate=1000", "truncate=40KB")) {
            HttpRequest cut = HttpRequest.newBuilder(server.tlsUri("/fault/" + rule + "/demo/v/1.m4s"))
                    .build();
            assertThatThrownBy(() -> client.send(cut, BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
        for (String rule : List.of("delay=20ms", "stall=5KB,for=20ms", "rate=800mbit")) {
            HttpRequest late = HttpRequest.newBuilder(server.tlsUri("/fault/" + rule + "/demo/v/1.m4s"))
                    .build();
            assertThat(client.send(late, BodyHandlers.ofByteArray()).body()).isEqualTo(media());
        }
        HttpRequest failed = HttpRequest.newBuilder(server.tlsUri("/fault/status=503/demo/v/1.m4s"))
                .build();
        assertThat(client.send(failed, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(503);
        assertThat(server.server().connections()).isEqualTo(1);
    }

    @Test
    void nghttpMultiplexesStreams() throws Exception {
        ExternalProgram.assumeInstalled("nghttp");
        ExternalProgram run = ExternalProgram.run(List.of(
                "nghttp",
                "-n",
                "-s",
                "-m",
                "20",
                server.tlsUri("/demo/v/1.m4s").toString(),
                server.tlsUri("/demo/manifest.mpd").toString()));
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output().split(" 200 ", -1)).as(run.output()).hasSizeGreaterThan(20);
    }

    @Test
    void h2loadHasNoFailures() throws Exception {
        ExternalProgram.assumeInstalled("h2load");
        for (String uri : List.of(
                server.uri("/demo/v/1.m4s").toString(),
                server.tlsUri("/demo/manifest.mpd").toString())) {
            ExternalProgram run = ExternalProgram.run(List.of("h2load", "-n", "200", "-c", "4", "-m", "10", uri));
            assertThat(run.output()).contains("200 succeeded, 0 failed").contains("status codes: 200 2xx");
        }
    }

    @Test
    void http1LoadOverKeepAliveHasNoFailures() throws Exception {
        ExternalProgram.assumeInstalled("h2load");
        ExternalProgram run = ExternalProgram.run(List.of(
                "h2load",
                "--h1",
                "-n",
                "2000",
                "-c",
                "8",
                "-m",
                "4",
                server.uri("/demo/manifest.mpd").toString()));
        assertThat(run.output()).contains("2000 succeeded, 0 failed");
    }

    @Test
    void gzippedManifestsVaryAndHaveATagOfTheirOwn() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/demo/manifest.mpd"));
        HttpResponse<byte[]> plain = client.send(request.build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> gzip = client.send(
                request.header("Accept-Encoding", "br;q=1, gzip;q=0.5").build(), BodyHandlers.ofByteArray());
        assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(gzip.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(gzip.headers().firstValue("ETag"))
                .isNotEqualTo(plain.headers().firstValue("ETag"));
        assertThat(gzip.body().length).isLessThan(plain.body().length / 10);
        assertThat(plain.body()).isEqualTo(MANIFEST.getBytes(UTF_8));
    }
}
