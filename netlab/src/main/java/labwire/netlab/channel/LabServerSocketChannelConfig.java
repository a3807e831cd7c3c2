package labwire.netlab.channel;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ServerSocketChannelConfig;
import java.util.Map;
import labwire.netlab.stack.tcp.TcpSettings;

/** The options of a listening channel. SO_RCVBUF is handed on to the connections that it accepts. */
final class LabServerSocketChannelConfig extends DefaultChannelConfig implements ServerSocketChannelConfig {
    /** Linux's SOMAXCONN, a constant here so that a lab does not depend on the workstation's. */
    static final int DEFAULT_BACKLOG = 4096;

    private static final OptionTable<LabServerSocketChannelConfig> OPTIONS = new OptionTable<
                    LabServerSocketChannelConfig>()
            .with(
                    ChannelOption.SO_RCVBUF,
                    LabServerSocketChannelConfig::getReceiveBufferSize,
                    LabServerSocketChannelConfig::setReceiveBufferSize)
            .with(
                    ChannelOption.SO_REUSEADDR,
                    LabServerSocketChannelConfig::isReuseAddress,
                    LabServerSocketChannelConfig::setReuseAddress)
            .with(
                    ChannelOption.SO_BACKLOG,
                    LabServerSocketChannelConfig::getBacklog,
                    LabServerSocketChannelConfig::setBacklog);

    private final LabServerSocketChannel server;
    private volatile TcpSettings settings;
    private volatile int backlog = DEFAULT_BACKLOG;
    private volatile boolean reuseAddress = true;

    LabServerSocketChannelConfig(LabServerSocketChannel server, TcpSettings settings) {
        super(server, new ServerChannelRecvByteBufAllocator());
        this.server = server;
        this.settings = settings;
        super.setAllocator(LabNetwork.ALLOCATOR);
    }

    /** What accepted connections begin with. */
    TcpSettings settings() {
        return settings;
    }

    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(super.getOptions(), OPTIONS.options());
    }

    @Override
    public <T> T getOption(ChannelOption<T> option) {
        OptionTable.Access<LabServerSocketChannelConfig, T> access = OPTIONS.find(option);
        return access == null ? super.getOption(option) : access.getter().apply(this);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        OptionTable.Access<LabServerSocketChannelConfig, T> access = OPTIONS.find(option);
        if (access == null) {
            return super.setOption(option, value);
        }
        validate(option, value);
        access.setter().accept(this, value);
        return true;
    }

    @Override
    protected void autoReadCleared() {
        server.autoReadCleared();
    }

    @Override
    public int getBacklog() {
        return backlog;
    }

    /**
     * Sets how many connections may wait to be accepted. Takes effect at the next bind.
     *
     * @param newBacklog at least 0, which counts as 1
     */
    @Override
    public ServerSocketChannelConfig setBacklog(int newBacklog) {
        if (newBacklog < 0) {
            throw new IllegalArgumentException("backlog: " + newBacklog + " (expected: at least 0)");
        }
        backlog = newBacklog;
        return this;
    }

    @Override
    public boolean isReuseAddress() {
        return reuseAddress;
    }

    @Override
    public ServerSocketChannelConfig setReuseAddress(boolean newReuseAddress) {
        reuseAddress = newReuseAddress;
        return this;
    }

    @Override
    public int getReceiveBufferSize() {
        return settings.receiveBuffer().initialBytes();
    }

    @Override
    public ServerSocketChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        settings = settings.withBuffers(settings.sendBuffer(), LabNetwork.bufferSize(receiveBufferSize));
        return this;
    }

    @Override
    public ServerSocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        return this;
    }

    @Override
    public ServerSocketChannelConfig setConnectTimeoutMillis(int connectTimeoutMillis) {
        super.setConnectTimeoutMillis(connectTimeoutMillis);
        return this;
    }

    @Deprecated
    @Override
    public ServerSocketChannelConfig setMaxMessagesPerRead(int maxMessagesPerRead) {
        super.setMaxMessagesPerRead(maxMessagesPerRead);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setWriteSpinCount(int writeSpinCount) {
        super.setWriteSpinCount(writeSpinCount);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setWriteBufferHighWaterMark(int highWaterMark) {
        super.setWriteBufferHighWaterMark(highWaterMark);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setWriteBufferLowWaterMark(int lowWaterMark) {
        super.setWriteBufferLowWaterMark(lowWaterMark);
        return this;
    }

    @Override
    public ServerSocketChannelConfig setWriteBufferWaterMark(WriteBufferWaterMark waterMark) {
        super.setWriteBufferWaterMark(waterMark);
        return this;
    }
}
