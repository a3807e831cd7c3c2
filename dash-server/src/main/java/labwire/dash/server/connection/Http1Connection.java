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
import java.time.Duration;
import labwire.dash.server.fault.FaultPlan;
import labwire.dash.server.http.Body;
import labwire.dash.server.http.HeadReading;
import labwire.dash.server.http.Method;
import labwire.dash.server.http.Refusal;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.http.RequestHead.Protocol;
import labwire.dash.server.http.RequestHeadReader;
import labwire.dash.server.http.Status;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection: reads heads, answers them in their order, and flushes once the input is used up, so that
 * responses to pipelined requests leave together.
 *
 * <p>Back-pressure: reading of heads stops while {@link HttpLimits#maxPipelined} responses are under way or the channel is
 * not writable; reading of bytes stops when they amount to more than a head.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter {
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
    private final boolean secure;
    private final RequestHeadReader heads;

    private ChannelHandlerContext context;
    private Deadline deadline;
    private WriteProgress progress;
    private String client = "";
    private State state = State.OPEN;
    /** Of a response that leaves piece by piece, with nothing behind it. */
    private @Nullable BodySender sender;

    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private int underWay;
    private boolean headBegun;
    private boolean mayBecomeHttp2;
    private boolean pumping;
    private boolean inputEnded;
    private boolean autoRead = true;

    @SuppressWarnings("NullAway.Init") // context, deadline and progress come with handlerAdded
    Http1Connection(Service service, boolean secure) {
        this.service = service;
        this.secure = secure;
        this.mayBecomeHttp2 = !secure;
        this.limits = service.limits();
        this.heads = new RequestHeadReader(limits.head());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        client = Service.clientOf(ctx.channel());
        deadline = new Deadline(ctx.executor(), this::expired);
        progress = new WriteProgress(ctx.channel(), limits.minBytesPerWindow());
        arm(limits.idleTimeout());
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
        if (sender != null) {
            sender.pump();
        }
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
        } else if (event == ConnectionRegister.ShutDown.EVENT) {
            shutDown();
        }
    }

    /** Answers the heads that are there, as far as the client takes the answers. */
    private void pump() {
        if (pumping) {
            return; // A response left at once; the loop below goes on.
        }
        if (mayBecomeHttp2 && becomesHttp2()) {
            return;
        }
        pumping = true;
        try {
            while (mayAnswer()) {
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

    /** Whether this is HTTP/2 by prior knowledge, or may yet be; this makes way then, or waits. */
    private boolean becomesHttp2() {
        switch (Http2Preface.in(input)) {
            case ABSENT -> {
                mayBecomeHttp2 = false;
                return false;
            }
            case BEGUN -> rest(input.isReadable() ? HeadReading.Unfinished.SOME : HeadReading.Unfinished.NOTHING_YET);
            case WHOLE -> {
                ByteBuf bytes = input;
                input = Unpooled.EMPTY_BUFFER;
                state = State.CLOSED;
                deadline.cancel();
                Http2Connection.addTo(context.pipeline(), service);
                context.fireChannelRead(bytes);
                context.pipeline().remove(this);
            }
        }
        return true;
    }

    private boolean mayAnswer() {
        return state == State.OPEN
                && sender == null
                && underWay < limits.maxPipelined()
                && context.channel().isWritable();
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
        if (!head.keepAlive()) {
            state = State.LAST;
        }
        send(service.begin(head, client, nowNanos()), head.keepAlive());
    }

    /** Answers what is no request; where the next one would begin nobody knows. */
    private void refuse(Refusal refusal) {
        state = State.LAST;
        send(service.refuse(refusal, client, nowNanos()), false);
    }

    private void send(Exchange exchange, boolean keepAlive) {
        if (underWay == 0) {
            progress.restart();
            arm(limits.window());
        }
        underWay++;
        Protocol protocol = exchange.head().map(RequestHead::protocol).orElse(Protocol.HTTP_1_1);
        byte[] end = !keepAlive
                ? Http1Writer.CLOSE
                : protocol == Protocol.HTTP_1_0 ? Http1Writer.KEEP_ALIVE : Http1Writer.IMPLIED;
        boolean headOnly =
                exchange.head().map(head -> head.method() == Method.HEAD).orElse(false);
        Body body = headOnly ? Body.EMPTY : exchange.answer().response().body();
        FaultPlan plan = exchange.answer().plan();
        if (plan == FaultPlan.NONE && leavesAtOnce(body)) {
            BodyDeparture departure = new BodyDeparture((bodyBytes, complete) -> left(exchange, bodyBytes, complete));
            Http1Writer.write(context, exchange.answer().response(), date(exchange), end, body, departure);
        } else {
            sender = new BodySender(context, body, plan, new PieceOutlet(exchange, end));
            sender.start();
        }
    }

    /**
     * Whether a body is handed to the channel as a whole, since it takes no memory until it leaves. What TLS encrypts
     * does, and so goes piece by piece if it is more than one.
     */
    private boolean leavesAtOnce(Body body) {
        return !secure || body.length() <= BodySender.PIECE_BYTES && body.bytesInMemory() == body.length();
    }

    private byte[] date(Exchange exchange) {
        return service.dates().http1Line(exchange.time());
    }

    /** Of a response that leaves piece by piece; while it does, no other is written. */
    private final class PieceOutlet implements BodySender.Outlet {
        private final Exchange exchange;
        private final byte[] end;

        private PieceOutlet(Exchange exchange, byte[] end) {
            this.exchange = exchange;
            this.end = end;
        }

        @Override
        public void head(boolean last, ChannelPromise left) {
            Http1Writer.writeHead(context, exchange.answer().response(), date(exchange), end, left);
        }

        @Override
        public void piece(ByteBuf bytes, boolean last, ChannelPromise left) {
            context.write(bytes, left);
        }

        @Override
        public void left(int bytes) {
            exchange.left(bytes);
            progress.completed();
        }

        @Override
        public void over(BodySender.Ending ending) {
            sender = null;
            Http1Connection.this.left(exchange, 0, ending == BodySender.Ending.COMPLETE);
        }
    }

    /** A response has left, or never will as a whole. */
    private void left(Exchange exchange, long bodyBytes, boolean complete) {
        underWay--;
        progress.completed();
        exchange.left(bodyBytes);
        exchange.over(complete, nowNanos());
        if (state == State.CLOSED) {
            return;
        }
        if (!complete) {
            context.close();
        } else if (state == State.OPEN) {
            pump();
            context.flush();
        } else if (underWay == 0 && state != State.LINGERING) {
            linger();
        }
    }

    private void linger() {
        Channel channel = context.channel();
        if (inputEnded || secure || !(channel instanceof DuplexChannel duplex)) {
            context.close(); // TLS announces the end itself.
            return;
        }
        state = State.LINGERING;
        arm(limits.closeTimeout());
        duplex.shutdownOutput();
        readOn(true);
    }

    private void arm(Duration timeout) {
        deadline.arm(nowNanos(), timeout.toNanos());
    }

    private long nowNanos() {
        return context.executor().ticker().nanoTime();
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
                // A client that has shut its side may have left, which nothing tells until something is sent to it.
                if (underWay > 0 && progress.isEnough(!inputEnded)) {
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

    private void shutDown() {
        if (state == State.OPEN || state == State.LAST) {
            state = State.STOPPING;
            arm(limits.closeTimeout());
        }
        if (underWay == 0) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSED;
        deadline.cancel();
        input.release();
        input = Unpooled.EMPTY_BUFFER;
        if (sender != null) {
            sender.cancel();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (state != State.CLOSED) {
            service.failed(ctx.channel(), cause);
        }
        ctx.close();
    }
}
