package labwire.dash.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import java.util.Map;
import labwire.dash.server.http.Body;
import labwire.dash.server.http.Field;
import labwire.dash.server.http.Fields;
import labwire.dash.server.http.HeadReading;
import labwire.dash.server.http.Method;
import labwire.dash.server.http.Refusal;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.http.RequestRules;
import labwire.dash.server.http.Response;
import labwire.dash.server.http.Status;
import org.jspecify.annotations.Nullable;

/** A stream of an HTTP/2 connection: one request, one response (RFC 9113 section 8.1). */
final class Http2Stream extends ChannelInboundHandlerAdapter {
    /** A piece that waits for the client's window keeps the next one from being read. */
    private static final WriteBufferWaterMark ONE_PIECE =
            new WriteBufferWaterMark(BodySender.PIECE_BYTES / 2, BodySender.PIECE_BYTES / 2);

    private final Service service;
    private final Http2Connection connection;
    private ChannelHandlerContext context;
    private Deadline deadline;
    private @Nullable BodySender sender;
    private boolean answered;
    private boolean closed;
    private int pending;
    private boolean progressed;

    @SuppressWarnings("NullAway.Init") // context and deadline come with handlerAdded
    Http2Stream(Service service, Http2Connection connection) {
        this.service = service;
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.channel().config().setWriteBufferWaterMark(ONE_PIECE);
        deadline = new Deadline(ctx.executor(), this::windowOver);
        connection.streamOpened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        if (frame instanceof Http2HeadersFrame headers && !answered) {
            answered = true;
            answer(read(headers));
        } else {
            ReferenceCountUtil.release(frame); // A body's, which was refused with its head.
        }
    }

    private HeadReading read(Http2HeadersFrame frame) {
        if (!frame.isEndStream()) {
            return new Refusal(Status.CONTENT_TOO_LARGE, "a body (expected: none)");
        }
        Http2Headers headers = frame.headers();
        Fields fields = new Fields();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String name = header.getKey().toString();
            if (!name.startsWith(":")) {
                if (fields.size() == service.limits().head().maxFields()) {
                    return new Refusal(
                            Status.HEADER_FIELDS_TOO_LARGE,
                            "more fields (expected: " + service.limits().head().maxFields() + ")");
                }
                fields.add(name, header.getValue().toString());
            }
        }
        return RequestRules.judgeHttp2(text(headers.method()), text(headers.path()), text(headers.authority()), fields);
    }

    private static String text(@Nullable CharSequence value) {
        return value == null ? "" : value.toString();
    }

    private void answer(HeadReading reading) {
        long now = nowNanos();
        String client = Service.clientOf(context.channel().parent());
        Exchange exchange = reading instanceof RequestHead head
                ? service.begin(head, client, now)
                : service.refuse((Refusal) reading, client, now);
        boolean headOnly =
                exchange.head().map(head -> head.method() == Method.HEAD).orElse(false);
        Body body = headOnly ? Body.EMPTY : exchange.answer().response().body();
        deadline.arm(now, service.limits().window().toNanos());
        sender = new BodySender(context, body, exchange.answer().plan(), new FrameOutlet(exchange));
        sender.start();
    }

    private final class FrameOutlet implements BodySender.Outlet {
        private final Exchange exchange;

        private FrameOutlet(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void head(boolean last, ChannelPromise left) {
            Response response = exchange.answer().response();
            Http2Headers headers =
                    new DefaultHttp2Headers(false, response.fields().size() + 2);
            headers.status(Integer.toString(response.status().code()));
            headers.add("date", service.dates().text(exchange.time()));
            for (Field field : response.fields()) {
                headers.add(field.name().toLowerCase(Locale.ROOT), field.value());
            }
            pending++;
            context.write(new DefaultHttp2HeadersFrame(headers, last), left);
        }

        @Override
        public void piece(ByteBuf bytes, boolean last, ChannelPromise left) {
            pending++;
            context.write(new DefaultHttp2DataFrame(bytes, last), left);
        }

        @Override
        public void left(int bytes) {
            pending--;
            progressed = true;
            exchange.left(bytes);
        }

        @Override
        public void over(BodySender.Ending ending) {
            deadline.cancel();
            exchange.over(ending == BodySender.Ending.COMPLETE, nowNanos());
            if (ending != BodySender.Ending.COMPLETE && !closed) {
                reset(Http2Error.INTERNAL_ERROR);
            } else if (exchange.head().isEmpty() && !closed) {
                reset(Http2Error.NO_ERROR); // Of what the client may still send (RFC 9113 section 8.1).
            }
        }
    }

    private void reset(Http2Error error) {
        context.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    /** A stream whose pieces wait, though none has left for a window, has a client that does not take them. */
    private void windowOver() {
        if (pending > 0 && !progressed) {
            reset(Http2Error.CANCEL);
            return;
        }
        progressed = false;
        deadline.arm(nowNanos(), service.limits().window().toNanos());
    }

    private long nowNanos() {
        return context.executor().ticker().nanoTime();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (sender != null) {
            sender.pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed = true;
        deadline.cancel();
        if (sender != null) {
            sender.cancel();
        }
        connection.streamClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof Http2Exception)) { // The codec resets the stream for those.
            service.failed(ctx.channel().parent(), cause);
            ctx.close();
        }
    }
}
