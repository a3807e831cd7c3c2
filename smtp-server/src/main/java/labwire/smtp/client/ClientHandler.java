package labwire.smtp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import labwire.smtp.client.ClientMove.Patience;
import labwire.smtp.client.SenderException.Problem;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * Carries a client's dialogues over a channel, one after the other. For the channel's event loop.
 *
 * <pre>
 *   [SslHandler] → ClientHandler
 * </pre>
 */
final class ClientHandler extends ChannelInboundHandlerAdapter {

    private enum State {
        /** Not connected, or TLS before the greeting: → TALKING. */
        STARTING,
        /** A reply is due: → any but STARTING. */
        TALKING,
        /** The message is leaving: → TALKING, IDLE. */
        PUMPING,
        /** → TALKING. */
        HANDSHAKING,
        /** An answer is being computed: → TALKING. */
        WORKING,
        /** No dialogue: → TALKING, QUITTING. */
        IDLE,
        /** The reply to QUIT is due: → CLOSED. */
        QUITTING,
        CLOSED
    }

    private final ClientProfile profile;
    private final OpeningDialogue opening;
    private final Promise<Void> opened;
    private final ReplyReader replies = new ReplyReader();
    private final ReplyTimer timer = new ReplyTimer();

    private @Nullable ChannelHandlerContext context;
    private ClientDialogue dialogue;
    private Promise<Void> over;
    private @Nullable ContentPump pump;
    private Optional<String> tls = Optional.empty();
    private State state = State.STARTING;

    /** @param opened on the channel's event loop or another; succeeds when messages may be sent */
    ClientHandler(ClientProfile profile, Promise<Void> opened) {
        this.profile = profile;
        this.opening = new OpeningDialogue(profile);
        this.opened = opened;
        this.dialogue = opening;
        this.over = opened;
    }

    ServerOffer offer() {
        return opening.offer();
    }

    Optional<String> tls() {
        return tls;
    }

    boolean isIdle() {
        return state == State.IDLE;
    }

    /** Begins a dialogue; only when idle. */
    void begin(ClientDialogue next, @Nullable ContentPump content, Promise<Void> whenOver) {
        ChannelHandlerContext ctx = context;
        if (state != State.IDLE || ctx == null) {
            whenOver.tryFailure(
                    new SenderException(Problem.CLOSED, "the connection is " + state + " (expected: IDLE)"));
            return;
        }
        dialogue = next;
        pump = content;
        over = whenOver;
        make(ctx, dialogue.start());
    }

    void quit() {
        ChannelHandlerContext ctx = context;
        if (state == State.IDLE && ctx != null) {
            state = State.QUITTING;
            write(ctx, "QUIT\r\n");
            timer.set(ctx, profile.timeouts().quit(), () -> close(ctx));
        } else if (ctx != null) {
            close(ctx);
        }
    }

