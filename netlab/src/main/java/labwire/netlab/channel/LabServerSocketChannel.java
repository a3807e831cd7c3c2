package labwire.netlab.channel;

import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A listening TCP port of a lab's host, as a Netty channel. Each {@code channelRead} is a {@link LabSocketChannel}.
 *
 * <p>With autoRead off, connections wait in the stack, at most SO_BACKLOG of them, as with a kernel's socket.
 */
public final class LabServerSocketChannel extends AbstractChannel implements ServerSocketChannel {
    private enum State {
        /** Not bound. To LISTENING or CLOSED. */
        OPEN,
        /** To CLOSED. */
        LISTENING,
        /** Last. */
        CLOSED
    }

    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final LabNetwork network;
    private final LabServerSocketChannelConfig config;
    /** Connections that the stack has handed over, at most a backlog of them. */
    private final ArrayDeque<LabSocketChannel> waiting = new ArrayDeque<>();

    private final Runnable acceptTask = this::acceptBatch;
    private volatile State state = State.OPEN;
    private volatile @Nullable InetSocketAddress local;
    private @Nullable TcpListener listener;
    private boolean readPending;
    private boolean acceptTaskQueued;

    LabServerSocketChannel(LabNetwork network) {
        super(null, network.newChannelId());
        this.network = network;
        this.config = new LabServerSocketChannelConfig(this, TcpSettings.DEFAULT.withNoDelay(true));
    }

    @Override
    public ServerSocketChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public boolean isActive() {
        return state == State.LISTENING;
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return null;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop == network.loop();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new ServerUnsafe();
    }

    @Override
    protected void doBind(SocketAddress localAddress) throws IOException {
        Endpoint at = Endpoint.of(localAddress);
        try {
            TcpListener bound = network.tcp()
                    .listen(
                            at.address(),
                            at.port(),
                            Math.max(1, config.getBacklog()),
                            config.settings(),
                            this::accepted);
            bound.setAccepting(false);
            listener = bound;
            local = new Endpoint(at.address(), bound.localPort()).toSocketAddress();
        } catch (TcpException e) {
            throw SocketErrors.of(e);
        }
        state = State.LISTENING;
    }

    @Override
    protected void doClose() {
        state = State.CLOSED;
        if (listener != null) {
            listener.close();
            listener = null;
        }
        for (LabSocketChannel channel = waiting.poll(); channel != null; channel = waiting.poll()) {
            channel.socket().abort();
        }
    }

    @Override
    protected void doBeginRead() {
        readPending = true;
        if (listener != null) {
            listener.setAccepting(true);
        }
        queueAccept();
    }

    void autoReadCleared() {
        network.run(this::stopReading);
    }

    private void stopReading() {
        readPending = false;
        if (listener != null) {
            listener.setAccepting(false);
        }
    }

    /** A handshake is done. The channel's events wait in its socket until it is registered. */
    private TcpSocketListener accepted(TcpSocket socket) {
        LabSocketChannel channel = new LabSocketChannel(this, network, socket, config.settings());
        waiting.add(channel);
        queueAccept();
        return channel.events();
    }

    private void queueAccept() {
        if (readPending && !waiting.isEmpty() && !acceptTaskQueued) {
            acceptTaskQueued = true;
            eventLoop().execute(acceptTask);
        }
    }

    private void acceptBatch() {
        acceptTaskQueued = false;
        if (!readPending || waiting.isEmpty()) {
            return;
        }
        ChannelPipeline pipeline = pipeline();
        ExtendedHandle handle = (ExtendedHandle) unsafe().recvBufAllocHandle();
        handle.reset(config);
        LabSocketChannel channel = waiting.poll();
        while (channel != null) {
            handle.incMessagesRead(1);
            readPending = false;
            pipeline.fireChannelRead(channel);
            channel = handle.continueReading() ? waiting.poll() : null;
        }
        handle.readComplete();
        // With autoRead, this asks for the next read.
        pipeline.fireChannelReadComplete();
        if (!readPending) {
            stopReading();
        }
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException("disconnect of a listening channel (expected: close)");
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        throw new UnsupportedOperationException("write to a listening channel (expected: to a connection)");
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        throw new UnsupportedOperationException("write to a listening channel (expected: to a connection)");
    }

    private final class ServerUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remoteAddress, @Nullable SocketAddress localAddress, ChannelPromise promise) {
            safeSetFailure(
                    promise, new UnsupportedOperationException("connect of a listening channel (expected: bind)"));
        }
    }
}
