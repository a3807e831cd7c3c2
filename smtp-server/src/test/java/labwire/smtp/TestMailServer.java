package labwire.smtp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.RealDisk;
import labwire.smtp.hook.Manner;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;
import labwire.smtp.store.MailStore;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;

/** A mail server on real sockets of this machine: one port each for plain text with STARTTLS, and implicit TLS. */
public final class TestMailServer implements AutoCloseable {

    private static final int DISK_THREADS = 16;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService diskWork = Executors.newFixedThreadPool(DISK_THREADS);
    private final ExecutorService tlsTasks = Executors.newSingleThreadExecutor();
    private final LabCa ca;
    private final MailStore store;
    private final MailServer server;

    public TestMailServer(Path folder) throws Exception {
        this(RealDisk.at(folder.resolve("mail")), SmtpLimits.DEFAULTS);
    }

    public TestMailServer(Disk disk, SmtpLimits limits) throws Exception {
        this(disk, limits, services -> services);
    }

    /** @param changed what sessions need, from what they get usually */
    public TestMailServer(Path folder, UnaryOperator<SmtpServices> changed) throws Exception {
        this(RealDisk.at(folder.resolve("mail")), SmtpLimits.DEFAULTS, changed);
    }

    private TestMailServer(Disk disk, SmtpLimits limits, UnaryOperator<SmtpServices> changed) throws Exception {
        ca = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        List<InetAddress> own = List.of(loopback);
        ServerTls tls = ServerTls.of(ca.issue("localhost", own), new SecureRandom());
        Function<Manner, SSLEngine> engines = manner -> manner.certificate()
                .map(defect -> ServerTls.of(ca.issue("localhost", own, defect), new SecureRandom()))
                .orElse(tls)
                .newEngine();
        store = MailStore.open(disk, diskWork, InstantSource.system());
        MailServerConfig config = MailServerConfig.of("mail.lab", loopback, changed.apply(services(engines, tlsTasks)))
                .withLimits(limits)
                .withListeners(List.of(new Listener(0, TlsMode.STARTTLS), new Listener(0, TlsMode.IMPLICIT)));
        server = MailServer.start(config, bootstrap(), store).get(10, TimeUnit.SECONDS);
    }

    /** What sessions need, on this machine's clock; without hooks and users. */
    public static SmtpServices services(ServerTls tls, Executor tasks) {
        return services(manner -> tls.newEngine(), tasks);
    }

    private static SmtpServices services(Function<Manner, SSLEngine> engines, Executor tasks) {
        return SmtpServices.of(engines, tasks, InstantSource.system(), new SessionIds(new SplittableRandom(1)));
    }

    public ServerBootstrap bootstrap() {
        return new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class);
    }

    public EventLoopGroup loops() {
        return loops;
    }

    public MailServer server() {
        return server;
    }

    public MailStore store() {
        return store;
    }

    public X509Certificate caCertificate() {
        return ca.certificate();
    }

    public String caCertificatePem() {
        return ca.certificatePem();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.addresses().get(0);
    }

    public InetSocketAddress tlsAddress() {
        return (InetSocketAddress) server.addresses().get(1);
    }

    public String content(String id) throws IOException {
        return new String(store.content(id).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (!server.stop().awaitUninterruptibly(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the mail server did not stop within 20 s");
        }
        store.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        diskWork.shutdown();
        tlsTasks.shutdown();
    }
}
