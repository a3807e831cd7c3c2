package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.hook.Manner;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.SmtpSession;
import labwire.smtp.session.Step;
import labwire.smtp.session.Step.Next;
import labwire.smtp.session.TlsFacts;
import labwire.smtp.session.TlsMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one {@link SmtpSession} over a channel: reads what the session's last step calls for, and takes the step that
 * comes of it.
 *
 * <p>Back-pressure: nothing is read while a question is open or a message is being kept, nor while the client does not
 * read its replies, nor while there is no room for more of its message.
 *
 * <pre>
 *   SessionInput ──→ SmtpSession ──→ ReplyWriter
 *                       │   ↑
 *                       ↓   │
 *     SessionErrands, TlsHandshake
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and a close cannot fail.
final class SmtpConnection extends ChannelInboundHandlerAdapter implements SessionRegister.Member {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);

    private final SessionProfile profile;
    private final SmtpLimits limits;
    private final SmtpServices services;
    private final SessionRegister register;
    private final SessionOrigin origin;
    private final SmtpSession session;
    private final SessionInput input;

    private ChannelHandlerContext context;
    private Deadline deadline;
    private ReplyWriter replies;
    private SessionErrands errands;
    private SessionTrace trace;
    /** What the session waits for. */
    private Next next = Next.ASK;

    private Manner manner = Manner.USUAL;
    private @Nullable TlsHandshake handshake;
    private long number;
    private boolean started;
    private boolean pumping;
    private boolean inputEnded;
    private boolean shuttingDown;
    private @Nullable String ending;

    @SuppressWarnings("NullAway.Init") // what hangs on the channel comes with handlerAdded
    SmtpConnection(
            SessionProfile profile,
            SessionOrigin origin,
            SmtpServices services,
            DeliveryTarget target,
            SessionRegister register) {
        this.profile = profile;
        this.limits = profile.limits();
        this.services = services;
        this.register = register;
        this.origin = origin;
        this.session = new SmtpSession(
                profile, origin, target, services.sasl(), services.observer(), services.clock(), this::hasRoom);
        this.input = new SessionInput(session, SmtpSession.maxLineOctets(limits));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::timedOut);
        replies = new ReplyWriter(ctx, this::dripped);
        errands = new SessionErrands(session, origin.sessionId(), services, ctx.executor(), this::behave, this::resume);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        started = true;
        trace = new SessionTrace(
                services.transcripts()
                        .begin(origin.sessionId(), profile.protocolName(), origin.clientAddress(), origin.serverPort()),
                services.observer(),
                origin,
                profile.protocolName(),
                nowNanos());
        SessionRegister.Entry entry = register.enter(this);
        number = entry.number();
        if (entry.refused().isEmpty()) {
            take(session.open());
        } else if (profile.tls() == TlsMode.IMPLICIT) {
            ending = entry.refused().get().description();
            context.close(); // There is no saying why before the handshake, and that is what costs.
        } else {
            take(session.close(entry.refused().get()));
        }
        pump();
    }

    private long nowNanos() {
        return context.executor().ticker().nanoTime();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input.add(ctx.alloc(), (ByteBuf) message);
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && handshake != null) {
            if (done.isSuccess()) {
                secured(handshake);
            } else {
                ending = "TLS handshake failed";
                handshake.failed(done.cause());
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            pump();
        }
    }

    private void secured(TlsHandshake done) {
        if (next != Next.TLS) {
            return; // A renegotiation, which the engine refuses; or the session is over.
        }
        TlsFacts tls = done.succeeded(context.pipeline());
        trace.secured(tls);
        take(session.secured(tls));
        pump();
    }

    /** Uses up the input as far as the session lets it. */
    private void pump() {
        if (pumping || !started) {
            return; // A step was taken from within the loop below, which goes on with it.
        }
        pumping = true;
        try {
            while (!input.isEmpty() && mayRead() && readOn()) {
                // On with what comes next.
            }
        } finally {
            pumping = false;
        }
        if (next == Next.CLOSE || input.isEmpty()) {
            input.release();
        }
        replies.flush();
        if (!hasRoomNow()) {
            deadline.disarm(); // The client's time does not run while it may not send.
        }
        if (inputEnded && next.reads() && mayRead()) {
            session.disconnected();
            hangUp();
        } else {
            context.channel().config().setAutoRead(next == Next.TLS || mayRead());
        }
    }

    /** Whether it is the client's turn, it takes what it is told, and there is room for what it says. */
    private boolean mayRead() {
        if (!next.reads() || replies.isDripping()) {
            return false;
        }
        if (!context.channel().isWritable()) {
            context.flush();
        }
        return context.channel().isWritable() && hasRoomNow();
    }

    private boolean hasRoomNow() {
        return !readsMessage() || session.isReady();
    }

    private boolean readsMessage() {
        return next == Next.TEXT || next == Next.CHUNK;
    }

    /** From any thread. */
    private void hasRoom() {
        context.executor().execute(() -> {
            if (readsMessage()) {
                deadline.arm(limits.timeouts().data());
                pump();
            }
        });
    }

    /** Whether there was enough to go on with. */
    private boolean readOn() {
        Optional<Step> step = input.read(next, trace);
        if (step.isPresent()) {
            take(step.get());
        } else if (readsMessage()) {
            deadline.arm(limits.timeouts().data());
        }
        return step.isPresent();
    }

    /** Takes a step, and those that follow from it at once. */
    private void take(Step first) {
        Step step = first;
        while (step != null) {
            if (step.next() == Next.TLS && profile.tls() == TlsMode.STARTTLS && !input.isEmpty()) {
                // RFC 3207 section 4.2, and CVE-2011-0411: nothing said in plain text may be taken for said under TLS.
                step = session.close(ClosingReason.PIPELINED_STARTTLS);
            }
            next = step.next();
            for (SmtpReply reply : step.replies()) {
                trace.reply(reply);
                replies.write(reply);
            }
            step = follow(step);
        }
    }

    /** Does what a step asks for; gives the next one if it is known already. */
    private @Nullable Step follow(Step step) {
        if (!step.next().reads()) {
            deadline.disarm(); // It is not the client's turn; a handshake and a close have time-outs of their own.
        }
        switch (step.next()) {
            case COMMAND, SASL -> deadline.arm(limits.timeouts().command());
            case TEXT -> {
                input.beginText();
                deadline.arm(limits.timeouts().data());
            }
            case CHUNK -> {
                if (step.chunkOctets() == 0) {
                    return session.endOfChunk();
                }
                input.beginChunk(step.chunkOctets());
                deadline.arm(limits.timeouts().data());
            }
            case ASK -> {
                return errands.ask(step.inquiry().orElseThrow()).orElse(null);
            }
            case WORK -> errands.work(step.work().orElseThrow());
            case KEEP -> errands.keep();
            case TLS -> startTls();
            case CLOSE -> hangUp();
        }
        return null;
    }

    /** An errand is done, unless the client is gone or was told to go meanwhile. */
    private void resume(Next awaited, Supplier<Step> step) {
        if (next != awaited) {
            return;
        }
        take(step.get());
        if (shuttingDown) {
            take(session.close(ClosingReason.SHUTTING_DOWN));
        }
        pump();
    }

    private void behave(Manner wanted) {
        wanted.dripOctetsPerSecond().ifPresent(replies::drip);
        manner = manner.and(wanted);
    }

    private void startTls() {
        replies.flush();
        if (replies.isDripping()) {
            return;
        }
        handshake = new TlsHandshake(
                services.tls().apply(manner),
                services.tasks(),
                limits.timeouts().handshake(),
                limits.timeouts().close());
        handshake.begin(context.pipeline());
        if (!input.isEmpty()) {
            // Under implicit TLS, the beginning of the handshake may have come before its time.
            context.pipeline().fireChannelRead(input.take());
        }
    }

    private void hangUp() {
        next = Next.CLOSE;
        replies.flush();
        if (replies.isDripping()) {
            deadline.disarm();
            return;
        }
        deadline.arm(limits.timeouts().close());
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** The last octet of the replies is out: what had to wait for that goes on. */
    private void dripped() {
        switch (next) {
            case TLS -> startTls();
            case CLOSE -> hangUp();
            case COMMAND, SASL, TEXT, CHUNK, ASK, WORK, KEEP -> {
                // Goes on by itself.
            }
        }
        pump();
    }

    private void timedOut() {
        if (next == Next.CLOSE) {
            context.close();
        } else if (replies.isDripping()) {
            deadline.arm(limits.timeouts().command()); // It is not the client that takes its time.
        } else {
            take(session.close(ClosingReason.IDLE));
            pump();
        }
    }

    @Override
    public void shutDown() {
        context.executor().execute(() -> {
            shuttingDown = true;
            switch (next) {
                case COMMAND, SASL, TEXT, CHUNK, ASK, WORK -> {
                    take(session.close(ClosingReason.SHUTTING_DOWN));
                    pump();
                }
                case TLS -> context.close();
                case KEEP, CLOSE -> {
                    // Ends by itself.
                }
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (ending == null) {
            ending = session.ending().isEmpty() ? "the client is gone" : session.ending();
        }
        next = Next.CLOSE;
        session.disconnected();
        deadline.cancel();
        replies.release();
        input.release();
        if (handshake != null) {
            handshake.failure().ifPresent(trace::note);
        }
        trace.end(ending, nowNanos());
        register.leave(number);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        replies.release();
        input.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean peersFault = cause instanceof IOException
                || cause instanceof DecoderException decoding && decoding.getCause() instanceof SSLException;
        if (peersFault || next == Next.CLOSE) {
            ctx.close();
            return;
        }
        LOG.error("SMTP session {} ended by a fault of the server's own", origin.sessionId(), cause);
        take(session.close(ClosingReason.SERVER_FAULT));
        replies.flush();
    }
}
