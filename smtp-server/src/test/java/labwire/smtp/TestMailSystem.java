package labwire.smtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.disk.RealDisk;
import labwire.smtp.dns.MailDns;
import labwire.smtp.dns.MailHost;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.route.DomainSettings;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailSummary;
import labwire.tls.ClientTls;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.OpportunisticTls;
import labwire.tls.ServerTls;

/** A whole mail system on free ports of 127.0.0.1, on this machine's disk, clock and chance. */
final class TestMailSystem implements AutoCloseable {

    static final String DOMAIN = "labwire.test";
    static final String PASSWORD = "wonder land";

    private static final int TIMEOUT_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService diskWork = Executors.newFixedThreadPool(4);
    private final ExecutorService tlsTasks = Executors.newFixedThreadPool(2);
    private final LabCa ca = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
    private final Path caFile;
    private final MailSystem system;

    /** @param folder for the mail and for {@link #caFile} */
    TestMailSystem(Path folder, MailSettings settings) throws Exception {
        caFile = Files.writeString(folder.resolve("ca.pem"), ca.certificatePem());
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerTls tls = ServerTls.of(ca.issue("localhost", List.of(loopback)), new SecureRandom());
        MailGround ground = new MailGround(
                "mail." + DOMAIN,
                loopback,
                List.of(),
                new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class),
                new Bootstrap().group(loops).channel(NioSocketChannel.class),
                new LoopbackNames(loopback),
                RealDisk.at(folder.resolve("mail")),
                diskWork,
                tlsTasks,
                manner -> tls.newEngine(),
                new ClientEngines(
                        Optional.of(ClientTls.trusting(ca.certificate(), InstantSource.system(), new SecureRandom())),
                        Optional.of(new OpportunisticTls(new SecureRandom())),
                        tlsTasks),
                InstantSource.system(),
                new SecureRandom(),
                new SplittableRandom(1),
                line -> {});
        system = MailSystem.open(ground, settings, MailPorts.ANY);
        system.start().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Every name is this machine's, so that no mail for elsewhere leaves it. */
    private record LoopbackNames(InetAddress loopback) implements MailDns {

        @Override
        public Future<List<MailHost>> exchanges(String domain, EventExecutor executor) {
            return executor.newSucceededFuture(List.of(new MailHost(10, "mx." + domain)));
        }

        @Override
        public Future<List<InetAddress>> addresses(String name, EventExecutor executor) {
            return executor.newSucceededFuture(List.of(loopback));
        }
    }

    /** The policy <em>domains</em> with the users alice and bob of {@link #DOMAIN}, by {@link #PASSWORD}. */
    static MailSettings domains() {
        return domains(RelaySettings.DEFAULTS, SmtpLimits.DEFAULTS);
    }

    static MailSettings domains(RelaySettings relay, SmtpLimits limits) {
        return domains(relay, limits, Mechanism.usual());
    }

    static MailSettings domains(RelaySettings relay, SmtpLimits limits, Set<Mechanism> mechanisms) {
        MailSettings usual = MailSettings.DEFAULTS;
        return new MailSettings(
                new Policy.Domains(DomainSettings.of(DOMAIN)),
                Optional.of(UserTable.of(List.of(
                        new User("alice", new Secret.Plain(PASSWORD)), new User("bob", new Secret.Plain(PASSWORD))))),
                usual.requireTls(),
                usual.plaintextAuth(),
                mechanisms,
                usual.apop(),
                limits,
                usual.pop3Limits(),
                usual.storeLimits(),
                usual.quota(),
                usual.rates(),
                usual.recipientRules(),
                usual.greylisting(),
                usual.blocklists(),
                usual.queueLimits(),
                relay,
                usual.proxies(),
                usual.faults(),
                usual.transcripts());
    }

    MailSystem system() {
        return system;
    }

    /** @param listener its name in {@link MailSystem#addresses} */
    int port(String listener) {
        return Objects.requireNonNull(system.addresses().get(listener), listener)
                .getPort();
    }

    String caFile() {
        return caFile.toString();
    }

    /** Of clients that trust the CA alone. */
    SSLContext clientContext() throws GeneralSecurityException, IOException {
        return trusting(ca.certificate());
    }

    static SSLContext trusting(X509Certificate ca) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("lab", ca);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The first message like this one, waited for. */
    MailSummary await(Predicate<MailSummary> wanted) throws Exception {
        return system.store().await(wanted, loops.next()).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    String content(MailSummary mail) throws IOException {
        return new String(system.store().content(mail.id()).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (!system.stop().awaitUninterruptibly(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the mail system did not stop within " + TIMEOUT_SECONDS + " s");
        }
        system.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        diskWork.shutdown();
        tlsTasks.shutdown();
    }
}
