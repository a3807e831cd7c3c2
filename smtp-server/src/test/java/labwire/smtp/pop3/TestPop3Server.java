package labwire.smtp.pop3;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import labwire.smtp.auth.Apop;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.Users;
import labwire.smtp.hook.Hook;
import labwire.smtp.mailbox.MailboxStore;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.TlsMode;
import labwire.smtp.trace.Transcripts;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;

/** A POP3 server on real sockets of this machine: one port with STLS, one with implicit TLS. */
final class TestPop3Server implements AutoCloseable {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService work = Executors.newFixedThreadPool(2);
    private final LabCa ca;
    private final Pop3Server server;

    TestPop3Server(Users users, MailboxStore mailboxes) throws Exception {
        SecureRandom random = new SecureRandom();
        ca = LabCa.create(KeyKind.P256, InstantSource.system(), random);
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        ServerTls tls = ServerTls.of(ca.issue("localhost", List.of(loopback)), random);
        Pop3Config config = new Pop3Config(
                "mail.lab",
                loopback,
                List.of(new Pop3Listener(0, TlsMode.STARTTLS), new Pop3Listener(0, TlsMode.IMPLICIT)),
                manner -> tls.newEngine(),
                false,
                Pop3Limits.DEFAULTS);
        Pop3Services services = new Pop3Services(
                mailboxes,
                Sasl.of(users, random),
                Optional.of(new Apop(users, random)),
                Hook.NONE,
                work,
                work,
                new SessionIds(new SplittableRandom(1)),
                Transcripts.NONE,
                MailObserver.NONE);
        server = Pop3Server.start(
                        config, new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class), services)
                .get(10, TimeUnit.SECONDS);
    }

    int stlsPort() {
        return ((InetSocketAddress) server.addresses().get(0)).getPort();
    }

    int tlsPort() {
        return ((InetSocketAddress) server.addresses().get(1)).getPort();
    }

    String caCertificatePem() {
        return ca.certificatePem();
    }

    X509Certificate caCertificate() {
        return ca.certificate();
    }

    Pop3Server server() {
        return server;
    }

    @Override
    public void close() {
        if (!server.stop().awaitUninterruptibly(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the POP3 server did not stop within 20 s");
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        work.shutdown();
    }
}
