package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import org.jspecify.annotations.Nullable;

/**
 * A port of the lab whose frames travel in UDP datagrams to a real machine, an emulator or another lab, and back.
 *
 * <p>Frames become bytes, and bytes frames, on the socket's loop; the lab's loop sees frames alone. At most
 * {@value #MAX_WAITING_FRAMES} frames wait for either; what is beyond is dropped and counted, as are datagrams that
 * cannot be read. A socket that fails is opened again; the lab's port stays up meanwhile, as a cable into a switch does
 * whose far side is gone.
 *
 * <p>May be used from any thread. Not restartable.
 */
public final class Tunnel implements OutsideLink {
    /** Frames that may wait on the way out, and on the way in. */
    public static final int MAX_WAITING_FRAMES = 4096;
    /** The longest datagram taken whole: a jumbo frame with its headers. A longer one is cut off, and then malformed. */
    public static final int MAX_DATAGRAM_BYTES = 9_216;

    /** What is asked of the system, which may give less: the kernel's socket holds what comes in bursts. */
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;
    /** Written, and not yet taken by the socket. */
    private static final WriteBufferWaterMark WRITE_LIMIT = new WriteBufferWaterMark(2 << 20, 4 << 20);

    private static final int REOPEN_SECONDS = 1;

    private final Port port;
    private final TunnelRule rule;
    private final EventLoop outside;
    private final Bootstrap bootstrap;
    private final HandOver<EthernetFrame> outgoing;
    private final HandOver<EthernetFrame> incoming;
    private final TrainJoiner joiner;
    private final DatagramOutput output;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong receiveDrops = new AtomicLong();
    private final BrokenFrames malformed;
    private final AtomicLong foreign = new AtomicLong();
    private volatile @Nullable Channel channel;
    private volatile boolean stopping;

    /**
     * Makes a tunnel that is not open yet.
     *
     * @param port the lab's end: what is sent to it by a cable leaves through the tunnel
     * @param outside the real socket's loop
     * @param datagrams group and channel are set for {@code outside}, and how it reads
     */
    public Tunnel(LabEventLoop loop, Port port, TunnelRule rule, EventLoop outside, Bootstrap datagrams) {
        this(loop, port, rule, outside, datagrams, Optional.empty());
    }

    /**
     * Makes one whose socket may take several datagrams at once.
     *
     * @param trains makes what the channel of {@code datagrams} takes so
     */
    public Tunnel(
            LabEventLoop loop,
            Port port,
            TunnelRule rule,
            EventLoop outside,
            Bootstrap datagrams,
            Optional<DatagramTrain> trains) {
        this.port = port;
        this.rule = rule;
        this.outside = outside;
        this.bootstrap = datagrams
                .clone(outside)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_LIMIT)
                .handler(new Datagrams());
        output = new DatagramOutput(rule, trains.orElse(null));
        outgoing = new HandOver<>(MAX_WAITING_FRAMES, EthernetFrame::wireCount, outside, this::write, this::flush);
        incoming = new HandOver<>(MAX_WAITING_FRAMES, EthernetFrame::wireCount, loop, port::send, () -> {});
        joiner = new TrainJoiner(this::arrived);
        malformed = new BrokenFrames(
                port, loop, MAX_DATAGRAM_BYTES - rule.encapsulation().headerLength());
        loop.execute(() -> port.listen(new Outward()));
    }

    @Override
    public TunnelRule rule() {
        return rule;
    }

    @Override
    public Port port() {
        return port;
    }

    /** Opens the socket. */
    @Override
    public Future<InetSocketAddress> open() {
        Promise<InetSocketAddress> opened = outside.newPromise();
        bootstrap.bind(rule.local()).addListener((ChannelFutureListener) bound -> {
            if (bound.isSuccess()) {
                opened(bound.channel());
                opened.setSuccess((InetSocketAddress) bound.channel().localAddress());
            } else {
                opened.setFailure(new TunnelException(
                        rule + " from " + rule.local() + ": " + bound.cause().getMessage()
                                + " (expected: an address and a free UDP port of this machine)",
                        bound.cause()));
            }
        });
        return opened;
    }

    /** On the socket's loop. */
    private void opened(Channel open) {
        channel = open;
        open.closeFuture().addListener(closed -> {
            if (!stopping) {
                outside.schedule(this::reopen, REOPEN_SECONDS, TimeUnit.SECONDS);
            }
        });
        if (stopping) {
            open.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    private void reopen() {
        if (stopping) {
            return;
        }
        open().addListener(again -> {
            if (!again.isSuccess() && !stopping) {
                outside.schedule(this::reopen, REOPEN_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** On the socket's loop. */
    private void write(EthernetFrame frame) {
        Channel open = channel;
        if (open != null && !open.isWritable()) {
            open.flush();
        }
        if (open == null || !open.isActive() || !open.isWritable()) {
            output.dropped(frame.wireCount());
        } else {
            output.write(open, frame);
        }
    }

    private void flush() {
        Channel open = channel;
        if (open != null) {
            open.flush();
        }
    }

    /** On the socket's loop. */
    private void read(DatagramPacket packet) {
        ByteBuf datagram = packet.content();
        if (!rule.isFrom(packet.sender())) {
            foreign.incrementAndGet();
        } else if (!rule.encapsulation().skipHeader(datagram)) {
            malformed.addForNoPort();
        } else if (FrameDecoder.decode(Bytes.wrap(ByteBufUtil.getBytes(datagram))) instanceof Decoded.Frame decoded) {
            joiner.add(decoded.frame());
        } else {
            malformed.add(datagram.readableBytes());
        }
    }

    private void arrived(EthernetFrame frame) {
        (incoming.offer(frame) ? received : receiveDrops).addAndGet(frame.wireCount());
    }

    @Override
    public Future<Void> close() {
        stopping = true;
        Channel open = channel;
        return open == null ? outside.newSucceededFuture(null) : open.close();
    }

    @Override
    public TunnelCounters counters() {
        return new TunnelCounters(
                output.sent(), received.get(), output.drops(), receiveDrops.get(), malformed.count(), foreign.get());
    }

    private final class Outward implements PortListener {
        @Override
        public void frameReceived(Port from, EthernetFrame frame) {
            // The socket's loop may have ended by now.
            if (stopping || !outgoing.offer(frame)) {
                output.dropped(frame.wireCount());
            }
        }

        @Override
        public void linkChanged(Port changed, boolean up) {}
    }

    private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            read(packet);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            joiner.flush();
        }

        /** What a socket reports of earlier datagrams (nobody listens there yet) is no reason to close it. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            output.dropped(1);
        }

        @Override
        public boolean isSharable() {
            return true;
        }
    }
}
