package labwire.netlab.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.SocketChannelConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.util.concurrent.Executor;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a lab's host, as a Netty channel. It behaves as a kernel's socket under Netty's NIO transport
 * does:
 *
 * <ul>
 *   <li>A write is done when the send buffer has its bytes. What does not fit waits in Netty's outbound buffer, so
 *       that {@code isWritable()} follows the watermarks, and moves on when acknowledgments make room.
 *   <li>Bytes that nobody reads stay in the receive buffer and close the window; acknowledgments, FIN and RST are
 *       handled all the same, and a reset is reported even while reading is off.
 *   <li>The end of input closes the channel, or, with ALLOW_HALF_CLOSURE, fires {@code ChannelInputShutdownEvent} and
 *       then {@code ChannelInputShutdownReadComplete}, once each.
 *   <li>close() sends what the send buffer holds in the background, and resets if there are unread bytes; see SO_LINGER
 *       for more.
 * </ul>
 *
 * <p>Made by the bootstraps of {@link LabNetwork}. Runs on the lab's loop alone; the methods of {@code Channel} may be
 * called from any thread.
 */
public final class LabSocketChannel extends DuplexStreamChannel {
    private enum State {
        /** Not connected yet, perhaps bound. To CONNECTING or CLOSED. */
        OPEN,
        /** The handshake is under way. To ACTIVE or CLOSED. */
        CONNECTING,
        /** Connected, one or both directions perhaps shut down. To CLOSED. */
        ACTIVE,
        /** Last; the stack may still be sending. */
        CLOSED
    }

    private final LabNetwork network;
    private final LabSocketChannelConfig config;
    private final StreamInput input = new StreamInput(this);
    private final TcpSocketListener events = new SocketEvents();
    private volatile State state;
    private volatile boolean outputShutdown;
    private volatile @Nullable InetSocketAddress local;
    private volatile @Nullable InetSocketAddress remote;
    private @Nullable Endpoint bound;
    private @Nullable ConnectAttempt attempt;
    private @Nullable TcpSocket socket;
    private @Nullable StreamOutput output;
    /** True while bytes wait in the outbound buffer for {@code writable()}. */
    private boolean awaitingRoom;

    private @Nullable LingeringClose lingering;

    /** A channel that is to connect. */
    LabSocketChannel(LabNetwork network) {
        super(null, network);
        this.network = network;
        this.state = State.OPEN;
        this.config = new LabSocketChannelConfig(this, TcpSettings.DEFAULT.withNoDelay(true));
    }

    /** A connection that a listening channel took. */
    LabSocketChannel(LabServerSocketChannel parent, LabNetwork network, TcpSocket socket, TcpSettings settings) {
        super(parent, network);
        this.network = network;
        this.config = new LabSocketChannelConfig(this, settings);
        this.state = State.ACTIVE;
        attach(socket);
        connectedTo(new Endpoint(socket.remoteAddress(), socket.remotePort()).toSocketAddress());
    }

    private void attach(TcpSocket newSocket) {
        socket = newSocket;
        output = new StreamOutput(newSocket);
    }

    private void connectedTo(InetSocketAddress newRemote) {
        remote = newRemote;
        local = new Endpoint(socket().localAddress(), socket().localPort()).toSocketAddress();
    }

    /** What the TCP layer is to tell of this connection. */
    TcpSocketListener events() {
        return events;
    }

    TcpSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("socket: none in state " + state + " (expected: one)");
        }
        return socket;
    }

    void settingsChanged() {
        if (isRegistered()) {
            network.run(() -> {
                if (state == State.ACTIVE) {
                    socket().settings(config.settings());
                }
            });
        }
    }

    void autoReadCleared() {
        if (isRegistered()) {
            network.run(input::stopReading);
        } else {
            input.stopReading();
        }
    }

    void closeBecause(IOException cause) {
        ((StreamUnsafe) unsafe()).closeBecause(cause);
    }

    @Override
    public SocketChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public boolean isActive() {
        return state == State.ACTIVE;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    public boolean isInputShutdown() {
        return input.isShutDown() || !isActive();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown || !isActive();
    }

    @Override
    void doShutdownInput() {
        input.shutDown();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new StreamUnsafe();
    }

    @Override
    protected void doRegister(ChannelPromise promise) {
        if (socket != null) {
            socket.settings(config.settings());
            // Bytes or a reset may have come while the connection waited to be accepted.
            eventLoop().execute(input::resume);
        }
        promise.setSuccess();
    }

    @Override
    protected void doBind(SocketAddress localAddress) throws IOException {
        Endpoint wanted = Endpoint.of(localAddress);
        network.checkLocal(wanted.address());
        bound = wanted;
        if (wanted.port() != 0) {
            local = wanted.toSocketAddress();
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doShutdownOutput() {
        outputShutdown = true;
        socket().shutdownOutput();
    }

    @Override
    protected void doClose() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        if (attempt != null) {
            attempt.fail(new ClosedChannelException());
            attempt = null;
        }
        if (socket != null) {
            if (config.getSoLinger() == 0) {
                socket.abort();
            } else {
                socket.close();
            }
        }
    }

    @Override
    protected void doBeginRead() {
        if (isActive()) {
            input.beginRead();
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf || message instanceof FileRegion) {
            return message;
        }
        throw new UnsupportedOperationException(
                "message type: " + message.getClass().getName() + " (expected: ByteBuf or FileRegion)");
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws IOException {
        if (output != null) {
            awaitingRoom = !output.write(out);
        }
    }

    /** What the TCP layer tells, at the end of a turn. */
    private final class SocketEvents implements TcpSocketListener {
        @Override
        public void connected() {
            if (state == State.CONNECTING) {
                ((StreamUnsafe) unsafe()).connectDone();
            }
        }

        @Override
        public void readable() {
            input.readable();
        }

        @Override
        public void inputFinished() {
            input.readable();
        }

        @Override
        public void writable() {
            if (awaitingRoom) {
                awaitingRoom = false;
                ((StreamUnsafe) unsafe()).flush0();
            }
        }

        @Override
        public void outputAcknowledged() {
            if (lingering != null) {
                lingering.end();
            }
        }

        @Override
        public void closed(@Nullable TcpFailure failure) {
            if (lingering != null) {
                lingering.end();
            }
            switch (state) {
                case OPEN -> {}
                case CONNECTING ->
                    ((StreamUnsafe) unsafe())
                            .connectFailed(SocketErrors.connecting(failure == null ? TcpFailure.RESET : failure));
                case ACTIVE -> {
                    if (failure == null) {
                        input.readable();
                    } else {
                        input.failed(SocketErrors.connected(failure));
                    }
                }
                case CLOSED -> {}
            }
        }
    }

    private final class StreamUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remoteAddress, @Nullable SocketAddress localAddress, ChannelPromise promise) {
            if (promise.isDone() || !ensureOpen(promise)) {
                return;
            }
            switch (state) {
                case OPEN -> {
                    try {
                        if (localAddress != null) {
                            doBind(localAddress);
                        }
                        begin(new ConnectAttempt(promise, remoteAddress));
                    } catch (IOException | RuntimeException e) {
                        doClose();
                        promise.tryFailure(annotateConnectException(e, remoteAddress));
                        closeIfClosed();
                    }
                }
                case CONNECTING -> promise.tryFailure(new ConnectionPendingException());
                case ACTIVE -> promise.tryFailure(new AlreadyConnectedException());
                case CLOSED -> promise.tryFailure(new ClosedChannelException());
            }
        }

        private void begin(ConnectAttempt newAttempt) throws IOException {
            Endpoint to = Endpoint.of(newAttempt.remote());
            Endpoint from = bound == null ? Endpoint.ANY : bound;
            try {
                attach(network.tcp()
                        .connect(from.address(), from.port(), to.address(), to.port(), config.settings(), events));
            } catch (TcpException e) {
                throw SocketErrors.of(e);
            }
            state = State.CONNECTING;
            attempt = newAttempt;
            newAttempt.watch(eventLoop(), config.getConnectTimeoutMillis(), () -> {
                attempt = null;
                close(voidPromise());
            });
        }

        void connectDone() {
            ConnectAttempt done = attempt;
            if (done == null) {
                return;
            }
            attempt = null;
            state = State.ACTIVE;
            connectedTo((InetSocketAddress) done.remote());
            boolean wanted = done.succeed();
            pipeline().fireChannelActive();
            if (!wanted) {
                close(voidPromise());
            }
        }

        void connectFailed(IOException cause) {
            ConnectAttempt failed = attempt;
            attempt = null;
            doClose();
            if (failed != null) {
                failed.fail(annotateConnectException(cause, failed.remote()));
            }
            closeIfClosed();
        }

        void closeBecause(IOException cause) {
            ClosedChannelException closed = new ClosedChannelException();
            closed.initCause(cause);
            close(voidPromise(), cause, closed);
        }

        @Override
        protected @Nullable Executor prepareToClose() {
            int seconds = config.getSoLinger();
            if (seconds <= 0 || state != State.ACTIVE) {
                return null;
            }
            input.stopReading();
            lingering = LingeringClose.begin(network.loop(), socket(), seconds);
            return lingering;
        }

        /** A flush beside one that waits for room would only cut the data into small pieces. */
        @Override
        protected void flush0() {
            if (!awaitingRoom || !isActive()) {
                super.flush0();
            }
        }
    }
}
