package labwire.dash.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import labwire.dash.server.connection.HttpLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take too long, or too much. */
final class LimitsTest {
    private static final int LARGE = 20_000_000;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final byte[] REQUEST = "GET /demo/large HTTP/1.1\r\nHost: video\r\n\r\n".getBytes(ISO_8859_1);

    @TempDir
    Path folder;

    private FakeOrigin origin;
    private TestVideoServer server;

    @BeforeEach
    void open() throws Exception {
        origin = new FakeOrigin()
                .withText("demo/ten", "text/plain", "0123456789")
                .withFile("demo/large", FakeOrigin.patterned(folder.resolve("large"), LARGE));
        server = new TestVideoServer(Transport.EPOLL, origin, config -> config);
    }

    private void start(HttpLimits limits) throws Exception {
        server.close();
        server = new TestVideoServer(Transport.EPOLL, origin, config -> config.withLimits(limits));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(TestVideoServer.loopback(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        origin.close();
    }

    @Test
    void aHeadThatTakesTooLongIsAnsweredWith408() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(SHORT, LONG, LONG));
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /demo/ten HT".getBytes(ISO_8859_1));
            assertThat(HttpDialogue.hear(socket.getInputStream(), false).status())
                    .isEqualTo(408);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWord() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(LONG, SHORT, LONG));
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anHttp2ClientThatLeavesIsNotWaitedFor() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(LONG, LONG, LONG));
        try (RawHttp2 idle = new RawHttp2(server.port());
                RawHttp2 asking = new RawHttp2(server.port())) {
            idle.await(RawHttp2.SETTINGS);
            asking.get(1, "/fault/stall=10/demo/large");
            asking.await(RawHttp2.DATA);
            assertThat(server.server().connections()).isEqualTo(2);
        }
        await().until(() -> server.server().connections() == 0);
    }

    @Test
    void aTlsHandshakeThatNeverBeginsIsNotWaitedFor() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(SHORT, LONG, LONG));
        try (Socket socket = new Socket(TestVideoServer.loopback(), server.tlsPort())) {
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            await().until(() -> server.server().connections() == 0);
        }
    }

    @Test
    void anHttp2HeadThatNeverEndsIsNotWaitedForBeyondTheIdleTime() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(LONG, SHORT, LONG));
        try (RawHttp2 client = new RawHttp2(server.port())) {
            client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", "/demo/ten"));
            assertThat(client.await(RawHttp2.GOAWAY).error()).isZero();
            await().until(() -> server.server().connections() == 0);
        }
    }

    @Test
    void aClientThatStopsReadingIsCutOff() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(LONG, LONG, SHORT));
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            await().until(() -> server.server().connections() == 0);
        }
    }

    @Test
    void aSlowClientThatReadsIsServed() throws Exception {
        start(HttpLimits.DEFAULTS.withTimeouts(LONG, LONG, Duration.ofMillis(500)));
        try (Socket socket = connect()) {
            socket.setReceiveBufferSize(32_768);
            socket.getOutputStream().write(REQUEST);
            InputStream in = socket.getInputStream();
            long read = 0;
            while (read < LARGE) {
                read += in.readNBytes(100_000).length;
            }
            assertThat(server.server().connections()).isEqualTo(1);
        }
    }

    @Test
    void pipelinedRequestsOfAClientThatDoesNotReadAreNotAnsweredInMemory() throws Exception {
        start(HttpLimits.DEFAULTS);
        try (Socket socket = connect()) {
            int asked = 0;
            for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write(REQUEST);
                asked++;
            }
            for (int i = 0; i < 2; i++) {
                HttpDialogue.Heard heard = HttpDialogue.hear(socket.getInputStream(), false);
                assertThat(heard.status()).isEqualTo(200);
                assertThat(heard.body()).hasSize(LARGE + 2).startsWith("<").endsWith(">");
            }
            assertThat(asked).isEqualTo(200);
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndCounted() throws Exception {
        start(HttpLimits.DEFAULTS.withMaxConnections(1));
        try (Socket first = connect();
                Socket second = connect()) {
            first.getOutputStream().write("GET /demo/ten HTTP/1.1\r\nHost: v\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(HttpDialogue.hear(first.getInputStream(), false).status())
                    .isEqualTo(200);
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            first.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: v\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(HttpDialogue.hear(first.getInputStream(), false).body())
                    .contains("labwire_video_connections_refused_total 1.0");
        }
    }

    @Test
    void aResponseUnderWayLeavesBeforeTheServerHasStopped() throws Exception {
        start(HttpLimits.DEFAULTS);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST);
            assertThat(HttpDialogue.hear(socket.getInputStream(), true).status())
                    .isEqualTo(200);
            var stopped = server.server().stop();
            assertThat(socket.getInputStream().readNBytes(LARGE + 2)).hasSize(LARGE + 2);
            stopped.get();
        }
    }

    @Test
    void aRequestBehindWhichTheClientShutsItsSideIsAnswered() throws Exception {
        start(HttpLimits.DEFAULTS);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(LARGE);
        }
    }
}
