package labwire.netlab.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what a pipeline hears, and gathers the bytes. Its findings may be read from any thread. */
class Recorder extends ChannelInboundHandlerAdapter {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile @Nullable Channel channel;
    private volatile @Nullable Throwable failure;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        events.add("active");
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        ByteBuf buffer = (ByteBuf) message;
        synchronized (bytes) {
            bytes.writeBytes(ByteBufUtil.getBytes(buffer));
        }
        if (events.isEmpty() || !events.get(events.size() - 1).equals("read")) {
            events.add("read");
        }
        buffer.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        events.add(event.getClass().getSimpleName());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = cause;
        events.add("exception");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        events.add("inactive");
    }

    List<String> events() {
        return List.copyOf(events);
    }

    boolean heard(String event) {
        return events.contains(event);
    }

    byte[] bytes() {
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    int count() {
        synchronized (bytes) {
            return bytes.size();
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }

    boolean hasChannel() {
        return channel != null;
    }

    Channel channel() {
        Channel known = channel;
        if (known == null) {
            throw new IllegalStateException("channel: none yet");
        }
        return known;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
