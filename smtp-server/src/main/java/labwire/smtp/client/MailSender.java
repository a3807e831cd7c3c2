package labwire.smtp.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayInputStream;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import labwire.smtp.client.SendReport.RefusedRecipient;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.session.TlsMode;
import labwire.tls.ClientTls;

/** Sends messages, each over a connection of its own. Immutable; any number of sendings may run at a time. */
public final class MailSender {

    private final ClientProfile profile;

    private MailSender(ClientProfile profile) {
        this.profile = profile;
    }

    /**
     * A sender that speaks plain text.
     *
     * @param clientName what it says in EHLO
     */
    public static MailSender plain(String clientName) {
        return new MailSender(new ClientProfile(
                clientName,
                "",
                0,
                false,
                TlsPolicy.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClientTimeouts.DEFAULTS));
    }

    /**
     * A sender that speaks TLS, and sends nothing without it.
     *
     * @param mode STARTTLS or IMPLICIT
     * @param serverName which the server's certificate must be for
     * @param tlsTasks runs the long steps of the handshake; {@code Runnable::run} keeps them on the event loop
     */
    public static MailSender secure(
            String clientName, TlsMode mode, ClientTls tls, String serverName, int serverPort, Executor tlsTasks) {
        if (mode == TlsMode.NONE) {
            throw new IllegalArgumentException("mode: NONE (expected: STARTTLS or IMPLICIT)");
        }
        return new MailSender(new ClientProfile(
                clientName,
                serverName,
                serverPort,
                mode == TlsMode.IMPLICIT,
                TlsPolicy.VERIFIED,
                Optional.of(new ClientEngines(Optional.of(tls), Optional.empty(), tlsTasks)),
                Optional.empty(),
                Optional.empty(),
                ClientTimeouts.DEFAULTS));
    }

    /**
     * Sends a message.
     *
     * @param bootstrap bound to a network: it has an event loop group and a channel class, and no handler. Not changed
     * @param message the message with its header; lines may end in LF too, and are sent with CRLF
     * @return completes with what the server said, whether or not it took the message; fails with an {@link
     *     java.io.IOException} if the dialogue broke off before that was known
     */
    public Future<SendReport> send(Bootstrap bootstrap, SocketAddress server, Envelope envelope, byte[] message) {
        Promise<SendReport> report = bootstrap.config().group().next().newPromise();
        OutgoingMessage outgoing = new OutgoingMessage(
                envelope.sender(),
                envelope.options(),
                envelope.recipients(),
                hasEightBits(message),
                envelope.options().smtpUtf8(),
                DotStuffer.size(message),
                Optional.empty(),
                () -> new ByteArrayInputStream(message));
        SmtpClientConnection.open(bootstrap, server, profile).addListener((Future<SmtpClientConnection> opened) -> {
            if (opened.isSuccess()) {
                send(opened.getNow(), outgoing, report);
            } else {
                refused(opened.cause(), outgoing, report);
            }
        });
        return report;
    }

    private static void send(SmtpClientConnection connection, OutgoingMessage message, Promise<SendReport> report) {
        connection.send(message, Runnable::run).addListener((Future<TransactionReport> sent) -> {
            if (sent.isSuccess()) {
                List<RefusedRecipient> refused = sent.getNow().outcomes().stream()
                        .filter(outcome -> !outcome.reply().isPositive())
                        .map(outcome -> new RefusedRecipient(outcome.recipient().address(), outcome.reply()))
                        .toList();
                report.trySuccess(new SendReport(sent.getNow().reply(), refused));
                connection.quit();
            } else {
                report.tryFailure(sent.cause());
            }
        });
    }

    /** A server that would not talk has given its reply all the same. */
    private static void refused(Throwable cause, OutgoingMessage message, Promise<SendReport> report) {
        if (cause instanceof SenderException refusal && refusal.reply().isPresent()) {
            List<RefusedRecipient> everybody = message.recipients().stream()
                    .map(recipient -> new RefusedRecipient(
                            recipient.address(), refusal.reply().get()))
                    .toList();
            report.trySuccess(new SendReport(refusal.reply().get(), everybody));
        } else {
            report.tryFailure(cause);
        }
    }

    private static boolean hasEightBits(byte[] message) {
        for (byte octet : message) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }
}
