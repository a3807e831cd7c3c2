package labwire.dash.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import labwire.dash.server.http.HeadReading;
import labwire.dash.server.http.Method;
import labwire.dash.server.http.Refusal;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.http.RequestHead.Protocol;
import labwire.dash.server.http.RequestHeadReader;
import labwire.dash.server.http.Response;
import labwire.dash.server.http.Status;
import labwire.dash.server.site.Answer;
import labwire.dash.server.site.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 connection: reads heads, answers them in their order, and flushes once the input is used up, so that
 * responses to pipelined requests leave together.
 *
 * <p>Back-pressure: reading of heads stops while {@link HttpLimits#maxPipelined} responses are under way or the channel is
 * not writable; reading of bytes stops when they amount to more than a head.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements ConnectionRegister.Member {
    private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);

    private enum State {
        /** Reads heads and answers them. To LAST with a response that announces the end, STOPPING if told to. */
        OPEN,
        /** Reads no more; what is under way leaves. Then to LINGERING. */
        LAST,
        /** As LAST, within the close time-out. */
        STOPPING,
        /**
         * The output is shut; input is thrown away until the client closes, or the close time-out: bytes unread at a
         * close make a reset, which may overtake the response (RFC 9112 section 9.6). Then to CLOSED.
         */
        LINGERING,
        CLOSED
    }

    private final Service service;
    private final HttpLimits limits;
    private final RequestHeadReader heads;

    private ChannelHandlerContext context;
    private Deadline deadline;
    private WriteProgress progress;
    private State state = State.OPEN;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private boolean entered;
    private long number;
    private int underWay;
    private boolean headBegun;
    private boolean pumping;
    private boolean inputEnded;
    private boolean autoRead = true;

    @SuppressWarnings("NullAway.Init") // context, deadline and progress come with handlerAdded
    Http1Connection(Service service) {
        this.service = service;
        this.limits = service.limits();
        this.heads = new RequestHeadReader(limits.head());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::expired);
        progress = new WriteProgress(ctx.channel(), limits.minBytesPerWindow());
        if (ctx.channel().isActive()) {
            entered();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        entered();
    }

    private void entered() {
        if (entered) {
            return;
        }
        entered = true;
        number = service.register().enter(this);
        if (number == ConnectionRegister.REFUSED) {
            context.close();
        } else {
            arm(limits.idleTimeout());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (state == State.OPEN) {
            input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, bytes);
            pump();
        } else {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
        ctx.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (underWay == 0) {
                ctx.close();
            } else if (state == State.OPEN) {
                pump();
                ctx.flush();
            }
        }
    }

    /** Answers the heads that are there, as far as the client takes the answers. */
    private void pump() {
        if (pumping) {
            return; // A response left at once; the loop below goes on.
        }
        pumping = true;
        try {
            while (state == State.OPEN
                    && underWay < limits.maxPipelined()
                    && context.channel().isWritable()) {
                HeadReading reading = heads.read(input);
                if (reading instanceof HeadReading.Unfinished unfinished) {
                    rest(unfinished);
                    break;
                }
                headBegun = false;
                if (reading instanceof RequestHead head) {
                    respond(head);
                } else if (reading instanceof Refusal refusal) {
                    refuse(refusal);
                }
            }
        } finally {
            pumping = false;
        }
        readOn(state == State.LINGERING
                || state == State.OPEN && input.readableBytes() < limits.head().maxHeadBytes());
    }

    /** The input has no whole head (any more). */
    private void rest(HeadReading.Unfinished unfinished) {
        boolean begun = unfinished == HeadReading.Unfinished.SOME;
        if (!input.isReadable()) {
            input.release();
            input = Unpooled.EMPTY_BUFFER;
        }
        if (inputEnded && underWay == 0) {
            context.close();
        } else if (inputEnded) {
            state = State.LAST;
        } else if (underWay == 0 && !(begun && headBegun)) {
            arm(begun ? limits.headTimeout() : limits.idleTimeout());
        }
        headBegun = begun;
    }

    private void respond(RequestHead head) {
        Instant now = service.clock().instant();
        Answer answer = service.site().answer(head, now);
        boolean keepAlive = head.keepAlive();
        write(answer, head.method() == Method.HEAD, keepAlive, head.protocol() == Protocol.HTTP_1_0, now);
        if (!keepAlive) {
            state = State.LAST;
        }
    }

    /** Answers what is no request; where the next one would begin nobody knows. */
    private void refuse(Refusal refusal) {
        write(
                new Answer(Response.of(refusal), Kind.REFUSED),
                false,
                false,
                false,
                service.clock().instant());
        state = State.LAST;
    }

    private void write(Answer answer, boolean headOnly, boolean keepAlive, boolean oldProtocol, Instant now) {
        if (underWay == 0) {
            progress.restart();
            arm(limits.window());
        }
        underWay++;
        ChannelPromise left = context.newPromise();
        left.addListener(done -> left(done.isSuccess()));
        Http1Writer.write(
                context,
                answer.response(),
                service.dates().http1Line(now),
                keepAlive ? oldProtocol ? Http1Writer.KEEP_ALIVE : Http1Writer.IMPLIED : Http1Writer.CLOSE,
                headOnly,
                left);
    }

    /** A response has left, or never will. */
    private void left(boolean success) {
        underWay--;
        progress.completed();
        if (state == State.CLOSED) {
            return;
        }
        if (!success) {
            context.close();
        } else if (state == State.OPEN) {
            pump();
        } else if (underWay == 0 && state != State.LINGERING) {
            linger();
        }
    }

    private void linger() {
        Channel channel = context.channel();
        if (inputEnded
                || !(channel instanceof DuplexChannel duplex)
                || context.pipeline().first() != this) {
            context.close();
            return;
        }
        state = State.LINGERING;
        arm(limits.closeTimeout());
        duplex.shutdownOutput();
        readOn(true);
    }

    private void arm(Duration timeout) {
        deadline.arm(context.executor().ticker().nanoTime(), timeout.toNanos());
    }

    private void readOn(boolean on) {
        if (on != autoRead) {
            autoRead = on;
            context.channel().config().setAutoRead(on);
        }
    }

    private void expired() {
        switch (state) {
            case OPEN, LAST -> {
                if (underWay > 0 && progress.isEnough()) {
                    arm(limits.window());
                } else if (underWay == 0 && headBegun) {
                    refuse(new Refusal(
                            Status.REQUEST_TIMEOUT,
                            "a part of a head (expected: all of it within " + limits.headTimeout() + ")"));
                    context.flush();
                } else {
                    context.close();
                }
            }
            case STOPPING, LINGERING -> context.close();
            case CLOSED -> {}
        }
    }

    @Override
    public void shutDown() {
        context.executor().execute(() -> {
            if (state == State.OPEN || state == State.LAST) {
                state = State.STOPPING;
                arm(limits.closeTimeout());
            }
            if (underWay == 0) {
                context.close();
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSED;
        deadline.cancel();
        input.release();
        input = Unpooled.EMPTY_BUFFER;
        service.register().leave(number);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean peersFault = cause instanceof IOException
                || cause instanceof DecoderException decoding && decoding.getCause() instanceof SSLException;
        if (!peersFault && state != State.CLOSED) {
            LOG.error("HTTP connection {} ended by a fault of the server's own", number, cause);
        }
        ctx.close();
    }
}
