package labwire.dash.player.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import labwire.dash.player.http.HttpResult.Failure.Kind;
import org.jspecify.annotations.Nullable;

/** A connection: carries one exchange at a time, or is idle in its lane. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and a close cannot fail.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final String USER_AGENT = "labwire-player/1";

    private final HttpLane lane;
    private final Authority authority;
    private @Nullable Channel channel;
    /** Whose request is out; none when idle or closed. */
    private @Nullable HttpExchange exchange;
    /** Whether an exchange went over it already, so that the server may have closed it in the meantime. */
    private boolean reused;

    private boolean interim;
    private boolean keepAlive;
    private boolean closed;

    HttpConnection(HttpLane lane, Authority authority, HttpExchange exchange) {
        this.lane = lane;
        this.authority = authority;
        this.exchange = exchange;
        exchange.isOn(this);
    }

    Authority authority() {
        return authority;
    }

    boolean isReused() {
        return reused;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (closed) {
            ctx.close();
        }
    }

    /** The TCP connection is there, or will not be. */
    void connected(Future<? super Void> done) {
        if (!done.isSuccess()) {
            fail(Kind.CONNECT, String.valueOf(done.cause().getMessage()));
        } else if (!authority.secure() && exchange != null) {
            exchange.connected();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && exchange != null) {
            if (handshake.isSuccess()) {
                exchange.connected();
            } else {
                fail(Kind.CONNECT, "TLS: " + handshake.cause().getMessage());
            }
        }
    }

    /** Gives an idle connection its next exchange. */
    void resume(HttpExchange next) {
        reused = true;
        exchange = next;
        next.isOn(this);
        next.connected();
    }

    void send(HttpOrder order) {
        String path = order.uri().getRawPath();
        String query = order.uri().getRawQuery();
        String target = (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                switch (order.method()) {
                    case GET -> HttpMethod.GET;
                    case HEAD -> HttpMethod.HEAD;
                },
                target);
        request.headers()
                .set(HttpHeaderNames.HOST, authority.hostField())
                .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
                .set(HttpHeaderNames.ACCEPT, "*/*");
        order.range().ifPresent(range -> request.headers().set(HttpHeaderNames.RANGE, "bytes=" + range));
        order.known().ifPresent(tag -> request.headers().set(HttpHeaderNames.IF_NONE_MATCH, tag));
        if (channel != null) {
            channel.writeAndFlush(request);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (exchange == null) {
                close(); // Nothing was asked: RFC 9112 section 9.2.
            } else if (message instanceof HttpObject part
                    && part.decoderResult().isFailure()) {
                fail(Kind.MALFORMED, "response: " + part.decoderResult().cause().getMessage());
            } else {
                if (message instanceof HttpResponse head) {
                    head(exchange, head);
                }
                if (message instanceof HttpContent content && !interim && exchange != null) {
                    content(exchange, content);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpExchange open, HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (!interim) {
            keepAlive = HttpUtil.isKeepAlive(head);
            open.head(head);
        }
    }

    private void content(HttpExchange open, HttpContent content) {
        if (content.content().isReadable()) {
            open.content(content.content());
        }
        if (content instanceof LastHttpContent && exchange == open) { // Not if the listener aborted.
            exchange = null;
            if (keepAlive && channel != null && channel.isActive()) {
                lane.keep(this);
            } else {
                close();
            }
            open.whole();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange == null) {
            close();
        } else if (exchange.hasHead()) {
            fail(Kind.TRUNCATED, "connection closed within the body");
        } else {
            fail(Kind.NO_RESPONSE, "connection closed without a response");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (exchange == null) {
            close();
        } else if (exchange.hasHead()) {
            fail(Kind.TRUNCATED, String.valueOf(cause.getMessage()));
        } else {
            fail(Kind.NO_RESPONSE, String.valueOf(cause.getMessage()));
        }
    }

    void fail(Kind kind, String reason) {
        HttpExchange failed = exchange;
        close();
        if (failed != null) {
            failed.broke(kind, reason);
        }
    }

    /** Closes it; its exchange, if there is one, hears nothing of it. */
    void close() {
        exchange = null;
        closed = true;
        lane.forget(this);
        if (channel != null) {
            channel.close();
        }
    }
}
