package labwire.testkit;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import labwire.gateway.mail.MailFilter;
import labwire.gateway.mail.WorkstationMail;
import labwire.smtp.MailPorts;
import labwire.smtp.MailSettings;
import labwire.smtp.MailSystem;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultRules;
import labwire.smtp.fault.FaultSyntaxException;
import labwire.smtp.store.MailSummary;
import labwire.tls.LabCa;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A mail server on free ports of 127.0.0.1, which keeps its mail in memory: SMTP, submission and POP3, with and without
 * TLS. Registered with a static field it runs for all tests of a class, and forgets mail and faults before each; with
 * an instance field each test has one of its own.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final MailServerExtension mail = MailServerExtension.capturing();
 *
 * &#64;Test
 * void registrationSendsACode() throws Exception {
 *     application.smtp("127.0.0.1", mail.smtp().getPort());
 *     application.register("alice@example.com");
 *     ReceivedMail received = mail.awaitMail("alice@example.com", "Your code", Duration.ofSeconds(10));
 *     assertThat(received.codes()).hasSize(1);
 * }
 * </pre>
 */
public final class MailServerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final String HOST_NAME = "mail";

    private final MailSettings settings;
    private final LabCa ca;
    private boolean forClass;
    private @Nullable WorkstationMail server;

    private MailServerExtension(MailSettings settings) {
        this.settings = settings;
        this.ca = WorkstationMail.temporaryCa(HOST_NAME);
    }

    /** One that takes mail for every address, lets anybody log in, and sends nothing on. */
    public static MailServerExtension capturing() {
        return with(MailSettings.DEFAULTS);
    }

    /** One that behaves as told, perhaps by a file: {@code MailSettingsFile.load(path)}. */
    public static MailServerExtension with(MailSettings settings) {
        return new MailServerExtension(settings);
    }

    /** For mail from anyone, with STARTTLS. */
    public InetSocketAddress smtp() {
        return address("smtp");
    }

    /** For users' programs, with STARTTLS. */
    public InetSocketAddress submission() {
        return address("submission");
    }

    /** For users' programs, under TLS from the start. */
    public InetSocketAddress submissions() {
        return address("submissions");
    }

    /** For reading mail, with STLS; a mailbox has the recipient's address as its name. */
    public InetSocketAddress pop3() {
        return address("pop3");
    }

    /** For reading mail, under TLS from the start. */
    public InetSocketAddress pop3s() {
        return address("pop3s");
    }

    private InetSocketAddress address(String service) {
        InetSocketAddress address = server().addresses().get(service);
        if (address == null) {
            throw new IllegalStateException("service: " + service + " (expected: one of "
                    + server().addresses().keySet() + ")");
        }
        return address;
    }

    /** Of the server's certificates, which name {@code mail}, {@code localhost}, 127.0.0.1 and ::1. */
    public X509Certificate caCertificate() {
        return ca.certificate();
    }

    public String caCertificatePem() {
        return ca.certificatePem();
    }

    /** For a client that trusts the server's CA and nobody else. */
    public SSLContext sslContext() {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", ca.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a Java without its own TLS (expected: a whole one)", e);
        }
    }

    /** All of it: store, queue, transcripts, metrics. */
    public MailSystem system() {
        return server().system();
    }

    /** How it is to misbehave; forgotten before each test. */
    public FaultRules faults() {
        return system().faults();
    }

    /**
     * Has it misbehave.
     *
     * @param rule as {@link FaultRule#parse} has it, such as {@code stage=rcpt,nth=1,reply=451 4.3.0 Later}
     * @throws IllegalArgumentException if it is none
     */
    public void fault(String rule) {
        try {
            faults().add(FaultRule.parse(rule));
        } catch (FaultSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What has arrived, oldest first. */
    public List<ReceivedMail> messages() {
        return ReceivedMails.of(system(), MailFilter.ANY);
    }

    /** What has arrived for an address, or for those of a pattern such as {@code *@example.com}. */
    public List<ReceivedMail> messages(String to) {
        return ReceivedMails.of(system(), MailFilter.to(to));
    }

    /**
     * The only message for an address.
     *
     * @throws AssertionError if there are none or several
     */
    public ReceivedMail single(String to) {
        return ReceivedMails.single(system(), MailFilter.to(to), to);
    }

    /** As {@link #awaitMail(MailFilter, Duration)}, with any subject. */
    public ReceivedMail awaitMail(String to, Duration limit) throws InterruptedException {
        return awaitMail(MailFilter.to(to), limit);
    }

    /** As {@link #awaitMail(MailFilter, Duration)}; the subject is a regular expression, to be found in it. */
    public ReceivedMail awaitMail(String to, String subject, Duration limit) throws InterruptedException {
        return awaitMail(MailFilter.to(to).withSubject(subject), limit);
    }

    /**
     * Waits for a message; one that is there already counts too, the newest if there are several.
     *
     * @throws AssertionError if there is none at {@code limit} from now
     */
    public ReceivedMail awaitMail(MailFilter wanted, Duration limit) throws InterruptedException {
        Future<MailSummary> coming = system().store().await(wanted::matches, GlobalEventExecutor.INSTANCE);
        if (!coming.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            coming.cancel(false);
            throw new AssertionError("no such message after " + limit + "; there are " + messages());
        }
        return ReceivedMails.read(system(), coming.getNow());
    }

    /** Forgets all mail, what is queued for elsewhere too, and all faults. */
    public void clear() {
        try {
            faults().clear();
            system().store().clear();
            system().queue()
                    .list(ReceivedMails.MAX_MESSAGES)
                    .forEach(item -> system().queue().delete(item.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkstationMail server() {
        if (server == null) {
            throw new IllegalStateException(
                    "no mail server (expected: a call from a test, with this extension registered)");
        }
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        forClass = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!forClass) {
            start();
        }
        clear();
        settings.faults().forEach(faults()::add);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (!forClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
    }

    private void start() throws IOException {
        server = WorkstationMail.start(
                new WorkstationMail.Place(HOST_NAME, loopback(), new SimulatedDisk(), ca, line -> {}),
                settings,
                MailPorts.ANY);
    }

    private void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are always an address", e);
        }
    }
}
