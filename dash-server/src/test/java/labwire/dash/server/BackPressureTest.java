package labwire.dash.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import labwire.dash.server.connection.HttpLimits;
import labwire.dash.server.observe.ServedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for much and read nothing, many of them at once: what they cost, and what is said of them. */
final class BackPressureTest {
    private static final int LARGE = 20_000_000;
    private static final int SMALL_BUFFER = 4_096;

    /** What a stalled reader may hold of the server: a head. */
    private static final long MAX_BYTES_EACH = 10_000;

    /** Two pieces or three, and what TLS makes of them. */
    private static final long MAX_TLS_BYTES_EACH = 200_000;

    @TempDir
    Path folder;

    private final List<ServedRequest> served = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private FakeOrigin origin;
    private TestVideoServer server;

    @BeforeEach
    void start() throws Exception {
        origin = new FakeOrigin()
                .withText("demo/hot", "text/plain", "x".repeat(1 << 20))
                .withFile("demo/large", FakeOrigin.patterned(folder.resolve("large"), LARGE));
        HttpLimits limits =
                HttpLimits.DEFAULTS.withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
        server = new TestVideoServer(
                Transport.EPOLL,
                origin,
                config -> config.withLimits(limits)
                        .withAccessLog(served::add)
                        .withPage(name -> Optional.of(new byte[1 << 20])));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
        origin.close();
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(TestVideoServer.loopback(), port));
        return socket;
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: video\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static long allocated() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    /** Each has begun to answer, and then all have what they will get. */
    private void assertBounded(long before, int clients, long each) throws IOException {
        for (Socket socket : sockets) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        assertThat(server.server().connections()).isEqualTo(clients);
        assertThat(allocated() - before).isLessThan(clients * each);
    }

    @Test
    void aThousandStalledReadersHoldNoFilesInMemory() throws IOException {
        long before = allocated();
        for (int i = 0; i < 1_000; i++) {
            ask(
                    connect(server.port()),
                    List.of("/demo/large", "/demo/hot", "/player.js").get(i % 3));
        }
        assertBounded(before, 1_000, MAX_BYTES_EACH);
        sockets.get(0).getInputStream().readNBytes(LARGE / 2);
    }

    @Test
    void stalledReadersOverTlsHoldPiecesAlone() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("lab", server.caCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        long before = allocated();
        for (int i = 0; i < 100; i++) {
            Socket plain = connect(server.tlsPort());
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, true);
            sockets.set(i, secure);
            ask(secure, "/demo/hot");
        }
        assertBounded(before, 100, MAX_TLS_BYTES_EACH);
    }

    @Test
    void streamsWithoutAWindowHoldAPieceEach() throws IOException {
        long before = allocated();
        try (RawHttp2 client = new RawHttp2(server.port(), RawHttp2.setting(4, 0))) {
            for (int i = 0; i < HttpLimits.DEFAULTS.maxStreams(); i++) {
                client.get(2 * i + 1, "/demo/large");
            }
            for (int i = 0; i < HttpLimits.DEFAULTS.maxStreams(); i++) {
                client.await(RawHttp2.HEADERS);
            }
            assertThat(allocated() - before).isLessThan(HttpLimits.DEFAULTS.maxStreams() * 60_000L);
        }
    }

    @Test
    void theLogSaysHowMuchOfACutOffResponseLeft() throws IOException {
        for (String path : List.of("/demo/large", "/demo/hot")) {
            served.clear();
            Socket socket = connect(server.port());
            ask(socket, path);
            int head = 0;
            while (head < 4) { // Up to the empty line.
                int b = socket.getInputStream().read();
                head = b == (head % 2 == 0 ? '\r' : '\n') ? head + 1 : 0;
            }
            int read = 500_000;
            assertThat(socket.getInputStream().readNBytes(read)).hasSize(read);
            socket.close();
            await().until(() -> !served.isEmpty());
            assertThat(served.get(0).complete()).isFalse();
            // What was read, what lay in the client's kernel, and what lay in the server's.
            assertThat(served.get(0).bodyBytes()).isBetween((long) read, 1L << (path.endsWith("hot") ? 20 : 23));
        }
        assertThat(server.server().connections()).isZero();
    }
}