    /** A piece of the message was handed over, and has its time to leave. */
    void blockStarts() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            expect(ctx, profile.timeouts().block(), "a piece of the message to leave");
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ctx.channel().isActive()) {
            channelActive(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        expect(ctx, profile.timeouts().greeting(), "a greeting");
        if (!profile.implicitTls()) {
            state = State.TALKING;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf octets = (ByteBuf) message;
        try {
            for (Optional<SmtpReply> reply = replies.read(octets); reply.isPresent(); reply = replies.read(octets)) {
                reply(ctx, reply.get(), octets);
            }
        } catch (SenderException e) {
            fail(ctx, e);
        } finally {
            octets.release();
        }
    }

    private void reply(ChannelHandlerContext ctx, SmtpReply reply, ByteBuf rest) throws SenderException {
        switch (state) {
            case TALKING -> {
                ClientMove next = dialogue.on(reply);
                if (next instanceof ClientMove.StartTls && rest.isReadable()) {
                    throw new SenderException(Problem.PROTOCOL, reply, "nothing behind the answer to STARTTLS");
                }
                make(ctx, next);
            }
            case PUMPING -> {
                ContentPump running = pump;
                if (running != null && running.hasHandedOver()) {
                    state = State.TALKING;
                    make(ctx, dialogue.on(reply));
                } else if (reply.isPositive() || reply.isIntermediate()) {
                    throw new SenderException(Problem.PROTOCOL, reply, "a reply after the message's end");
                } else {
                    // The rest of the message need not be sent, and cannot be ended: the connection is of no more use.
                    make(ctx, dialogue.on(reply));
                    close(ctx);
                }
            }
            case QUITTING -> close(ctx);
            case IDLE -> close(ctx); // Unasked, such as a 421 before the server closes.
            case STARTING, HANDSHAKING, WORKING -> throw new SenderException(Problem.PROTOCOL, reply, "nothing now");
            case CLOSED -> {
                // Too late.
            }
        }
    }

    private void make(ChannelHandlerContext ctx, ClientMove move) {
        try {
            if (move instanceof ClientMove.Say say) {
                state = State.TALKING;
                if (!say.lines().isEmpty()) {
                    write(ctx, say.lines());
                }
                expect(ctx, time(say.patience()), "a reply");
            } else if (move instanceof ClientMove.Work work) {
                state = State.WORKING;
                timer.clear();
                work(ctx, work.line());
            } else if (move instanceof ClientMove.StartTls) {
                state = State.HANDSHAKING;
                ctx.pipeline().addFirst(newSslHandler(profile));
            } else if (move instanceof ClientMove.SendText) {
                pumped(ctx, requirePump().text());
            } else if (move instanceof ClientMove.SendChunk chunk) {
                pumped(ctx, requirePump().chunk(chunk.command(), chunk.octets()));
            } else {
                done();
            }
        } catch (SenderException e) {
            fail(ctx, e);
        }
    }

    private void done() {
        state = State.IDLE;
        timer.clear();
        closePump();
        over.trySuccess(null);
    }

    private ContentPump requirePump() throws SenderException {
        ContentPump running = pump;
        if (running == null) {
            throw new SenderException(Problem.CONTENT, "there is no message to send");
        }
        return running;
    }

    private void pumped(ChannelHandlerContext ctx, Future<Void> sent) {
        state = State.PUMPING;
        sent.addListener((Future<Void> done) -> {
            if (!done.isSuccess()) {
                fail(ctx, done.cause());
            } else if (state == State.PUMPING) {
                state = State.TALKING;
                expect(ctx, profile.timeouts().end(), "a reply to the message");
            }
        });
    }

    private void work(ChannelHandlerContext ctx, Callable<String> line) {
        profile.engines().map(ClientEngines::tasks).orElse(Runnable::run).execute(() -> {
            try {
                String result = line.call();
                ctx.executor().execute(() -> {
                    if (state == State.WORKING) {
                        make(ctx, new ClientMove.Say(result, Patience.COMMAND));
                    }
                });
            } catch (Exception e) {
                ctx.executor()
                        .execute(() -> fail(ctx, new SenderException(Problem.AUTH, String.valueOf(e.getMessage()), e)));
            }
        });
    }

    static SslHandler newSslHandler(ClientProfile profile) throws SenderException {
        ClientEngines engines = profile.engines().orElseThrow();
        SslHandler handler = new SslHandler(
                engines.newEngine(profile.tls(), profile.serverName(), profile.serverPort()), engines.tasks());
        handler.setHandshakeTimeoutMillis(profile.timeouts().command().toMillis());
        return handler;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                fail(ctx, handshake.cause());
                return;
            }
            SSLSession session = ctx.pipeline().get(SslHandler.class).engine().getSession();
            tls = Optional.of(session.getProtocol() + " with cipher " + session.getCipherSuite());
            if (state == State.HANDSHAKING) {
                make(ctx, dialogue.secured());
            } else if (state == State.STARTING) {
                state = State.TALKING;
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, new SenderException(Problem.CLOSED, "the server closed the connection (expected: a reply)"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, cause);
    }

    private void expect(ChannelHandlerContext ctx, Duration time, String what) {
        timer.set(
                ctx,
                time,
                () -> fail(
                        ctx,
                        new SenderException(Problem.TIMEOUT, "nothing for " + time + " (expected: " + what + ")")));
    }

    private Duration time(Patience patience) {
        return switch (patience) {
            case GREETING -> profile.timeouts().greeting();
            case COMMAND -> profile.timeouts().command();
            case DATA -> profile.timeouts().data();
            case END -> profile.timeouts().end();
        };
    }

    private static void write(ChannelHandlerContext ctx, String lines) {
        ctx.writeAndFlush(ByteBufUtil.writeUtf8(ctx.alloc(), lines));
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
        if (state != State.CLOSED) {
            close(ctx);
            over.tryFailure(cause);
        }
    }

    private void close(ChannelHandlerContext ctx) {
        state = State.CLOSED;
        timer.clear();
        closePump();
        ctx.close();
    }

    private void closePump() {
        ContentPump running = pump;
        pump = null;
        if (running != null) {
            running.close();
        }
    }

    /** Succeeds when messages may be sent. */
    Future<Void> opened() {
        return opened;
    }

    /** The one deadline that a client has at a time. */
    private static final class ReplyTimer {
        private @Nullable Future<?> running;

        void set(ChannelHandlerContext ctx, Duration time, Runnable late) {
            clear();
            running = ctx.executor().schedule(late, time.toNanos(), TimeUnit.NANOSECONDS);
        }

        void clear() {
            Future<?> before = running;
            running = null;
            if (before != null) {
                before.cancel(false);
            }
        }
    }
}
