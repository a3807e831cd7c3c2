package labwire.smtp.pop3;

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
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import labwire.smtp.auth.SaslChannel;
import labwire.smtp.pop3.Pop3Step.Next;
import labwire.smtp.protocol.Deadline;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.TlsFacts;
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
final class Pop3Connection extends ChannelInboundHandlerAdapter implements SessionRegister.Member {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3Connection.class);
    private static final int LISTING_OCTETS = 8 * 1024;

    private enum Doing {
        /** Reads a command. */
        COMMAND,
        /** Reads a line of a SASL exchange. */
        RESPONSE,
        /** Waits for an executor. */
        WORK,
        /** Waits for an executor that deletes messages: not even the end of the connection stops that. */
        DELETION,
        /** Writes lines of a listing. */
        LISTING,
        /** Writes pieces of a message. */
        SENDING,
        /** Does a TLS handshake. */
        TLS,
        /** Writes the last reply, or is over. */
        CLOSE
    }

    private final Pop3Profile profile;
    private final Pop3Services services;
    private final MaildropLocks locks;
    private final SessionRegister register;
    private final boolean implicitTls;
    private final Supplier<SslHandler> tlsHandlers;
    private final LineReader commands;
    private final Pop3Trace trace;
    private final Pop3Session session;

    private ChannelHandlerContext context;
    private Deadline deadline;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private Doing doing = Doing.COMMAND;
    /** Of a SASL exchange, whose lines may be longer; null between. */
    private @Nullable LineReader responses;

    private Iterator<String> listing = Collections.emptyIterator();
    private @Nullable MessageStream message;
    /** The mailbox that this session holds; null for none. */
    private @Nullable String locked;

    private long number;
    private boolean pumping;
    private boolean inputEnded;

    @SuppressWarnings("NullAway.Init") // context and deadline come with handlerAdded
    Pop3Connection(
            Pop3Profile profile,
            Pop3Services services,
            MaildropLocks locks,
            SessionRegister register,
            boolean implicitTls,
            Supplier<SslHandler> tlsHandlers) {
        this.profile = profile;
        this.services = services;
        this.locks = locks;
        this.register = register;
        this.implicitTls = implicitTls;
        this.tlsHandlers = tlsHandlers;
        this.commands = new LineReader(profile.limits().maxLineOctets());
        String sessionId = services.ids().next();
        this.trace = new Pop3Trace(sessionId, services.observer());
        this.session = new Pop3Session(
                profile,
                sessionId,
                new LoginDialogue(
                        services.sasl(),
                        services.apop(),
                        new SaslChannel(profile.serverName(), profile.plaintextAuth(), Optional.empty())),
                services.observer());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::timedOut);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        trace.begin(
                services.transcripts(), ctx.channel(), ctx.executor().ticker().nanoTime());
        SessionRegister.Entry entry = register.enter(this);
        number = entry.number();
        if (implicitTls) {
            doing = Doing.TLS;
            if (entry.refused().isPresent()) {
                ctx.close(); // There is no saying why before the handshake, and that is what costs.
            }
        } else {
            take(entry.refused().map(session::close).orElseGet(session::open));
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
                trace.note("TLS handshake failed: " + handshake.cause().getMessage());
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            pump();
        }
    }

    private void secured(SSLSession tls) {
        if (doing != Doing.TLS) {
            return; // A renegotiation, which the engine refuses; or the session is over.
        }
        TlsFacts facts = TlsFacts.of(tls);
        trace.secured(facts);
        session.secured(new SaslChannel(profile.serverName(), true, facts.binding()));
        if (implicitTls) {
            take(session.open());
        } else {
            expect(Doing.COMMAND);
        }
        pump();
    }

    private void expect(Doing line) {
        doing = line;
        deadline.arm(profile.limits().idleTimeout());
    }

    /** Uses up the input as far as the session lets it, and goes on with what is being sent. */
    private void pump() {
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
        boolean expectsInput = doing == Doing.COMMAND || doing == Doing.RESPONSE;
        if (inputEnded && expectsInput && context.channel().isWritable()) {
            trace.endBecause("the client closed the connection");
            hangUp();
        } else {
            context.channel().config().setAutoRead(doing == Doing.TLS || expectsInput && mayWrite());
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
        Optional<SmtpLine> line = commands.read(input);
        line.ifPresent(whole -> {
            trace.command(whole);
            take(session.command(whole));
        });
        return line.isPresent();
    }

    private boolean readResponse() {
        if (responses == null) {
            responses = new LineReader(profile.limits().maxResponseOctets());
        }
        Optional<SmtpLine> line = responses.read(input);
        line.ifPresent(whole -> {
            responses = null;
            trace.response(whole);
            take(session.response(whole));
        });
        return line.isPresent();
    }

    private void take(Pop3Step step) {
        if (step instanceof Pop3Step.Reply reply) {
            reply(reply);
        } else if (step instanceof Pop3Step.Listing list) {
            write(list.line());
            listing = list.lines();
            deadline.arm(profile.limits().sendTimeout());
            doing = Doing.LISTING;
        } else if (step instanceof Pop3Step.Check check) {
            work(
                    services.cpuWork(),
                    check.work()::get,
                    done -> take(done.isSuccess() ? session.checked(done.getNow()) : session.unable()));
        } else if (step instanceof Pop3Step.Open open) {
            open(open.mailbox());
        } else if (step instanceof Pop3Step.Send send) {
            send(send);
        } else if (step instanceof Pop3Step.Delete delete) {
            delete(delete);
        }
    }

    private void reply(Pop3Step.Reply reply) {
        if (reply.next() == Next.TLS && input.isReadable()) {
            // RFC 2595 section 4, and CVE-2011-0411: nothing said in plain text may be taken for said under TLS.
            take(session.close(ClosingReason.PIPELINED_STARTTLS));
            return;
        }
        switch (reply.next()) {
            case COMMAND -> {
                write(reply.line());
                expect(Doing.COMMAND);
            }
            case RESPONSE -> {
                write(reply.line());
                expect(Doing.RESPONSE);
            }
            case TLS -> {
                write(reply.line());
                startTls();
            }
            case CLOSE -> {
                trace.endBecause(reply.line());
                unlock(); // Before the client hears of the end, and comes again.
                write(reply.line());
                hangUp();
            }
        }
    }

    private void write(String line) {
        trace.reply(line);
        context.write(ByteBufUtil.writeUtf8(context.alloc(), line + "\r\n"));
    }

    private void startTls() {
        doing = Doing.TLS;
        deadline.disarm(); // The handshake has a time-out of its own.
        context.flush();
        context.pipeline().addFirst(tlsHandlers.get());
    }

    private boolean writeListing() {
        StringBuilder text = new StringBuilder();
        while (listing.hasNext() && text.length() < LISTING_OCTETS) {
            text.append(listing.next()).append("\r\n");
        }
        boolean ends = !listing.hasNext();
        if (ends) {
            text.append(".\r\n");
        }
        ByteBuf lines = ByteBufUtil.writeUtf8(context.alloc(), text);
        trace.sent(lines.readableBytes());
        context.write(lines);
        if (ends) {
            expect(Doing.COMMAND);
        } else {
            deadline.arm(profile.limits().sendTimeout());
        }
        return true;
    }

    private void open(String mailbox) {
        if (!locks.take(mailbox)) {
            take(session.notOpened(true));
            return;
        }
        locked = mailbox;
        work(services.diskWork(), () -> services.mailboxes().list(mailbox), done -> {
            if (!done.isSuccess()) {
                unlock();
            }
            take(done.isSuccess() ? session.opened(done.getNow()) : session.notOpened(false));
        });
    }

    private void unlock() {
        if (locked != null) {
            locks.release(locked);
            locked = null;
        }
    }

    private void delete(Pop3Step.Delete delete) {
        Callable<Boolean> deletion = () -> {
            services.mailboxes().delete(delete.mailbox(), delete.uids());
            return true;
        };
        work(services.diskWork(), deletion, done -> take(done.isSuccess() ? session.deleted() : session.notDeleted()));
        doing = Doing.DELETION;
    }

    /** Runs work on an executor and what follows on the event loop, unless the session is over by then. */
    private <T> void work(Executor executor, Callable<T> work, Consumer<Future<T>> then) {
        doing = Doing.WORK;
        deadline.disarm();
        Promise<T> promise = context.executor().newPromise();
        try {
            executor.execute(() -> {
                try {
                    promise.setSuccess(work.call());
                } catch (Exception | LinkageError e) {
                    promise.setFailure(e);
                }
            });
        } catch (RejectedExecutionException e) {
            promise.setFailure(e);
        }
        // Always as a task of its own: what an executor did at once must not run within the step that asked for it.
        promise.addListener((Future<T> done) -> context.executor().execute(() -> {
            if (!done.isSuccess()) {
                LOG.warn("POP3 session {}: {}", trace.sessionId(), done.cause().toString());
            }
            boolean deleting = doing == Doing.DELETION;
            if (deleting || doing == Doing.WORK) {
                then.accept(done);
                pump();
            }
            if (deleting && !context.channel().isActive()) {
                leave();
            }
        }));
    }

    private void send(Pop3Step.Send send) {
        doing = Doing.SENDING;
        message = new MessageStream(
                services.mailboxes(),
                send,
                services.diskWork(),
                context.executor(),
                context.alloc(),
                new MessageStream.Sink() {
                    private boolean begun;

                    @Override
                    public void piece(ByteBuf octets, boolean last) {
                        if (doing != Doing.SENDING) {
                            octets.release();
                            return;
                        }
                        if (!begun) {
                            begun = true;
                            write(send.line());
                        }
                        trace.sent(octets.readableBytes());
                        context.write(octets);
                        if (last) {
                            message = null;
                            session.sent();
                            expect(Doing.COMMAND);
                        } else {
                            deadline.arm(profile.limits().sendTimeout());
                        }
                        pump();
                    }

                    @Override
                    public void gone() {
                        notSent(true);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        LOG.warn("POP3 session {}: {}", trace.sessionId(), cause.toString());
                        if (begun) {
                            // A message cut off must not look like one that ended.
                            trace.endBecause("a message could not be read to its end");
                            context.close();
                        } else {
                            notSent(false);
                        }
                    }
                });
    }

    private void notSent(boolean gone) {
        message = null;
        take(session.notSent(gone));
        pump();
    }

    /** Asks for the next piece of the message, if that was not done; nothing else is to be done meanwhile. */
    private boolean requestPiece() {
        if (message != null && !message.isReading()) {
            deadline.disarm();
            message.request();
        }
        return false;
    }

    private void hangUp() {
        doing = Doing.CLOSE;
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

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        releaseInput();
        if (message != null) {
            message.close();
            message = null;
        }
        if (doing == Doing.DELETION) {
            deadline.cancel();
        } else {
            leave();
        }
    }

    private void leave() {
        deadline.cancel();
        doing = Doing.CLOSE;
        session.disconnected();
        unlock();
        register.leave(number);
        trace.end(context.executor().ticker().nanoTime());
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
        if (peersFault || doing == Doing.CLOSE) {
            ctx.close();
            return;
        }
        LOG.error("POP3 session {} ended by a fault of the server's own", trace.sessionId(), cause);
        take(session.close(ClosingReason.SERVER_FAULT));
        ctx.flush();
    }
}
