package labwire.gateway.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Authenticates a request and hands it to the routes. One request a connection: its clients are commands. */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final int MAX_UNREAD_BYTES = 1 << 20;

    private final byte[] authorization;
    private final ApiRoutes routes;

    ApiHandler(String token, ApiRoutes routes) {
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
        this.routes = routes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String shown = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), authorization)) {
            answer(context, ApiResponse.error(401, "token: wrong or missing (expected: the one in api.json)"));
            return;
        }
        if (!request.decoderResult().isSuccess()) {
            answer(context, ApiResponse.error(400, "request: malformed (expected: HTTP/1.1)"));
            return;
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.POST)) {
            answer(context, ApiResponse.error(405, "method: " + request.method() + " (expected: GET or POST)"));
            return;
        }
        // The request is here: from now on the client waits, and need not send.
        context.pipeline().remove(ReadTimeoutHandler.class);
        CompletionStage<? extends ApiAnswer> response;
        try {
            response = routes.handle(new ApiRequest(
                    request.method().name(),
                    request.uri().split("\\?", 2)[0],
                    request.method().equals(HttpMethod.GET) ? query(request) : body(request)));
        } catch (ApiException e) {
            answer(context, ApiResponse.error(400, String.valueOf(e.getMessage())));
            return;
        } catch (IOException e) {
            answer(context, ApiResponse.error(400, "body: " + reason(e) + " (expected: a JSON object)"));
            return;
        }
        var unused = response.whenComplete((value, failure) -> answer(context, value, failure));
    }

    /** The last one counts of a parameter that is there several times. */
    private static JsonNode query(FullHttpRequest request) {
        ObjectNode parameters = ApiResponse.JSON.createObjectNode();
        try {
            new QueryStringDecoder(request.uri())
                    .parameters()
                    .forEach((name, values) -> parameters.put(name, values.get(values.size() - 1)));
        } catch (IllegalArgumentException e) {
            throw new ApiException("query: " + e.getMessage() + " (expected: one that is encoded as a URL's)");
        }
        return parameters;
    }

    private static JsonNode body(FullHttpRequest request) throws IOException {
        if (!request.content().isReadable()) {
            return ApiResponse.JSON.createObjectNode();
        }
        return ApiResponse.JSON.readTree(new ByteBufInputStream(request.content()));
    }

    private static String reason(IOException e) {
        return e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    private static void answer(ChannelHandlerContext context, @Nullable ApiAnswer value, @Nullable Throwable failure) {
        if (value instanceof ApiResponse whole) {
            answer(context, whole);
            return;
        }
        if (value instanceof ApiStream stream) {
            context.executor().execute(() -> stream(context, stream));
            return;
        }
        if (value instanceof ApiFeed feed) {
            context.executor().execute(() -> feed(context, feed));
            return;
        }
        if (value instanceof ApiContent content) {
            answer(context, 200, content.contentType(), content.octets());
            return;
        }
        if (value instanceof ApiDownload download) {
            var unused = context.writeAndFlush(streamHead(download.contentType()));
            new DownloadPump(context.channel(), download).next();
            return;
        }
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        answer(
                context,
                cause instanceof ApiException
                        ? ApiResponse.error(400, String.valueOf(cause.getMessage()))
                        : ApiResponse.error(500, String.valueOf(cause)));
    }

    private static void answer(ChannelHandlerContext context, ApiResponse response) {
        answer(
                context,
                response.status(),
                "application/json",
                response.body().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(ChannelHandlerContext context, int status, String contentType, byte[] body) {
        FullHttpResponse http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        http.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        var unused = context.writeAndFlush(http).addListener(ChannelFutureListener.CLOSE);
    }

    /** Of an answer whose length is not known. */
    private static HttpResponse streamHead(String contentType) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)
                .set(HttpHeaderNames.CONNECTION, "close");
        return head;
    }

    private static void stream(ChannelHandlerContext context, ApiStream stream) {
        Channel channel = context.channel();
        channel.config().setWriteBufferHighWaterMark(MAX_UNREAD_BYTES);
        var unused = context.writeAndFlush(streamHead("application/x-ndjson"));
        Runnable clientGone = stream.source().start(new ChunkedLines(channel));
        var unusedToo = channel.closeFuture().addListener(closed -> clientGone.run());
    }

    private static void feed(ChannelHandlerContext context, ApiFeed feed) {
        Channel channel = context.channel();
        channel.config().setWriteBufferHighWaterMark(MAX_UNREAD_BYTES);
        var unused = context.writeAndFlush(streamHead(feed.contentType()));
        Runnable clientGone = feed.source().start(new ChunkedOctets(channel));
        var unusedToo = channel.closeFuture().addListener(closed -> clientGone.run());
    }

    private record ChunkedOctets(Channel channel) implements ApiFeed.Octets {
        @Override
        public boolean hasRoom() {
            return channel.isWritable();
        }

        @Override
        public void send(byte[] octets) {
            var unused = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(octets)));
        }

        @Override
        public void end() {
            ApiHandler.end(channel);
        }
    }

    private static void end(Channel channel) {
        var unused = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    }

    /** Each line a chunk, so that it leaves at once. */
    private record ChunkedLines(Channel channel) implements ApiStream.Lines {
        @Override
        public void send(Object value) {
            if (!channel.isWritable()) {
                var unused = channel.close();
                return;
            }
            String line = ApiResponse.JSON.valueToTree(value).toString() + '\n';
            var unused =
                    channel.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(line, StandardCharsets.UTF_8)));
        }

        @Override
        public void end() {
            ApiHandler.end(channel);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }
}
