package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import java.util.function.Function;
import labwire.smtp.auth.SaslChannel;
import labwire.smtp.hook.Manner;
import labwire.smtp.pop3.Pop3Step.Next;
import labwire.smtp.protocol.AddressText;
import labwire.smtp.protocol.Deadline;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.TlsHandshake;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.TlsFacts;
import labwire.smtp.session.TlsMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one {@link Pop3Session} over a channel: reads lines, takes the steps that come of them, and flushes replies once
 * the input is used up, so that those to pipelined commands leave together. What blocks runs on the executors.
 *
 * <p>Back-pressure: nothing is read while a step is being taken, nor while the client does not read its replies; a
 * listing or a message goes on only as the client takes it. What is buffered is never more than one read brought, and one
 * piece of what is sent beyond the channel's high-water mark.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and a close cannot fail.
final class Pop3Driver implements SessionRegister.Member {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3Driver.class);

    private final Pop3Profile profile;
    private final Pop3Services services;
    private final SessionRegister register;
    private final Pop3Tls tls;
    private final ChannelHandlerContext context;
    private final Pop3Trace trace;
    private final Pop3Session session;
    private final Pop3Input input;
    private final Pop3Output output;
    private final MaildropAccess maildrop;
    private final Pop3Errands errands;
    private final Deadline deadline;

    private Activity doing = Activity.COMMAND;
    private long number;
    private boolean pumping;
    private boolean inputEnded;
    /** The message on its way; null for none. */
    private @Nullable MessageSending message;

    Pop3Driver(
            Pop3Profile profile,
            Pop3Services services,
            MaildropLocks locks,
            SessionRegister register,
            Function<Manner, TlsHandshake> handshakes,
            ChannelHandlerContext context) {
        this.profile = profile;
        this.services = services;
        this.register = register;
        this.tls = new Pop3Tls(handshakes, context);
        this.context = context;
        SessionOrigin origin = new SessionOrigin(
                services.ids().next(),
                AddressText.of(context.channel().remoteAddress()),
                AddressText.port(context.channel().localAddress()));
        this.trace = new Pop3Trace(origin, services.transcripts(), services.observer());
        this.session = Pop3Session.of(profile, services, origin);
        this.input = new Pop3Input(profile.limits());
        this.output = new Pop3Output(context, trace);
        this.maildrop = new MaildropAccess(services, locks, context.executor());
        this.errands = new Pop3Errands(session, trace.sessionId(), services.hook(), maildrop, tls, context.executor());
        this.deadline = new Deadline(context.executor(), this::timedOut);
    }

    /** The connection is there. */
    void begin() {
        trace.begin(context.executor().ticker().nanoTime());
        SessionRegister.Entry entry = register.enter(this);
        number = entry.number();
        if (entry.refused().isEmpty()) {
            take(session.open());
        } else if (profile.tls() == TlsMode.IMPLICIT) {
            drop(); // There is no saying why before the handshake, and that is what costs.
        } else {
            take(session.close(entry.refused().get()));
        }
        pump();
    }

    /** @param octets the driver's to release */
    void read(ByteBuf octets) {
        input.add(context.alloc(), octets);
        pump();
    }

    /** The client sends no more, but may still read. */
    void inputEnded() {
        inputEnded = true;
        pump();
    }

    void handshakeFailed(Throwable cause) {
        tls.failed(cause);
        trace.endBecause("TLS handshake failed");
        context.close();
    }

    /** The handshake is done. */
    void secured() {
        if (doing != Activity.TLS) {
            return; // A renegotiation, which the engine refuses; or the session is over.
        }
        TlsFacts facts = tls.succeeded();
        trace.secured(facts);
        SaslChannel channel = new SaslChannel(profile.serverName(), true, facts.binding());
        session.secured(channel, facts.description()).ifPresentOrElse(this::take, () -> expect(Activity.COMMAND));
        pump();
    }

    private void expect(Activity line) {
        doing = line;
        deadline.arm(profile.limits().idleTimeout());
    }

    /** Uses up the input as far as the session lets it, and goes on with what is being sent. */
    void pump() {
        if (pumping) {
            return; // A step was taken from within the loop below, which goes on with it.
        }
        pumping = true;
        try {
            boolean more = true;
            while (more && mayWrite()) {
                more = switch (doing) {
                    case COMMAND -> readCommand();
                    case RESPONSE -> readResponse();
                    case LISTING -> writeListing();
                    case SENDING -> requestPiece();
                    case WORK, DELETION, TLS -> false;
                    case CLOSE -> {
                        input.release();
                        yield false;
                    }
                };
            }
        } finally {
            pumping = false;
        }
        if (input.isEmpty()) {
            input.release();
        }
        context.flush();
        boolean expectsInput = doing == Activity.COMMAND || doing == Activity.RESPONSE;
        if (inputEnded && expectsInput && context.channel().isWritable()) {
            trace.endBecause("the client closed the connection");
            hangUp();
        } else {
            context.channel().config().setAutoRead(doing == Activity.TLS || expectsInput && mayWrite());
        }
    }

    /** Whether the client takes what it is sent. */
    private boolean mayWrite() {
        if (!context.channel().isWritable()) {
            context.flush();
        }
        return context.channel().isWritable();
    }

    private boolean readCommand() {
        Optional<SmtpLine> line = input.command();
        line.ifPresent(whole -> {
            trace.command(whole);
            take(session.command(whole));
        });
        return line.isPresent();
    }

    private boolean readResponse() {
        Optional<SmtpLine> line = input.response();
        line.ifPresent(whole -> {
            trace.response(whole);
            take(session.response(whole));
        });
        return line.isPresent();
    }

    private void take(Pop3Step step) {
        if (step instanceof Pop3Step.Reply reply) {
            reply(reply);
        } else if (step instanceof Pop3Step.Listing list) {
            output.beginListing(list);
            deadline.arm(profile.limits().sendTimeout());
            doing = Activity.LISTING;
        } else if (step instanceof Pop3Step.Handshake) {
            startTls();
        } else if (step instanceof Pop3Step.Drop) {
            trace.endBecause("dropped");
            drop();
        } else if (step instanceof Pop3Step.Send send) {
            send(send);
        } else if (step instanceof Pop3Step.Errand errand) {
            await(errand);
        }
    }

    private void reply(Pop3Step.Reply reply) {
        if (reply.next() == Next.TLS && !input.isEmpty()) {
            // RFC 2595 section 4, and CVE-2011-0411: nothing said in plain text may be taken for said under TLS.
            take(session.close(ClosingReason.PIPELINED_STARTTLS));
            return;
        }
        if (reply.next() == Next.CLOSE) {
            trace.endBecause(reply.line());
            maildrop.unlock(); // Before the client hears of the end, and comes again.
        }
        output.line(reply.line());
        switch (reply.next()) {
            case COMMAND -> expect(Activity.COMMAND);
            case RESPONSE -> expect(Activity.RESPONSE);
            case TLS -> startTls();
            case CLOSE -> hangUp();
        }
    }

    private void startTls() {
        doing = Activity.TLS;
        deadline.disarm(); // The handshake has a time-out of its own.
        tls.begin(input);
    }

    private void drop() {
        doing = Activity.CLOSE;
        context.close();
    }

    private boolean writeListing() {
        if (output.listOn()) {
            expect(Activity.COMMAND);
        } else {
            deadline.arm(profile.limits().sendTimeout());
        }
        return true;
    }

    /** Takes the step that comes of an errand, unless the session is over by then. */
    private void await(Pop3Step.Errand errand) {
        Activity what = errand instanceof Pop3Step.Delete ? Activity.DELETION : Activity.WORK;
        doing = what;
        deadline.disarm();
        errands.run(errand, step -> {
            if (doing != what) {
                return;
            }
            take(step.get());
            pump();
            if (what == Activity.DELETION && !context.channel().isActive()) {
                leave();
            }
        });
    }

    private void send(Pop3Step.Send send) {
        doing = Activity.SENDING;
        message = new MessageSending(send, services, context, output, trace.sessionId(), this::sent);
    }

    /** Asks for the next piece of the message, if that was not done; nothing else is to be done meanwhile. */
    private boolean requestPiece() {
        if (message != null && !message.isReading()) {
            deadline.disarm();
            message.request();
        }
        return false;
    }

    private void sent(MessageSending.Progress progress) {
        switch (progress) {
            case PIECE -> deadline.arm(profile.limits().sendTimeout());
            case WHOLE -> {
                message = null;
                session.sent();
                expect(Activity.COMMAND);
            }
            case GONE, UNREADABLE -> {
                message = null;
                take(session.notSent(progress == MessageSending.Progress.GONE));
            }
            case BROKEN_OFF -> {
                // A message cut off must not look like one that ended.
                trace.endBecause("a message could not be read to its end");
                context.close();
                return;
            }
        }
        pump();
    }

    private void stopSending() {
        if (message != null) {
            message.stop();
            message = null;
        }
    }

    private void hangUp() {
        doing = Activity.CLOSE;
        stopSending();
        deadline.arm(profile.limits().closeTimeout());
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Without a word, as RFC 1939 section 3 wants it. */
    private void timedOut() {
        trace.endBecause("the client was idle");
        context.close();
    }

    @Override
    public void shutDown() {
        context.executor().execute(() -> {
            switch (doing) {
                case COMMAND, RESPONSE -> {
                    take(session.close(ClosingReason.SHUTTING_DOWN));
                    context.flush();
                }
                case WORK, LISTING, SENDING, TLS -> {
                    trace.endBecause("the server is shutting down");
                    context.close();
                }
                case DELETION, CLOSE -> {
                    // Ends by itself.
                }
            }
        });
    }

    /** The connection is gone; a deletion goes on. */
    void disconnected() {
        input.release();
        stopSending();
        if (doing == Activity.DELETION) {
            deadline.cancel();
        } else {
            leave();
        }
    }

    private void leave() {
        deadline.cancel();
        doing = Activity.CLOSE;
        session.disconnected();
        maildrop.unlock();
        register.leave(number);
        tls.tellFailure(trace);
        trace.end(context.executor().ticker().nanoTime());
    }

    /** No pump comes any more. */
    void releaseInput() {
        input.release();
    }

    /** The server itself is at fault; the client is told, if it was not told of the end already. */
    void fail(Throwable cause) {
        if (doing == Activity.CLOSE) {
            context.close();
            return;
        }
        LOG.error("POP3 session {} ended by a fault of the server's own", trace.sessionId(), cause);
        take(session.close(ClosingReason.SERVER_FAULT));
        context.flush();
    }
}
