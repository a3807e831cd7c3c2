package labwire.netlab.console.ssh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import labwire.netlab.device.login.SshSettings;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection of the lab as MINA sees it. What comes in is handled on the connection's own executor, one piece
 * after another, so that no key exchange holds up the lab; what goes out is written on the lab's loop, in order.
 */
final class SshConnection extends AbstractCloseable implements IoSession, SshSettings.Connection {
    /** Bytes that wait to be decrypted; beyond them, TCP's window closes. */
    private static final int MAX_UNHANDLED_BYTES = 64 << 10;

    private final Channel channel;
    private final IoHandler handler;
    private final Executor work;
    private final long id;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    /** Lab thread. */
    private int unhandledBytes;
    /** Lab thread. */
    private boolean suspended;

    /** @param work runs one task at a time */
    SshConnection(Channel channel, IoHandler handler, Executor work, long id) {
        super("SSH connection " + id);
        this.channel = channel;
        this.handler = handler;
        this.work = work;
        this.id = id;
    }

    /** Begins to talk, once the channel is active. Lab thread. */
    void begin() {
        channel.pipeline().addLast(new Inbound());
        work.execute(() -> guarded(() -> handler.sessionCreated(this)));
    }

    Executor work() {
        return work;
    }

    /** The client's address. */
    IpAddress peer() {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? IpAddress.of(remote.getAddress())
                : Ipv4Address.ANY;
    }

    @Override
    public String user() {
        AbstractSession session = AbstractSession.getSession(this, true);
        String user = session == null ? null : session.getUsername();
        return user == null ? "" : user;
    }

    @Override
    public String cipher() {
        return negotiated(KexProposalOption.C2SENC);
    }

    @Override
    public String mac() {
        return negotiated(KexProposalOption.C2SMAC);
    }

    private String negotiated(KexProposalOption option) {
        AbstractSession session = AbstractSession.getSession(this, true);
        String name = session == null ? null : session.getNegotiatedKexParameter(option);
        return name == null ? "" : name;
    }

    @Override
    public boolean isLoggedIn() {
        AbstractSession session = AbstractSession.getSession(this, true);
        return session != null && session.isAuthenticated();
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
        ByteBuf octets = Unpooled.copiedBuffer(buffer.array(), buffer.rpos(), buffer.available());
        WriteFuture done = new WriteFuture(id);
        // Always by a task: a write from the loop itself would overtake those that wait there.
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(octets).addListener(written -> done.settle(written.cause())));
        return done;
    }

    @Override
    public void suspendRead() {
        channel.eventLoop().execute(() -> {
            suspended = true;
            updateReading();
        });
    }

    @Override
    public void resumeRead() {
        channel.eventLoop().execute(() -> {
            suspended = false;
            updateReading();
        });
    }

    private void updateReading() {
        channel.config().setAutoRead(!suspended && unhandledBytes < MAX_UNHANDLED_BYTES);
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(ChannelFutureListener.CLOSE)
                        .addListener(written -> closeFuture.setClosed()));
        return closeFuture;
    }

    @Override
    protected void doCloseImmediately() {
        channel.close().addListener(closed -> super.doCloseImmediately());
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return channel.remoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return channel.localAddress();
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return channel.localAddress();
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        throw new UnsupportedOperationException("I/O service (expected: none asks for it without port forwarding)");
    }

    @Override
    public void shutdownOutputStream() {
        // Both directions are closed together.
    }

    /** A step of MINA, which is to hear of what goes wrong in it. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            try {
                handler.exceptionCaught(this, e);
            } catch (Exception unattached) {
                // No session has been made of this connection that could say goodbye.
                close(true);
            }
        }
    }

    private static final class WriteFuture extends AbstractIoWriteFuture {
        WriteFuture(long id) {
            super(id, null);
        }

        /** Written, or not for that reason. */
        void settle(@Nullable Throwable failure) {
            setValue(failure == null ? Boolean.valueOf(true) : failure);
        }
    }

    private final class Inbound extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf octets = (ByteBuf) message;
            byte[] copy = new byte[octets.readableBytes()];
            octets.readBytes(copy);
            octets.release();
            unhandledBytes += copy.length;
            updateReading();
            work.execute(() -> {
                guarded(() -> handler.messageReceived(SshConnection.this, new ByteArrayBuffer(copy)));
                channel.eventLoop().execute(() -> {
                    unhandledBytes -= copy.length;
                    updateReading();
                });
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            work.execute(() -> guarded(() -> handler.sessionClosed(SshConnection.this)));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = channel.close();
        }
    }
}
