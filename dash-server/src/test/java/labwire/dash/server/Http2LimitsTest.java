package labwire.dash.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import labwire.dash.server.connection.HttpLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that use HTTP/2 for what it is not for (RFC 9113 section 10.5). */
final class Http2LimitsTest {
    private static final int PROTOCOL_ERROR = 1;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static final int INITIAL_WINDOW_SIZE = 4;

    @TempDir
    Path folder;

    private FakeOrigin origin;
    private TestVideoServer server;

    @BeforeEach
    void start() throws Exception {
        origin = new FakeOrigin()
                .withText("demo/ten", "text/plain", "0123456789")
                .withFile("demo/large", FakeOrigin.patterned(folder.resolve("large"), 2_000_000));
        HttpLimits limits =
                HttpLimits.DEFAULTS.withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(300));
        server = new TestVideoServer(Transport.NIO, origin, config -> config.withLimits(limits));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        origin.close();
    }

    private void assertSentAway(RawHttp2 client) throws IOException {
        assertThat(client.await(RawHttp2.GOAWAY).error()).isEqualTo(ENHANCE_YOUR_CALM);
        await().until(() -> server.server().connections() == 0);
    }

    /** By the codec or by the server's own rules: RFC 9113 section 8.1.1 allows both. */
    private static void assertRefused(RawHttp2 client) throws IOException {
        RawHttp2.Frame frame = client.await(RawHttp2.HEADERS, RawHttp2.RST_STREAM);
        if (frame.type() == RawHttp2.RST_STREAM) {
            assertThat(frame.error()).isEqualTo(PROTOCOL_ERROR);
        } else {
            assertThat(frame.status()).isEqualTo(400);
        }
    }

    @Test
    void aClientThatResetsStreamAfterStreamIsSentAway() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            for (int i = 0; i <= HttpLimits.MAX_RESETS; i++) {
                client.get(2 * i + 1, "/demo/large");
                client.send(RawHttp2.RST_STREAM, 0, 2 * i + 1, (byte) 0, (byte) 0, (byte) 0, (byte) CANCEL);
            }
            assertSentAway(client);
        }
    }

    @Test
    void aHeadOfEverMoreFramesIsCutShort() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", "/demo/ten"));
            for (int i = 0; i <= HttpLimits.MAX_SMALL_CONTINUATIONS; i++) {
                client.send(RawHttp2.CONTINUATION, 0, 1, RawHttp2.field("a", "b"));
            }
            assertSentAway(client);
        }
    }

    @Test
    void aHeadOfLargeFramesIsCutShort() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", "/demo/ten"));
            client.send(RawHttp2.CONTINUATION, 0, 1, RawHttp2.field("a", "x".repeat(16_000)));
            client.send(RawHttp2.CONTINUATION, 0, 1, RawHttp2.field("a", "x".repeat(16_000)));
            assertThat(client.await(RawHttp2.GOAWAY).error()).isNotZero();
            await().until(() -> server.server().connections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawHttp2.SETTINGS, RawHttp2.PING})
    void aClientThatSendsNothingButControlFramesIsSentAway(int type) throws IOException {
        byte[] payload = type == RawHttp2.PING ? new byte[8] : RawHttp2.NOTHING;
        try (RawHttp2 client = new RawHttp2(server.port())) {
            for (int i = 0; i <= HttpLimits.MAX_CONTROL_FRAMES; i++) {
                client.send(type, 0, 0, payload);
            }
            assertSentAway(client);
        }
    }

    @Test
    void aFewControlFramesAreFine() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            for (int i = 0; i < HttpLimits.MAX_CONTROL_FRAMES / 2; i++) {
                client.send(RawHttp2.PING, 0, 0, new byte[8]);
            }
            client.get(1, "/demo/ten");
            assertThat(client.awaitStatus()).isEqualTo(200);
        }
    }

    @Test
    void fieldsThatAreLargerUnpackedThanAHeadMayBeAreRefused() throws IOException {
        byte[] bomb = RawHttp2.remembered("a", "x".repeat(3_000));
        byte[] again = new byte[20];
        Arrays.fill(again, (byte) (0x80 | 62));
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.get(1, "/demo/ten", bomb, again);
            client.get(3, "/demo/ten");
            assertThat(client.awaitStatus()).isEqualTo(431);
            assertThat(client.awaitStatus()).isEqualTo(200);
        }
    }

    @Test
    void moreFieldsThanAHeadMayHaveAreRefused() throws IOException {
        byte[][] fields = new byte[HttpLimits.DEFAULTS.head().maxFields() + 1][];
        Arrays.fill(fields, RawHttp2.field("a", "b"));
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.get(1, "/demo/ten", fields);
            assertThat(client.awaitStatus()).isEqualTo(431);
        }
    }

    @Test
    void oneStreamTooManyIsRefused() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port(), RawHttp2.setting(INITIAL_WINDOW_SIZE, 0))) {
            int streams = HttpLimits.DEFAULTS.maxStreams();
            for (int i = 0; i <= streams; i++) {
                client.get(2 * i + 1, "/demo/large");
            }
            RawHttp2.Frame reset = client.await(RawHttp2.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(2 * streams + 1);
            assertThat(reset.error()).isEqualTo(REFUSED_STREAM);
        }
    }

    @Test
    void aWindowThatStaysZeroEndsTheStreamAndNotTheConnection() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port(), RawHttp2.setting(INITIAL_WINDOW_SIZE, 0))) {
            client.get(1, "/demo/large");
            assertThat(client.await(RawHttp2.RST_STREAM).error()).isEqualTo(CANCEL);
            client.send(RawHttp2.PING, 0, 0, new byte[8]);
            assertThat(client.await(RawHttp2.PING).payload()).isEqualTo(new byte[8]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\0b", " a", "a\t", "a\u007f"})
    void valuesThatNoFieldMayHaveAreRefused(String value) throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.get(1, "/demo/ten", RawHttp2.field("x-other", value));
            assertRefused(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "connection", "transfer-encoding", "upgrade", "keep-alive", "proxy-connection"})
    void fieldsThatHttp2DoesNotHaveEndTheStream(String name) throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.get(1, "/demo/ten", RawHttp2.field(name, "close"));
            assertThat(client.await(RawHttp2.RST_STREAM).error()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8284", "8286"})
    void aRequestWithoutASchemeOrAPathEndsTheStream(String block) throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.send(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                    1,
                    HexFormat.of().parseHex(block));
            assertThat(client.await(RawHttp2.RST_STREAM).error()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void aPathGivenTwiceIsRefused() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.get(1, "/demo/ten", RawHttp2.field(":path", "/demo/other"));
            assertRefused(client);
        }
    }

    @Test
    void theOnlyFieldOfARequestCounts() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.get(1, "/demo/ten", RawHttp2.field("range", "bytes=1-2"));
            assertThat(client.awaitStatus()).isEqualTo(206);
        }
    }
}
