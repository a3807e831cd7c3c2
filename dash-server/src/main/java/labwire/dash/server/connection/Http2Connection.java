package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;

/**
 * What an HTTP/2 connection has besides its streams: a limit to how long it may be idle, and an end. Frames, flow control,
 * HPACK and the defences against floods of frames are Netty's.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter {
    private final HttpLimits limits;
    private ChannelHandlerContext context;
    private Deadline deadline;
    private int streams;

    @SuppressWarnings("NullAway.Init") // context and deadline come with handlerAdded
    private Http2Connection(HttpLimits limits) {
        this.limits = limits;
    }

    /** Adds the handlers of HTTP/2 at the end of a pipeline. */
    static void addTo(ChannelPipeline pipeline, Service service) {
        HttpLimits limits = service.limits();
        Http2FrameCodec frames = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.maxStreams())
                        .maxHeaderListSize(limits.head().maxHeadBytes()))
                .gracefulShutdownTimeoutMillis(limits.closeTimeout().toMillis())
                .build();
        Http2Connection connection = new Http2Connection(limits);
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

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        ReferenceCountUtil.release(frame); // Settings, pings: the codec has seen to them.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ConnectionRegister.ShutDown.EVENT) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.cancel();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // The codec answers errors of the protocol itself; what comes here is a lost connection.
    }
}
