package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * What an HTTP/2 connection has besides its streams: limits to how long it may be idle and to how much it may ask that is
 * no request, and an end. Frames, flow control and HPACK are Netty's, which is told its limits here (RFC 9113 section
 * 10.5).
 */
final class Http2Connection extends ChannelInboundHandlerAdapter {
    private final Service service;
    private final HttpLimits limits;
    private final Http2FrameCodec frames;
    private ChannelHandlerContext context;
    private Deadline deadline;
    private int streams;
    private int controlFrames;
    private long countedSinceNanos;

    @SuppressWarnings("NullAway.Init") // context and deadline come with handlerAdded
    private Http2Connection(Service service, Http2FrameCodec frames) {
        this.service = service;
        this.limits = service.limits();
        this.frames = frames;
    }

    /** Adds the handlers of HTTP/2 at the end of a pipeline. */
    static void addTo(ChannelPipeline pipeline, Service service) {
        HttpLimits limits = service.limits();
        Http2FrameCodec frames = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.maxStreams())
                        .maxHeaderListSize(limits.head().maxHeadBytes()))
                .gracefulShutdownTimeoutMillis(limits.closeTimeout().toMillis())
                .validateRequiredPseudoHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(HttpLimits.MAX_RESETS, HttpLimits.COUNTED_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(HttpLimits.MAX_RESETS, HttpLimits.COUNTED_SECONDS)
                .decoderEnforceMaxSmallContinuationFrames(HttpLimits.MAX_SMALL_CONTINUATIONS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(HttpLimits.MAX_EMPTY_DATA_FRAMES)
                .encoderEnforceMaxQueuedControlFrames(HttpLimits.MAX_QUEUED_CONTROL_FRAMES)
                .build();
        Http2Connection connection = new Http2Connection(service, frames);
        ChannelInitializer<Channel> streams = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2Stream(service, connection));
            }
        };
        pipeline.addLast(frames, new Http2MultiplexHandler(streams), connection);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::expired);
        armIdle();
    }

    void streamOpened() {
        streams++;
    }

    void streamClosed() {
        streams--;
        if (streams == 0 && context.channel().isActive()) {
            armIdle();
        }
    }

    private void armIdle() {
        deadline.arm(
                context.executor().ticker().nanoTime(), limits.idleTimeout().toNanos());
    }

    private void expired() {
        if (streams == 0) {
            context.close(); // Begins with a GOAWAY (RFC 9113 section 6.8).
        }
    }

    /** Settings, pings: the codec has seen to them, and answered. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        ReferenceCountUtil.release(frame);
        long now = ctx.executor().ticker().nanoTime();
        if (controlFrames == 0 || now - countedSinceNanos > TimeUnit.SECONDS.toNanos(HttpLimits.COUNTED_SECONDS)) {
            controlFrames = 0;
            countedSinceNanos = now;
        }
        controlFrames++;
        if (controlFrames == HttpLimits.MAX_CONTROL_FRAMES + 1) {
            Http2Exception tooMany = Http2Exception.connectionError(
                    Http2Error.ENHANCE_YOUR_CALM,
                    "more than %d control frames within %d s",
                    HttpLimits.MAX_CONTROL_FRAMES,
                    HttpLimits.COUNTED_SECONDS);
            frames.onError(ctx.pipeline().context(frames), false, tooMany);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // HTTP/2 is not spoken on half a connection: the client has left.
        if (event == ConnectionRegister.ShutDown.EVENT || event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.cancel();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) { // The codec says a GOAWAY to those, and closes.
            service.failed(ctx.channel(), cause);
            ctx.close();
        }
    }
}
