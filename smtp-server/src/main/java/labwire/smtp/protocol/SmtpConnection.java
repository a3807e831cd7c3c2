package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.DotReader;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.SmtpSession;
import labwire.smtp.session.Step;
import labwire.smtp.session.Step.Next;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one {@link SmtpSession} over a channel: reads what the session's last step calls for, takes the step that comes
 * of it, and flushes replies once the input is used up, so that those to pipelined commands leave together.
 *
 * <p>Back-pressure: nothing is read while a message is being kept, nor while the client does not read its replies. What
 * is buffered is never more than one read brought.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and a close cannot fail.
final class SmtpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);

    private final SmtpSession session;
    private final SmtpLimits limits;
    private final boolean implicitTls;
    private final Supplier<SslHandler> tlsHandlers;
    private final SessionRegister register;
    private final LineReader lines;

    private ChannelHandlerContext context;
    private Deadline deadline;
    private DotReader dots = new DotReader();
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    /** What the session waits for. */
    private Next next = Next.COMMAND;

    private long number;
    private boolean pumping;
    private boolean inputEnded;
    private boolean shuttingDown;

    @SuppressWarnings("NullAway.Init") // context and deadline come with handlerAdded
    SmtpConnection(
            SmtpSession session,
            SmtpLimits limits,
            boolean implicitTls,
            Supplier<SslHandler> tlsHandlers,
            SessionRegister register) {
        this.session = session;
        this.limits = limits;
        this.implicitTls = implicitTls;
        this.tlsHandlers = tlsHandlers;
        this.register = register;
        this.lines = new LineReader(limits.maxLineOctets());
    }

    void enteredAs(long sessionNumber) {
        number = sessionNumber;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::timedOut);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Optional<ClosingReason> refused = register.enter(this);
        if (implicitTls) {
            next = Next.TLS;
            if (refused.isPresent()) {
                ctx.close(); // There is no saying why before the handshake, and that is what costs.
            }
        } else {
            take(refused.map(session::close).orElseGet(session::open));
            pump();
        }
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
                secured(ctx.pipeline().get(SslHandler.class).engine().getSession());
            } else {
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            pump();
        }
    }

    private void secured(SSLSession tls) {
        if (next != Next.TLS) {
            return; // A renegotiation, which the engine refuses; or the session is over.
        }
        session.secured(tls.getProtocol() + " with cipher " + tls.getCipherSuite());
        if (implicitTls) {
            take(session.open());
        } else {
            next = Next.COMMAND;
            deadline.arm(limits.commandTimeout());
        }
        pump();
    }

    /** Uses up the input as far as the session lets it. */
    private void pump() {
        if (pumping) {
            return; // A step was taken from within the loop below, which goes on with it.
        }
        pumping = true;
        try {
            boolean more = true;
            while (more && input.isReadable() && mayReply()) {
                more = switch (next) {
                    case COMMAND -> readCommand();
                    case TEXT -> readText();
                    case KEEP, TLS -> false;
                    case CLOSE -> {
                        input.skipBytes(input.readableBytes());
                        yield false;
                    }
                };
            }
        } finally {
            pumping = false;
        }
        if (!input.isReadable()) {
            releaseInput();
        }
        context.flush();
        boolean expectsInput = next == Next.COMMAND || next == Next.TEXT;
        if (inputEnded && expectsInput && context.channel().isWritable()) {
            session.disconnected();
            hangUp();
        } else {
            context.channel().config().setAutoRead(next == Next.TLS || expectsInput && mayReply());
        }
    }

    /** Whether the client takes what it is told. */
    private boolean mayReply() {
        if (!context.channel().isWritable()) {
            context.flush();
        }
        return context.channel().isWritable();
    }

    private boolean readCommand() {
        Optional<SmtpLine> line = lines.read(input);
        line.ifPresent(whole -> take(session.command(whole)));
        return line.isPresent();
    }

    private boolean readText() {
        if (dots.read(input, session::text)) {
            take(session.endOfText(dots.defect()));
            return true;
        }
        if (session.isTextEndless()) {
            take(session.close(ClosingReason.ENDLESS_MESSAGE));
        } else {
            deadline.arm(limits.dataTimeout());
        }
        return false;
    }

    private void take(Step step) {
        if (step.next() == Next.TLS && input.isReadable()) {
            // RFC 3207 section 4.2, and CVE-2011-0411: nothing said in plain text may be taken for said under TLS.
            take(session.close(ClosingReason.PIPELINED_STARTTLS));
            return;
        }
        next = step.next();
        step.reply().ifPresent(this::write);
        switch (next) {
            case COMMAND -> deadline.arm(limits.commandTimeout());
            case TEXT -> {
                dots = new DotReader();
                deadline.arm(limits.dataTimeout());
            }
            case KEEP -> keep();
            case TLS -> startTls();
            case CLOSE -> hangUp();
        }
    }

    private void write(SmtpReply reply) {
        context.write(ByteBufUtil.writeAscii(context.alloc(), reply.text()));
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
        context.flush();
        context.pipeline().addFirst(tlsHandlers.get());
    }

    private void hangUp() {
        next = Next.CLOSE;
        deadline.arm(limits.closeTimeout());
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void timedOut() {
        if (next == Next.CLOSE) {
            context.close();
        } else {
            take(session.close(ClosingReason.IDLE));
            context.flush();
        }
    }

    /** Ends the session, once a message under way to the store is kept. From any thread. */
    void shutDown() {
        context.executor().execute(() -> {
            shuttingDown = true;
            switch (next) {
                case COMMAND, TEXT -> {
                    take(session.close(ClosingReason.SHUTTING_DOWN));
                    context.flush();
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
        next = Next.CLOSE;
        session.disconnected();
        deadline.cancel();
        releaseInput();
        register.leave(number);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
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
        LOG.error("SMTP session {} ended by a fault of the server's own", number, cause);
        take(session.close(ClosingReason.SERVER_FAULT));
        ctx.flush();
    }
}
