package labwire.netlab.cloud;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/** Sends back what comes, as fast as the other side takes it; its end of input is its end of output. */
@Sharable
final class EchoHandler extends ChannelInboundHandlerAdapter {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel channel = context.channel();
        channel.config().setAutoRead(channel.isWritable());
        context.writeAndFlush(message).addListener(done -> channel.config().setAutoRead(true));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(done -> ((DuplexChannel) context.channel()).shutdownOutput());
        }
    }
}
