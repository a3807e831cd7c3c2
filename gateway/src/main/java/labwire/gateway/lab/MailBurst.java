package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import labwire.netlab.device.Host;
import labwire.smtp.client.MailSender;
import labwire.smtp.client.SendReport;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.session.TlsMode;

/**
 * Sends numbered messages from a host of a virtual lab to a mail server there: {@value #AT_ONCE} at once, each in a
 * session of its own. Driver's thread only.
 */
public final class MailBurst {
    private static final int AT_ONCE = 8;
    private static final int SMTP_PORT = 25;
    private static final int SMTPS_PORT = 465;

    /**
     * How it went.
     *
     * @param accepted messages that the server took
     * @param failed messages that it refused, or whose session broke off
     */
    public record Report(int accepted, int failed) {
        @Override
        public String toString() {
            return accepted + " accepted, " + failed + " failed";
        }
    }

    private final Host from;
    private final String to;
    private final int count;
    private final InetSocketAddress server;
    private final MailSender sender;
    private final Promise<Report> done;
    private int started;
    private int accepted;
    private int failed;

    private MailBurst(VirtualLab lab, Host from, String to, int count, TlsMode mode) {
        this.from = from;
        this.to = to;
        this.count = count;
        int port = mode == TlsMode.IMPLICIT ? SMTPS_PORT : SMTP_PORT;
        server = InetSocketAddress.createUnresolved(to, port);
        sender = mode == TlsMode.NONE
                ? MailSender.plain(from.name())
                : MailSender.secure(from.name(), mode, lab.clientTls(from.name()), to, port, Runnable::run);
        done = from.loop().newPromise();
    }

    /**
     * Starts to send.
     *
     * @param fromHost the client's host
     * @param toHost the server's
     * @return done when the last message is accepted or failed
     */
    public static Future<Report> start(VirtualLab lab, String fromHost, String toHost, int count, TlsMode mode) {
        Host from = lab.lab()
                .host(fromHost)
                .orElseThrow(() -> new IllegalArgumentException("host: " + fromHost + " (expected: one of the lab's)"));
        MailBurst burst = new MailBurst(lab, from, toHost, count, mode);
        for (int i = 0; i < AT_ONCE; i++) {
            burst.sendNext();
        }
        return burst.done;
    }

    private void sendNext() {
        if (started < count) {
            started++;
            String sender = "sender" + started + "@" + from.name() + ".labwire.test";
            String recipient = "recipient@" + to + ".labwire.test";
            String message = "From: <" + sender + ">\nTo: <" + recipient + ">\nSubject: message " + started + " of "
                    + count + "\n\nThis is message " + started + ".\n";
            var unused = this.sender
                    .send(
                            from.bootstrap(),
                            server,
                            Envelope.of(sender, recipient),
                            message.getBytes(StandardCharsets.US_ASCII))
                    .addListener((Future<SendReport> sent) -> {
                        if (sent.isSuccess() && sent.getNow().isComplete()) {
                            accepted++;
                        } else {
                            failed++;
                        }
                        sendNext();
                    });
        } else if (accepted + failed == count) {
            done.trySuccess(new Report(accepted, failed));
        }
    }
}
