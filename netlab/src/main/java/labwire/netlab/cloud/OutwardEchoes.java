package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.IpStack;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/**
 * Echoes of the lab to the real network, all by one {@link PingSocket}: each request gets a sequence number of its own
 * there, and its answer the identifier and the number that the lab knows. At most {@value #MAX_WAITING} wait for an
 * answer, for {@value #ANSWER_SECONDS} s; beyond, the oldest is given up. What routers outside say of them is not heard.
 *
 * <p>Lab thread only, but for the socket's side.
 */
final class OutwardEchoes {
    /** Requests that wait for an answer, and messages that wait for either side. */
    static final int MAX_WAITING = 1024;
    /** As long as ping waits. */
    static final int ANSWER_SECONDS = 10;

    private static final int MAX_SEQUENCE = 0xFFFF;

    /** A request that is on its way. */
    private record Waiting(Ipv4Packet packet, IcmpMessage request, InetAddress remote, long deadlineNanos) {}

    /** What an echo holds, outside of the lab. */
    private record Echo(int sequence, InetAddress remote, Bytes data) {}

    private final IpStack stack;
    private final LabNetwork network;
    private final LabTimer expiry;
    private final HandOver<Echo> outgoing;
    private final HandOver<Echo> incoming;
    /** By the number outside, oldest first. */
    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();

    private final AtomicLong drops = new AtomicLong();
    private @Nullable Channel socket;
    private int lastSequence;
    private long sent;
    private long received;

    /**
     * Opens the socket.
     *
     * @param outside the socket's loop
     * @param pings makes channels of ping sockets
     */
    OutwardEchoes(LabNetwork network, EventLoop outside, Bootstrap pings) {
        this.network = network;
        stack = network.stack();
        expiry = network.loop().newTimer(this::expire);
        outgoing = new HandOver<>(MAX_WAITING, outside, this::write, this::flush);
        incoming = new HandOver<>(MAX_WAITING, network.loop(), this::answered, () -> {});
        socket = pings.clone(outside).handler(new Answers()).register().channel();
    }

    /** A request to the real network. */
    void received(Ipv4Packet packet, IcmpMessage request, InetAddress remote) {
        if (waiting.size() == MAX_WAITING) {
            Iterator<Waiting> eldest = waiting.values().iterator();
            eldest.next();
            eldest.remove();
            drops.incrementAndGet();
        }
        lastSequence = lastSequence + 1 & MAX_SEQUENCE;
        long deadlineNanos = network.loop().now() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        waiting.put(lastSequence, new Waiting(packet, request, remote, deadlineNanos));
        expiry.armNoLaterThan(deadlineNanos);
        if (outgoing.offer(new Echo(lastSequence, remote, request.body()))) {
            sent++;
        } else {
            drops.incrementAndGet();
        }
    }

    private void expire() {
        long now = network.loop().now();
        waiting.values().removeIf(echo -> echo.deadlineNanos() <= now);
        waiting.values().stream().findFirst().ifPresent(eldest -> expiry.arm(eldest.deadlineNanos()));
    }

    private void answered(Echo answer) {
        Waiting asked = waiting.get(answer.sequence());
        if (asked == null || !asked.remote().equals(answer.remote())) {
            return;
        }
        waiting.remove(answer.sequence());
        received++;
        IcmpMessage reply =
                new IcmpMessage(IcmpMessage.ECHO_REPLY, 0, asked.request().rest(), answer.data());
        Ipv4Packet packet = asked.packet();
        stack.send(new Ipv4Packet(
                0,
                0,
                false,
                false,
                0,
                Ipv4Packet.DEFAULT_TTL,
                /* source= */ packet.destination(),
                /* destination= */ packet.source(),
                Bytes.EMPTY,
                reply));
    }

    private void failed(int sequence, Throwable reason) {
        Waiting asked = waiting.remove(sequence);
        if (asked != null && reason instanceof NoRouteToHostException) {
            stack.errors().hostUnreachable(asked.packet());
        } else if (asked != null) {
            stack.errors().networkUnreachable(asked.packet());
        }
    }

    /** On the socket's loop. */
    private void write(Echo request) {
        Channel open = socket;
        if (open == null) {
            return;
        }
        ByteBuf message = Unpooled.buffer(
                        IcmpMessage.HEADER_LENGTH + request.data().length())
                .writeByte(IcmpMessage.ECHO_REQUEST)
                .writeZero(5)
                .writeShort(request.sequence())
                .writeBytes(request.data().toByteArray());
        open.write(new DatagramPacket(message, new InetSocketAddress(request.remote(), 0)))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        network.loop().execute(() -> failed(request.sequence(), written.cause()));
                    }
                });
    }

    private void flush() {
        Channel open = socket;
        if (open != null) {
            open.flush();
        }
    }

    void stop() {
        waiting.clear();
        expiry.cancel();
        Channel open = socket;
        if (open != null) {
            open.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    /** Requests that wait for an answer. */
    int open() {
        return waiting.size();
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    long dropped() {
        return drops.get();
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf reply = packet.content();
            if (reply.readableBytes() < IcmpMessage.HEADER_LENGTH || reply.readByte() != IcmpMessage.ECHO_REPLY) {
                return;
            }
            int sequence = reply.skipBytes(5).readUnsignedShort();
            Echo answer = new Echo(sequence, packet.sender().getAddress(), Bytes.wrap(ByteBufUtil.getBytes(reply)));
            if (!incoming.offer(answer)) {
                drops.incrementAndGet();
            }
        }

        /** What the kernel says of an earlier echo is no reason to close the socket. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            drops.incrementAndGet();
        }
    }
}
