package labwire.dash.server;

import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import labwire.dash.origin.Origin;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;

/** A video server on real sockets of this machine: one port in cleartext, one with TLS. */
final class TestVideoServer implements AutoCloseable {
    private final EventLoopGroup loops;
    private final ExecutorService tlsTasks = Executors.newSingleThreadExecutor();
    private final LabCa ca = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
    private final VideoServer server;

    TestVideoServer(Origin origin) throws Exception {
        this(Transport.NIO, origin, config -> config);
    }

    TestVideoServer(Transport transport, Origin origin, UnaryOperator<VideoServerConfig> settings) throws Exception {
        loops = transport.newGroup(1);
        ServerTls tls = ServerTls.of(ca.issue("localhost", List.of(loopback())), new SecureRandom());
        VideoServerConfig config = settings.apply(
                VideoServerConfig.of(loopback(), 0, InstantSource.system()).withTls(0, tls, tlsTasks));
        server = VideoServer.start(config, transport.bootstrap(loops), origin).get(10, TimeUnit.SECONDS);
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    VideoServer server() {
        return server;
    }

    int port() {
        return ((InetSocketAddress) server.addresses().get(0)).getPort();
    }

    int tlsPort() {
        return ((InetSocketAddress) server.addresses().get(1)).getPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    URI tlsUri(String path) {
        return URI.create("https://localhost:" + tlsPort() + path);
    }

    X509Certificate caCertificate() {
        return ca.certificate();
    }

    String caCertificatePem() {
        return ca.certificatePem();
    }

    @Override
    public void close() {
        if (!server.stop().awaitUninterruptibly(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the video server did not stop within 20 s");
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        tlsTasks.shutdown();
    }
}
