package labwire.smtp.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.session.TlsMode;
import labwire.tls.ClientTls;

/** Sends messages, each over a connection of its own. Immutable; any number of sendings may run at a time. */
public final class MailSender {

    private static final int REPLY_TIMEOUT_SECONDS = 300; // RFC 5321 section 4.5.3.2

    private final String clientName;
    private final TlsMode mode;
    private final Optional<Supplier<SSLEngine>> engines;
    private final Executor tlsTasks;

    private MailSender(String clientName, TlsMode mode, Optional<Supplier<SSLEngine>> engines, Executor tlsTasks) {
        this.clientName = clientName;
        this.mode = mode;
        this.engines = engines;
        this.tlsTasks = tlsTasks;
    }

    /**
     * A sender that speaks plain text.
     *
     * @param clientName what it says in EHLO
     */
    public static MailSender plain(String clientName) {
        return new MailSender(clientName, TlsMode.NONE, Optional.empty(), Runnable::run);
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
        return new MailSender(clientName, mode, Optional.of(() -> tls.newEngine(serverName, serverPort)), tlsTasks);
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
        SendDialogue dialogue =
                new SendDialogue(clientName, mode == TlsMode.STARTTLS, envelope, MessageText.forTransfer(message));
        ChannelFuture connected = bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (mode == TlsMode.IMPLICIT) {
                            channel.pipeline().addLast(newTlsHandler());
                        }
                        channel.pipeline()
                                .addLast(new ReadTimeoutHandler(REPLY_TIMEOUT_SECONDS, TimeUnit.SECONDS))
                                .addLast(new SenderConnection(dialogue, MailSender.this::newTlsHandler, report));
                    }
                })
                .connect(server);
        connected.addListener((Future<Void> done) -> {
            if (!done.isSuccess()) {
                report.tryFailure(done.cause());
            }
        });
        return report;
    }

    private SslHandler newTlsHandler() {
        return new SslHandler(
                engines.orElseThrow(() -> new IllegalStateException("no TLS")).get(), tlsTasks);
    }
}
