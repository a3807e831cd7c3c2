package labwire.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest {
    @TempDir
    Path folder;

    private final CountDownLatch clientGone = new CountDownLatch(1);
    private final ExecutorService reading = Executors.newSingleThreadExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private EventLoopGroup group;
    private ApiServer server;

    @BeforeEach
    void start() {
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        server = ApiServer.start(group, NioServerSocketChannel.class, new SecureRandom(), request -> {
            if (request.path().equals("/v1/lines")) {
                return CompletableFuture.completedStage(new ApiStream(lines -> {
                    lines.send(Map.of("line", 1));
                    lines.send(Map.of("line", 2));
                    if (request.body().path("end").asBoolean()) {
                        lines.end();
                    }
                    return clientGone::countDown;
                }));
            }
            if (request.path().equals("/v1/large")) {
                return CompletableFuture.completedStage(
                        new ApiDownload("message/rfc822", new LargeStream(LARGE_BYTES, false), reading));
            }
            if (request.path().equals("/v1/broken")) {
                return CompletableFuture.completedStage(
                        new ApiDownload("message/rfc822", new LargeStream(LARGE_BYTES, true), reading));
            }
            if (request.path().equals("/v1/late")) {
                return CompletableFuture.failedFuture(new ApiException("late: no (expected: yes)"));
            }
            return CompletableFuture.completedStage(
                    ApiResponse.ok(Map.of("said", request.method() + " " + request.path() + " " + request.body())));
        });
    }

    @AfterEach
    void stop() {
        server.stop();
        reading.shutdown();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final int LARGE_BYTES = 5_000_000;

    /** Octets made as they are read; perhaps it breaks off before its end. */
    private final class LargeStream extends InputStream {
        private final boolean breaks;
        private int left;

        LargeStream(int octets, boolean breaks) {
            this.left = octets;
            this.breaks = breaks;
        }

        @Override
        public int read() throws IOException {
            if (breaks && left < LARGE_BYTES / 2) {
                throw new IOException("the disk broke");
            }
            return left-- > 0 ? left & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = 0;
            for (int octet = 0; count < length && octet >= 0; count += octet >= 0 ? 1 : 0) {
                octet = read();
                if (octet >= 0) {
                    into[offset + count] = (byte) octet;
                }
            }
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void anAnswerOfAnyLengthArrivesWholeAndOneThatBreaksOffIsAnError() throws Exception {
        Path file = folder.resolve("api.json");
        server.address().write(file);
        ApiClient client = ApiClient.of(file);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        client.download("/v1/large", whole);
        assertThat(whole.toByteArray()).isEqualTo(new LargeStream(LARGE_BYTES, false).readAllBytes());
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> client.download("/v1/broken", OutputStream.nullOutputStream()))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void answersAClientThatHasReadTheFile() throws IOException {
        Path file = folder.resolve("api.json");
        server.address().write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        ApiClient client = ApiClient.of(file);
        assertThat(client.get("/v1/x").path("said").asText()).isEqualTo("GET /v1/x {}");
        assertThat(client.post("/v1/y", Map.of("a", 1)).path("said").asText()).isEqualTo("POST /v1/y {\"a\":1}");
    }

    @Test
    void refusesAWrongToken() throws IOException {
        Path file = folder.resolve("api.json");
        new ApiAddress(server.address().port(), "0".repeat(64), 1).write(file);

        assertThatThrownBy(() -> ApiClient.of(file).get("/v1/x"))
                .isInstanceOf(ApiException.class)
                .hasMessage("token: wrong or missing (expected: the one in api.json)");
    }

    @Test
    void aRefusalReachesTheUserInItsOwnWords() throws IOException {
        Path file = folder.resolve("api.json");
        server.address().write(file);

        assertThatThrownBy(() -> ApiClient.of(file).get("/v1/late")).hasMessage("late: no (expected: yes)");
    }

    @Test
    void withoutALabTheErrorSaysHowToStartOne() {
        assertThatThrownBy(() -> ApiClient.of(folder.resolve("api.json")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("no lab runs in " + folder)
                .hasMessageContaining("./labwire up");
    }

    @Test
    void linesArriveAsTheyAreSentUntilTheEnd() throws IOException {
        Path file = folder.resolve("api.json");
        server.address().write(file);

        List<String> lines = new ArrayList<>();
        ApiClient.of(file).stream("/v1/lines", Map.of("end", true), line -> lines.add(line.toString()));
        assertThat(lines).containsExactly("{\"line\":1}", "{\"line\":2}");
    }

    @Test
    void theSourceLearnsThatTheClientHasGone() throws Exception {
        Path file = folder.resolve("api.json");
        server.address().write(file);

        assertThatThrownBy(() -> ApiClient.of(file).stream("/v1/lines", Map.of("end", false), line -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(clientGone.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
