package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A real datagram socket that is connected to one end, for one client in the lab. The two loops hand over datagrams of
 * which at most {@value #MAX_WAITING} wait for either side.
 */
final class OutwardFlow {
    /** Datagrams that may wait. */
    static final int MAX_WAITING = 256;
    /** What a datagram may hold: the most that IPv4 has room for. */
    static final int MAX_DATAGRAM_BYTES = 65_507;

    /** What a flow has to tell, on the lab's loop. */
    interface Listener {
        void received(OutwardFlow flow, Bytes datagram);

        /** The other end, or the way to it, refuses. */
        void failed(OutwardFlow flow, Throwable reason);
    }

    private final OutwardEnds ends;
    private final EventLoop outside;
    private final Executor lab;
    private final Listener listener;
    private final AtomicLong drops;
    private final HandOver<Bytes> outgoing;
    private final HandOver<Bytes> incoming;
    /** On the outer loop: what came before the socket was connected. */
    private final Queue<Bytes> early = new ArrayDeque<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Channel channel;

    /**
     * Opens the socket; what is sent meanwhile waits.
     *
     * @param outside the socket's loop
     * @param datagrams channel class and options are set
     * @param remote the real end
     * @param drops counts what finds no room
     */
    OutwardFlow(
            OutwardEnds ends,
            EventLoop outside,
            Executor lab,
            Bootstrap datagrams,
            SocketAddress remote,
            Listener listener,
            AtomicLong drops) {
        this.ends = ends;
        this.drops = drops;
        this.outside = outside;
        this.lab = lab;
        this.listener = listener;
        outgoing = new HandOver<>(MAX_WAITING, outside, this::write, this::flush);
        incoming = new HandOver<>(MAX_WAITING, lab, datagram -> listener.received(this, datagram), () -> {});
        datagrams
                .clone(outside)
                .option(ChannelOption.AUTO_READ, true)
                .handler(new Datagrams())
                .connect(remote)
                .addListener((ChannelFutureListener) this::connected);
    }

    OutwardEnds ends() {
        return ends;
    }

    /** Sends a datagram, or drops it if too many wait. */
    void send(Bytes datagram) {
        if (!outgoing.offer(datagram)) {
            drops.incrementAndGet();
        }
    }

    /** On the outer loop. */
    private void offer(Bytes datagram) {
        if (!incoming.offer(datagram)) {
            drops.incrementAndGet();
        }
    }

    /** On the outer loop. */
    private void connected(ChannelFuture connected) {
        if (!connected.isSuccess()) {
            tell(connected.cause());
        } else if (closed.get()) {
            connected.channel().close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        } else {
            channel = connected.channel();
            early.forEach(this::write);
            early.clear();
            flush();
        }
    }

    private void write(Bytes datagram) {
        Channel open = channel;
        if (open == null && early.size() < MAX_WAITING) {
            early.add(datagram);
        } else if (open == null) {
            drops.incrementAndGet();
        } else {
            open.write(Unpooled.wrappedBuffer(datagram.toByteArray())).addListener(written -> {
                if (!written.isSuccess()) {
                    tell(written.cause());
                }
            });
        }
    }

    private void flush() {
        Channel open = channel;
        if (open != null) {
            open.flush();
        }
    }

    private void tell(Throwable reason) {
        if (!closed.get()) {
            lab.execute(() -> listener.failed(this, reason));
        }
    }

    /** Closes the socket. Any thread, idempotent. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            outside.execute(() -> {
                early.clear();
                if (channel != null) {
                    channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
                }
            });
        }
    }

    private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            if (!closed.get()) {
                offer(Bytes.wrap(ByteBufUtil.getBytes(packet.content())));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            tell(cause);
        }
    }
}
