package labwire.smtp.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import labwire.smtp.client.SenderException.Problem;
import labwire.smtp.client.TransactionReport.Outcome;
import labwire.smtp.reply.SmtpReply;

/**
 * A connection to a server that takes messages one after the other. Safe for any thread; futures complete on the event
 * loop of the connection.
 */
public final class SmtpClientConnection {

    private final Channel channel;
    private final ClientHandler handler;
    private final ClientProfile profile;
    /** A transaction was left open. Of the event loop. */
    private boolean needsReset;

    private int messages;

    private SmtpClientConnection(Channel channel, ClientHandler handler, ClientProfile profile) {
        this.channel = channel;
        this.handler = handler;
        this.profile = profile;
    }

    /**
     * Connects, greets, and does TLS and AUTH as the profile wants.
     *
     * @param network bound to a network: it has an event loop group and a channel class, and no handler. Not changed
     * @return fails with an {@link IOException}, a {@link SenderException} where it is the server's words that are the
     *     problem, an {@link javax.net.ssl.SSLException} where it is its certificate
     */
    public static Future<SmtpClientConnection> open(Bootstrap network, SocketAddress server, ClientProfile profile) {
        EventExecutor executor = network.config().group().next();
        Promise<SmtpClientConnection> opened = executor.newPromise();
        Promise<Void> ready = executor.newPromise();
        ClientHandler handler = new ClientHandler(profile, ready);
        ChannelFuture connecting = network.clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) throws SenderException {
                        if (profile.implicitTls()) {
                            channel.pipeline().addLast(ClientHandler.newSslHandler(profile));
                        }
                        channel.pipeline().addLast(handler);
                    }
                })
                .connect(server);
        Future<?> late = executor.schedule(
                () -> {
                    ready.tryFailure(new SenderException(
                            Problem.TIMEOUT,
                            "no connection to " + server + " within "
                                    + profile.timeouts().connect()));
                    connecting.channel().close();
                },
                profile.timeouts().connect().toNanos(),
                TimeUnit.NANOSECONDS);
        connecting.addListener((Future<Void> connected) -> {
            late.cancel(false);
            if (!connected.isSuccess()) {
                ready.tryFailure(connected.cause());
            }
        });
        ready.addListener((Future<Void> done) -> {
            if (done.isSuccess()) {
                opened.trySuccess(new SmtpClientConnection(connecting.channel(), handler, profile));
            } else {
                opened.tryFailure(done.cause());
            }
        });
        return opened;
    }

    public ServerOffer offer() {
        return handler.offer();
    }

    /** The TLS version and cipher suite; empty in plain text. */
    public Optional<String> tls() {
        return handler.tls();
    }

    /** Whether the server has shown who it is. */
    private boolean isVerified() {
        return handler.tls().isPresent() && profile.tls() == TlsPolicy.VERIFIED;
    }

    /** Messages sent so far, taken or not. */
    public int messages() {
        return messages;
    }

    /** Whether another message may be sent. */
    public boolean isUsable() {
        return handler.isIdle() && channel.isActive();
    }

    /** Completes when the connection is closed, by whomever. */
    public Future<Void> closed() {
        return channel.closeFuture();
    }

    /**
     * Sends a message; only after the report of the one before. What the message needs and the server does not offer is
     * reported without asking it.
     *
     * @param reads runs what reads the message
     * @return completes with what the server said, whether or not it took the message; fails with an {@link IOException}
     *     if the dialogue broke off before that was known
     */
    public Future<TransactionReport> send(OutgoingMessage message, Executor reads) {
        Promise<TransactionReport> report = channel.eventLoop().newPromise();
        if (channel.eventLoop().inEventLoop()) {
            send(message, reads, report);
        } else {
            channel.eventLoop().execute(() -> send(message, reads, report));
        }
        return report;
    }

    private void send(OutgoingMessage message, Executor reads, Promise<TransactionReport> report) {
        Optional<SmtpReply> unmet = MessageNeeds.unmet(message, offer(), isVerified());
        if (unmet.isPresent()) {
            report.trySuccess(new TransactionReport(
                    unmet.get(),
                    message.recipients().stream()
                            .map(recipient -> new Outcome(recipient, unmet.get(), true))
                            .toList(),
                    false));
            return;
        }
        messages++;
        TransactionDialogue dialogue = new TransactionDialogue(message, offer(), needsReset);
        ContentPump pump = new ContentPump(channel, message.content(), reads, handler::blockStarts);
        Promise<Void> over = channel.eventLoop().newPromise();
        over.addListener((Future<Void> done) -> {
            needsReset = dialogue.needsReset();
            if (!done.isSuccess()) {
                report.tryFailure(
                        dialogue.isAtEnd() && pump.hasHandedOver()
                                ? new SenderException(
                                        Problem.UNANSWERED,
                                        "no reply to the message's end: "
                                                + done.cause().getMessage(),
                                        done.cause())
                                : done.cause());
                return;
            }
            if (dialogue.isClosing()) {
                handler.quit();
            }
            report.trySuccess(dialogue.report());
        });
        handler.begin(dialogue, pump, over);
    }

    /** Says QUIT and closes. */
    public Future<Void> quit() {
        if (channel.eventLoop().inEventLoop()) {
            handler.quit();
        } else {
            channel.eventLoop().execute(handler::quit);
        }
        return closed();
    }

    /** Closes at once; what is under way fails. */
    public void close() {
        channel.close();
    }
}
