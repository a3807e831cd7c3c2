package labwire.netlab.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpLayer;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * A UDP port of a lab's host, as a Netty channel of {@link DatagramPacket}s.
 *
 * <p>Writes never wait: what cannot go fails its promise, what is lost is lost. Datagrams that nobody reads wait,
 * bounded by SO_RCVBUF; what comes beyond is dropped. A connected channel takes datagrams of its peer alone and hears of
 * a closed port as {@code PortUnreachableException} and of a host that cannot be reached as
 * {@code NoRouteToHostException}.
 */
public final class LabDatagramChannel extends AbstractChannel implements GroupDatagramChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(true, 16);

    private final LabNetwork network;
    private final LabDatagramChannelConfig config;
    private final DatagramQueue arrived = new DatagramQueue();
    private final JoinedGroups groups;
    private final Runnable readTask = this::readBatch;
    private volatile boolean closed;
    private volatile @Nullable UdpSocket socket;
    private volatile @Nullable Endpoint peer;
    private volatile @Nullable InetSocketAddress local;
    /** The last destination that was found to be no broadcast address. */
    private @Nullable IpAddress single;

    private boolean readPending;
    private boolean readTaskQueued;

    LabDatagramChannel(LabNetwork network) {
        super(null, network.newChannelId());
        this.network = network;
        this.config = new LabDatagramChannelConfig(this);
        this.groups = new JoinedGroups(network.stack());
    }

    @Override
    public DatagramChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return !closed && socket != null;
    }

    @Override
    public boolean isConnected() {
        return peer != null;
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) super.remoteAddress();
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        Endpoint connected = peer;
        return connected == null ? null : connected.toSocketAddress();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop == network.loop();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new DatagramUnsafe();
    }

    @Override
    protected void doBind(SocketAddress localAddress) throws IOException {
        Endpoint at = Endpoint.of(localAddress);
        try {
            UdpSocket bound = network.udp()
                    .bind(at.address(), at.port(), UdpLayer.ANY_INTERFACE, config.isReuseAddress(), new Receiver());
            socket = bound;
            local = new Endpoint(at.address(), bound.localPort()).toSocketAddress();
        } catch (UdpException e) {
            throw (IOException) new BindException(e.getMessage()).initCause(e);
        }
    }

    @Override
    protected void doDisconnect() {
        peer = null;
    }

    @Override
    protected void doClose() {
        closed = true;
        arrived.clear();
        groups.leaveAll();
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    protected void doBeginRead() {
        readPending = true;
        queueRead();
    }

    @Override
    public void join(InetAddress group, ChannelPromise promise) {
        change(promise, () -> groups.join(IpAddress.of(group), boundTo()));
    }

    @Override
    public void leave(InetAddress group, ChannelPromise promise) {
        change(promise, () -> groups.leave(IpAddress.of(group)));
    }

    @Override
    public void join(InetAddress group, InetAddress source, ChannelPromise promise) {
        change(promise, () -> groups.join(ipv4(group), ipv4(source), boundTo()));
    }

    @Override
    public void leave(InetAddress group, InetAddress source, ChannelPromise promise) {
        change(promise, () -> groups.leave(ipv4(group), ipv4(source)));
    }

    @Override
    public void blockSource(InetAddress group, InetAddress source, ChannelPromise promise) {
        change(promise, () -> groups.block(ipv4(group), ipv4(source)));
    }

    private static Ipv4Address ipv4(InetAddress address) {
        if (IpAddress.of(address) instanceof Ipv4Address four) {
            return four;
        }
        throw new UnsupportedOperationException(
                "multicast source: of " + address.getHostAddress() + " (expected: group and source of IPv4)");
    }

    private IpAddress boundTo() {
        UdpSocket bound = socket;
        return bound == null ? Ipv4Address.ANY : bound.localAddress();
    }

    /** A change of the groups. */
    @FunctionalInterface
    private interface GroupChange {
        void make() throws IOException;
    }

    private void change(ChannelPromise promise, GroupChange change) {
        network.run(() -> {
            try {
                change.make();
                promise.trySuccess();
            } catch (IOException | RuntimeException e) {
                promise.tryFailure(e);
            }
        });
    }

    void autoReadCleared() {
        if (isRegistered()) {
            network.run(() -> readPending = false);
        } else {
            readPending = false;
        }
    }

    private void queueRead() {
        if (readPending && !arrived.isEmpty() && !readTaskQueued) {
            readTaskQueued = true;
            eventLoop().execute(readTask);
        }
    }

    private void readBatch() {
        readTaskQueued = false;
        if (!readPending || arrived.isEmpty() || !isActive()) {
            return;
        }
        ChannelPipeline pipeline = pipeline();
        ExtendedHandle handle = (ExtendedHandle) unsafe().recvBufAllocHandle();
        handle.reset(config);
        DatagramQueue.Arrived datagram = arrived.poll();
        while (datagram != null) {
            ByteBuf buffer = handle.allocate(config.getAllocator());
            handle.attemptedBytesRead(buffer.writableBytes());
            Bytes payload = datagram.payload();
            int count = Math.min(payload.length(), buffer.writableBytes());
            payload.copyTo(0, buffer.internalNioBuffer(buffer.writerIndex(), count), count);
            buffer.writerIndex(buffer.writerIndex() + count);
            handle.lastBytesRead(count);
            handle.incMessagesRead(1);
            readPending = false;
            pipeline.fireChannelRead(
                    new DatagramPacket(buffer, localAddress(), datagram.sender().toSocketAddress()));
            datagram = handle.continueReading() ? arrived.poll() : null;
        }
        handle.readComplete();
        // With autoRead, this asks for the next read.
        pipeline.fireChannelReadComplete();
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf
                || message instanceof AddressedEnvelope<?, ?> envelope && envelope.content() instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException(
                "message type: " + message.getClass().getName()
                        + " (expected: DatagramPacket, AddressedEnvelope of ByteBuf, or ByteBuf)");
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        for (Object message = out.current(); message != null; message = out.current()) {
            try {
                send(message);
                out.remove();
            } catch (IOException | RuntimeException e) {
                out.remove(e);
            }
        }
    }

    private void send(Object message) throws IOException {
        Endpoint to = peer;
        Object content = message;
        if (message instanceof AddressedEnvelope<?, ?> envelope) {
            content = envelope.content();
            if (envelope.recipient() != null) {
                to = Endpoint.of(envelope.recipient());
            }
        }
        UdpSocket from = socket;
        if (to == null || from == null) {
            throw new NotYetConnectedException();
        }
        prepare(from, to.address());
        ByteBuf buffer = (ByteBuf) content;
        byte[] copy = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), copy);
        switch (from.send(to.address(), to.port(), Bytes.wrap(copy))) {
            case SENT -> {}
            case NO_ROUTE -> throw new NoRouteToHostException("No route to host: " + to.address());
            case TOO_LONG ->
                throw new IOException(
                        "datagram: " + copy.length + " bytes (expected: at most " + UdpSocket.MAX_PAYLOAD + ")");
            case CLOSED -> throw new ClosedChannelException();
        }
    }

    private void prepare(UdpSocket from, IpAddress to) throws SocketException {
        from.trafficClass(config.getTrafficClass());
        from.options(config.ipOptions());
        if (to.isMulticast()) {
            from.multicastTimeToLive(config.getTimeToLive());
            from.multicastLoop(!config.isLoopbackModeDisabled());
        } else if (!config.isBroadcast() && !to.equals(single)) {
            if (to instanceof Ipv4Address all && network.stack().isBroadcast(all)) {
                throw new SocketException("Permission denied: broadcast to " + to + " (expected: SO_BROADCAST is set)");
            }
            single = to;
        }
    }

    /** What the UDP layer tells. */
    private final class Receiver implements UdpReceiver {
        @Override
        public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
            Endpoint sender = new Endpoint(source, sourcePort);
            if ((peer == null || sender.equals(peer)) && groups.hears(destination, source)) {
                arrived.add(new DatagramQueue.Arrived(sender, payload), config.getReceiveBufferSize());
                queueRead();
            }
        }

        @Override
        public void failed(UdpError error) {
            // About a datagram to somebody else, such as one before the channel was connected: no matter of this peer.
            Endpoint connected = peer;
            boolean aboutPeer = connected != null && connected.isDestinationOf(error);
            IOException failure = aboutPeer && isRegistered() ? SocketErrors.of(error) : null;
            if (failure != null) {
                pipeline().fireExceptionCaught(failure);
            }
        }
    }

    private final class DatagramUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remoteAddress, @Nullable SocketAddress localAddress, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            boolean wasActive = isActive();
            try {
                Endpoint to = Endpoint.of(remoteAddress);
                if (localAddress != null) {
                    doBind(localAddress);
                } else if (socket == null) {
                    doBind(Endpoint.ANY.toSocketAddress());
                }
                peer = to;
            } catch (IOException | RuntimeException e) {
                safeSetFailure(promise, annotateConnectException(e, remoteAddress));
                return;
            }
            safeSetSuccess(promise);
            if (!wasActive) {
                pipeline().fireChannelActive();
            }
        }
    }
}
