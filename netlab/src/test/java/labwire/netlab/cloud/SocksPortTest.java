package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets on loopback, a live lab of two hosts behind. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
final class SocksPortTest {
    private static final int LAB_PORT = 80;
    private static final String GREETING = "05 01 00";

    private final EventLoopGroup outside = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private LiveHosts lab;
    private SocksPort port;
    private InetSocketAddress at;

    @BeforeEach
    void start() throws InterruptedException {
        lab = new LiveHosts();
        lab.serve(LAB_PORT, new EchoHandler());
        open(Optional.empty(), SocksRule.DEFAULT_MAX_CONNECTIONS);
    }

    private void open(Optional<SocksCredentials> credentials, int maxConnections) throws InterruptedException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        port = new SocksPort(
                lab.cloud(), outside, NioServerSocketChannel.class, new SocksRule(any, credentials, maxConnections));
        at = port.listen().sync().getNow();
    }

    @AfterEach
    void stop() throws InterruptedException {
        port.stop().sync();
        assertThat(port.counters().open()).isZero();
        lab.close();
        outside.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    /** A client that says what a test wants. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket();
        private final DataInputStream in;

        Client() throws IOException {
            socket.connect(at);
            socket.setSoTimeout(20_000);
            in = new DataInputStream(socket.getInputStream());
        }

        Client say(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            return this;
        }

        String hear(int bytes) throws IOException {
            return HexFormat.of().formatHex(in.readNBytes(bytes));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String connectTo(String name, int labPort) {
        HexFormat hex = HexFormat.of();
        return "05 01 00 03" + hex.toHexDigits((byte) name.length())
                + hex.formatHex(name.getBytes(StandardCharsets.US_ASCII)) + hex.toHexDigits((short) labPort);
    }

    @Test
    void ipv6IsReachedByAddressAndByNameAndTheReplyNamesTheAddressThatItCameFrom() throws Exception {
        lab.addIpv6();
        await().until(lab::speaksIpv6);
        String address = "05 01 00 04 20010db800000000 0000000000000002 0050";
        for (String request : List.of(address, connectTo("mail6", LAB_PORT), connectTo("both", LAB_PORT))) {
            try (Client client = new Client()) {
                assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
                assertThat(client.say(request).hear(20)).isEqualTo("0500000420010db8000000000000000000000001");
                assertThat(client.in.readUnsignedShort()).isPositive();
                assertThat(client.say("0102").hear(2)).isEqualTo("0102");
            }
        }
    }

    @Test
    void bytesAndHalfCloseTravelBothWays() throws Exception {
        byte[] sent = new byte[5 << 20];
        new Random(1).nextBytes(sent);
        try (Client client = new Client()) {
            assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
            client.say(connectTo("mail", LAB_PORT));
            // The address that the cloud's host has for it.
            assertThat(client.hear(8)).isEqualTo("05000001c0a8a901");
            assertThat(client.in.readUnsignedShort()).isPositive();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    client.socket.getOutputStream().write(sent);
                    client.socket.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(client.in.readAllBytes()).isEqualTo(sent);
            writing.get(20, TimeUnit.SECONDS);
        }
        await().until(() -> port.counters().open() == 0);
        assertThat(port.counters().accepted()).isEqualTo(1);
        assertThat(port.counters().refused()).isZero();
    }

    @Test
    void whatComesWithTheRequestIsPassedOnFirst() throws Exception {
        try (Client client = new Client()) {
            client.say(GREETING + "05 01 00 01 c0a8a902 0050" + "0102030405");
            client.say("060708");
            assertThat(client.hear(2)).isEqualTo("0500");
            assertThat(client.hear(10)).startsWith("05000001c0a8a901");
            assertThat(client.hear(8)).isEqualTo("0102030405060708");
        }
    }

    @Test
    void failuresOfTheLabAreRepliesWithTheirReason() throws Exception {
        assertThat(answer(connectTo("mail", 81))).isEqualTo("05050001000000000000");
        assertThat(answer(connectTo("nobody", 80))).isEqualTo("05040001000000000000");
        assertThat(answer("05 01 00 01 0a010101 0050")).isEqualTo("05030001000000000000");
        assertThat(answer("05 01 00 01 c0a8a909 0050")).isIn("05030001000000000000", "05040001000000000000");
        assertThat(port.counters().notConnected()).isEqualTo(4);
    }

    /** All that is said in answer, up to the end. */
    private String answer(String request) throws IOException {
        try (Client client = new Client()) {
            client.say(GREETING + request);
            assertThat(client.hear(2)).isEqualTo("0500");
            return HexFormat.of().formatHex(client.in.readAllBytes());
        }
    }

    @Test
    void otherProtocolsAndRequestsAreTurnedAwayAndCounted() throws Exception {
        assertThat(answer("05 02 00 01 c0a8a902 0050")).isEqualTo("05070001000000000000");
        try (Client client = new Client()) {
            client.socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.in.read()).isEqualTo(-1);
        }
        try (Client client = new Client()) {
            client.say("05");
            client.socket.shutdownOutput();
            assertThat(client.in.read()).isEqualTo(-1);
        }
        assertThat(port.counters().unsupported()).isEqualTo(1);
        assertThat(port.counters().malformed()).isEqualTo(2);
    }

    @Test
    void javasOwnSocksClientLogsIn() throws Exception {
        port.stop().sync();
        open(Optional.of(new SocksCredentials("me", "secret")), SocksRule.DEFAULT_MAX_CONNECTIONS);
        assertThat(throughJava("secret")).isEqualTo(42);
        assertThatThrownBy(() -> throughJava("other"))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("authentication failed");
        assertThat(port.counters().notLoggedIn()).isEqualTo(1);
    }

    private int throughJava(String password) throws IOException {
        java.net.Authenticator.setDefault(new java.net.Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("me", password.toCharArray());
            }
        });
        try (Socket socket = new Socket(new java.net.Proxy(java.net.Proxy.Type.SOCKS, at))) {
            socket.connect(InetSocketAddress.createUnresolved("mail", LAB_PORT));
            socket.getOutputStream().write(42);
            return socket.getInputStream().read();
        } finally {
            java.net.Authenticator.setDefault(null);
        }
    }

    @Test
    void connectionsBeyondTheLimitAreReset() throws Exception {
        port.stop().sync();
        open(Optional.empty(), 1);
        try (Client one = new Client()) {
            assertThat(one.say(GREETING).hear(2)).isEqualTo("0500");
            try (Client two = new Client()) {
                assertThatThrownBy(() -> two.in.readByte()).isInstanceOf(IOException.class);
            }
            assertThat(port.counters().overLimit()).isEqualTo(1);
        }
    }

    @Test
    void aPortThatStopsEndsClientsInTheMiddleOfTheirNegotiation() throws Exception {
        try (Client client = new Client()) {
            assertThat(client.say(GREETING).hear(2)).isEqualTo("0500");
            port.stop().sync();
            assertThat(client.in.read()).isEqualTo(-1);
        }
    }
}
