package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.hook.Manner;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.DotReader;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.SmtpLine;
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
 * read its replies, nor while there is no room for more of its message. What is buffered is never more than one read
 * brought.
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
    private final LineReader lines;

    private ChannelHandlerContext context;
    private Deadline deadline;
    private ReplyWriter replies;
    private SessionTrace trace;
    private DotReader dots = new DotReader();
    private long chunkOctetsLeft;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    /** What the session waits for. */
    private Next next = Next.ASK;

    private Manner manner = Manner.USUAL;
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
        this.lines = new LineReader(SmtpSession.maxLineOctets(limits));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::timedOut);
        replies = new ReplyWriter(ctx, this::dripped);
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
        input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, (ByteBuf) message);
        pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                secured(TlsFacts.of(
                        ctx.pipeline().get(SslHandler.class).engine().getSession()));
            } else {
                ending = "TLS handshake failed";
                trace.note("TLS handshake failed: " + handshake.cause().getMessage());
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            pump();
        }
    }

    private void secured(TlsFacts tls) {
        if (next != Next.TLS) {
            return; // A renegotiation, which the engine refuses; or the session is over.
        }
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
            boolean more = true;
            while (more && input.isReadable() && mayRead()) {
                more = switch (next) {
                    case COMMAND, SASL -> readLine();
                    case TEXT -> readText();
                    case CHUNK -> readChunk();
                    case ASK, WORK, KEEP, TLS, CLOSE -> false;
                };
            }
        } finally {
            pumping = false;
        }
        if (next == Next.CLOSE) {
            input.skipBytes(input.readableBytes());
        }
        if (!input.isReadable()) {
            releaseInput();
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
        return next != Next.TEXT && next != Next.CHUNK || session.isReady();
    }

    /** From any thread. */
    private void hasRoom() {
        context.executor().execute(() -> {
            if (next == Next.TEXT || next == Next.CHUNK) {
                deadline.arm(limits.timeouts().data());
                pump();
            }
        });
    }

    private boolean readLine() {
        Optional<SmtpLine> line = lines.read(input);
        if (line.isEmpty()) {
            return false;
        }
        if (next == Next.SASL) {
            trace.response();
            take(session.response(line.get()));
        } else {
            trace.command(line.get());
            take(session.command(line.get()));
        }
        return true;
    }

    private boolean readText() {
        int before = input.readableBytes();
        boolean ended = dots.read(input, session::text);
        trace.text(before - input.readableBytes());
        if (ended) {
            take(session.endOfText(dots.defect()));
        } else if (session.isTextEndless()) {
            take(session.close(ClosingReason.ENDLESS_MESSAGE));
        } else {
            deadline.arm(limits.timeouts().data());
        }
        return ended;
    }

    private boolean readChunk() {
        int octets = (int) Math.min(chunkOctetsLeft, input.readableBytes());
        session.text(input.readSlice(octets));
        trace.text(octets);
        chunkOctetsLeft -= octets;
        if (chunkOctetsLeft > 0) {
            deadline.arm(limits.timeouts().data());
            return false;
        }
        take(session.endOfChunk());
        return true;
    }

    /** Takes a step, and those that follow from it at once. */
    private void take(Step first) {
        Step step = first;
        while (step != null) {
            if (step.next() == Next.TLS && profile.tls() == TlsMode.STARTTLS && input.isReadable()) {
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
        switch (step.next()) {
            case COMMAND, SASL -> deadline.arm(limits.timeouts().command());
            case TEXT -> {
                dots = new DotReader();
                deadline.arm(limits.timeouts().data());
            }
            case CHUNK -> {
                chunkOctetsLeft = step.chunkOctets();
                if (chunkOctetsLeft == 0) {
                    return session.endOfChunk();
                }
                deadline.arm(limits.timeouts().data());
            }
            case ASK -> {
                return ask(step.inquiry().orElseThrow());
            }
            case WORK -> work(step.work().orElseThrow());
            case KEEP -> keep();
            case TLS -> startTls();
            case CLOSE -> hangUp();
        }
        return null;
    }

    private @Nullable Step ask(Inquiry inquiry) {
        deadline.disarm();
        Future<Decision> decision = services.hook().decide(inquiry, context.executor());
        if (decision.isDone()) {
            return decided(decision);
        }
        decision.addListener((Future<Decision> late) -> inLoop(() -> {
            if (next == Next.ASK) {
                take(decided(late));
                pump();
            }
        }));
        return null;
    }

    private Step decided(Future<Decision> answer) {
        if (!answer.isSuccess()) {
            LOG.warn("a hook of SMTP session {} failed", origin.sessionId(), answer.cause());
            return session.undecided();
        }
        Decision decision = answer.getNow();
        if (decision instanceof Decision.Accept accept) {
            behave(accept.manner());
        }
        return session.decided(decision);
    }

    /** What a manner leaves open stays as it was. */
    private void behave(Manner wanted) {
        OptionalInt drip = wanted.dripOctetsPerSecond();
        drip.ifPresent(replies::drip);
        if (drip.isPresent() || wanted.certificate().isPresent()) {
            manner = new Manner(
                    drip.isPresent() ? drip : manner.dripOctetsPerSecond(),
                    wanted.certificate().or(() -> manner.certificate()));
        }
    }

    private void work(SaslStep.Work work) {
        deadline.disarm();
        try {
            services.tasks().execute(() -> worked(outcome(work)));
        } catch (RejectedExecutionException e) {
            worked(Optional.empty());
        }
    }

    private void worked(Optional<SaslStep> outcome) {
        inLoop(() -> {
            if (next == Next.WORK) {
                take(session.worked(outcome));
                pump();
            }
        });
    }

    private Optional<SaslStep> outcome(SaslStep.Work work) {
        try {
            return Optional.of(work.work().get());
        } catch (RuntimeException e) {
            LOG.error("a SASL mechanism failed in SMTP session {}", origin.sessionId(), e);
            return Optional.empty();
        }
    }

    private void inLoop(Runnable task) {
        context.executor().execute(task);
    }

    private void keep() {
        deadline.disarm();
        Promise<String> receipt = context.executor().newPromise();
        receipt.addListener((Future<String> done) -> kept(done));
        session.keep(receipt);
    }

    private void kept(Future<String> receipt) {
        if (next != Next.KEEP) {
            return; // The client is gone.
        }
        take(receipt.isSuccess() ? session.kept(receipt.getNow()) : session.notKept(receipt.cause()));
        if (shuttingDown) {
            take(session.close(ClosingReason.SHUTTING_DOWN));
        }
        pump();
    }

    private void startTls() {
        // The handshake has a time-out of its own.
        deadline.disarm();
        replies.flush();
        if (replies.isDripping()) {
            return;
        }
        SSLEngine engine = services.tls().apply(manner);
        SslHandler handler = new SslHandler(engine, services.tasks());
        handler.setHandshakeTimeoutMillis(limits.timeouts().handshake().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(limits.timeouts().close().toMillis());
        context.pipeline().addFirst(handler);
        if (input.isReadable()) {
            // Under implicit TLS, the beginning of the handshake may have come before its time.
            ByteBuf hello = input;
            input = Unpooled.EMPTY_BUFFER;
            context.pipeline().fireChannelRead(hello);
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
        inLoop(() -> {
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
        releaseInput();
        register.leave(number);
        trace.end(ending, nowNanos());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        replies.release();
        releaseInput();
    }

    private void releaseInput() {
        input.release();
        input = Unpooled.EMPTY_BUFFER;
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
