package labwire.netlab.channel;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannelConfig;
import java.time.Duration;
import java.util.Map;
import labwire.netlab.stack.tcp.KeepAlive;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.wire.Bytes;

/**
 * The options of a stream channel. What TCP cares for goes to the socket at once; the rest is Netty's.
 *
 * <p>TCP_NODELAY is on by default, as for Netty's own channels. IP_TOS is the Differentiated Services field of what is
 * sent. SO_REUSEADDR is taken and remembered without effect.
 */
final class LabSocketChannelConfig extends DefaultChannelConfig implements SocketChannelConfig {
    /** SO_LINGER: close returns at once and the stack sends what is left. */
    static final int NO_LINGER = -1;
    /** As in Linux. */
    private static final int MAX_KEEPALIVE_SECONDS = 32_767;

    private static final OptionTable<LabSocketChannelConfig> OPTIONS = new OptionTable<LabSocketChannelConfig>()
            .with(
                    ChannelOption.SO_RCVBUF,
                    LabSocketChannelConfig::getReceiveBufferSize,
                    LabSocketChannelConfig::setReceiveBufferSize)
            .with(
                    ChannelOption.SO_SNDBUF,
                    LabSocketChannelConfig::getSendBufferSize,
                    LabSocketChannelConfig::setSendBufferSize)
            .with(
                    ChannelOption.TCP_NODELAY,
                    LabSocketChannelConfig::isTcpNoDelay,
                    LabSocketChannelConfig::setTcpNoDelay)
            .with(ChannelOption.SO_KEEPALIVE, LabSocketChannelConfig::isKeepAlive, LabSocketChannelConfig::setKeepAlive)
            .with(LabChannelOption.TCP_CORK, config -> config.settings.cork(), LabSocketChannelConfig::setCork)
            .with(
                    LabChannelOption.TCP_KEEPIDLE,
                    config -> (int) config.settings.keepAlive().idle().toSeconds(),
                    LabSocketChannelConfig::setKeepAliveIdle)
            .with(
                    LabChannelOption.TCP_KEEPINTVL,
                    config -> (int) config.settings.keepAlive().interval().toSeconds(),
                    LabSocketChannelConfig::setKeepAliveInterval)
            .with(
                    LabChannelOption.TCP_KEEPCNT,
                    config -> config.settings.keepAlive().probes(),
                    LabSocketChannelConfig::setKeepAliveProbes)
            .with(
                    LabChannelOption.TCP_USER_TIMEOUT,
                    config -> (int) config.settings.retries().userTimeout().toMillis(),
                    LabSocketChannelConfig::setUserTimeout)
            .with(
                    ChannelOption.SO_REUSEADDR,
                    LabSocketChannelConfig::isReuseAddress,
                    LabSocketChannelConfig::setReuseAddress)
            .with(ChannelOption.SO_LINGER, LabSocketChannelConfig::getSoLinger, LabSocketChannelConfig::setSoLinger)
            .with(
                    ChannelOption.IP_TOS,
                    LabSocketChannelConfig::getTrafficClass,
                    LabSocketChannelConfig::setTrafficClass)
            .with(
                    LabChannelOption.IP_OPTIONS,
                    config -> config.settings.packets().options(),
                    LabSocketChannelConfig::setIpOptions)
            .with(
                    ChannelOption.ALLOW_HALF_CLOSURE,
                    LabSocketChannelConfig::isAllowHalfClosure,
                    LabSocketChannelConfig::setAllowHalfClosure);

    private final LabSocketChannel stream;
    private volatile TcpSettings settings;
    private volatile int soLinger = NO_LINGER;
    private volatile boolean reuseAddress;
    private volatile boolean allowHalfClosure;

    LabSocketChannelConfig(LabSocketChannel stream, TcpSettings settings) {
        super(stream);
        this.stream = stream;
        this.settings = settings;
        super.setAllocator(LabNetwork.ALLOCATOR);
    }

    /** What the socket is to be made with. */
    TcpSettings settings() {
        return settings;
    }

    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(super.getOptions(), OPTIONS.options());
    }

    @Override
    public <T> T getOption(ChannelOption<T> option) {
        OptionTable.Access<LabSocketChannelConfig, T> access = OPTIONS.find(option);
        return access == null ? super.getOption(option) : access.getter().apply(this);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        OptionTable.Access<LabSocketChannelConfig, T> access = OPTIONS.find(option);
        if (access == null) {
            return super.setOption(option, value);
        }
        validate(option, value);
        access.setter().accept(this, value);
        return true;
    }

    @Override
    protected void autoReadCleared() {
        stream.autoReadCleared();
    }

    private LabSocketChannelConfig changeTo(TcpSettings newSettings) {
        settings = newSettings;
        stream.settingsChanged();
        return this;
    }

    @Override
    public boolean isTcpNoDelay() {
        return settings.noDelay();
    }

    @Override
    public SocketChannelConfig setTcpNoDelay(boolean tcpNoDelay) {
        return changeTo(settings.withNoDelay(tcpNoDelay));
    }

    @Override
    public int getSoLinger() {
        return soLinger;
    }

    /**
     * Sets what close does with bytes that are not sent yet.
     *
     * @param newSoLinger negative: close at once and send in the background; 0: close at once with a reset; else:
     *     close is done when all is acknowledged, or with a reset after so many seconds
     */
    @Override
    public SocketChannelConfig setSoLinger(int newSoLinger) {
        soLinger = Math.max(NO_LINGER, newSoLinger);
        return this;
    }

    @Override
    public int getSendBufferSize() {
        return settings.sendBuffer().initialBytes();
    }

    @Override
    public SocketChannelConfig setSendBufferSize(int sendBufferSize) {
        return changeTo(settings.withBuffers(LabNetwork.bufferSize(sendBufferSize), settings.receiveBuffer()));
    }

    @Override
    public int getReceiveBufferSize() {
        return settings.receiveBuffer().initialBytes();
    }

    @Override
    public SocketChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        return changeTo(settings.withBuffers(settings.sendBuffer(), LabNetwork.bufferSize(receiveBufferSize)));
    }

    @Override
    public boolean isKeepAlive() {
        return settings.keepAlive().enabled();
    }

    @Override
    public SocketChannelConfig setKeepAlive(boolean keepAlive) {
        return changeTo(settings.withKeepAlive(settings.keepAlive().withEnabled(keepAlive)));
    }

    private void setCork(boolean cork) {
        changeTo(settings.withCork(cork));
    }

    private void setKeepAliveIdle(int seconds) {
        KeepAlive keepAlive = settings.keepAlive();
        changeTo(settings.withKeepAlive(
                keepAlive.withTimes(seconds("TCP_KEEPIDLE", seconds), keepAlive.interval(), keepAlive.probes())));
    }

    private void setKeepAliveInterval(int seconds) {
        KeepAlive keepAlive = settings.keepAlive();
        changeTo(settings.withKeepAlive(
                keepAlive.withTimes(keepAlive.idle(), seconds("TCP_KEEPINTVL", seconds), keepAlive.probes())));
    }

    private void setKeepAliveProbes(int probes) {
        KeepAlive keepAlive = settings.keepAlive();
        changeTo(settings.withKeepAlive(keepAlive.withTimes(keepAlive.idle(), keepAlive.interval(), probes)));
    }

    private static Duration seconds(String option, int value) {
        if (value < 1 || value > MAX_KEEPALIVE_SECONDS) {
            throw new IllegalArgumentException(
                    option + ": " + value + " s (expected: 1 to " + MAX_KEEPALIVE_SECONDS + ")");
        }
        return Duration.ofSeconds(value);
    }

    private void setUserTimeout(int millis) {
        changeTo(settings.withRetries(settings.retries().withUserTimeout(Duration.ofMillis(millis))));
    }

    private void setIpOptions(Bytes options) {
        changeTo(settings.withPackets(settings.packets().withOptions(options)));
    }

    @Override
    public int getTrafficClass() {
        return settings.packets().trafficClass();
    }

    @Override
    public SocketChannelConfig setTrafficClass(int newTrafficClass) {
        return changeTo(settings.withPackets(settings.packets().withTrafficClass(newTrafficClass)));
    }

    @Override
    public boolean isReuseAddress() {
        return reuseAddress;
    }

    @Override
    public SocketChannelConfig setReuseAddress(boolean newReuseAddress) {
        reuseAddress = newReuseAddress;
        return this;
    }

    @Override
    public SocketChannelConfig setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        return this;
    }

    @Override
    public boolean isAllowHalfClosure() {
        return allowHalfClosure;
    }

    @Override
    public SocketChannelConfig setAllowHalfClosure(boolean newAllowHalfClosure) {
        allowHalfClosure = newAllowHalfClosure;
        return this;
    }

    @Override
    public SocketChannelConfig setConnectTimeoutMillis(int connectTimeoutMillis) {
        super.setConnectTimeoutMillis(connectTimeoutMillis);
        return this;
    }

    @Deprecated
    @Override
    public SocketChannelConfig setMaxMessagesPerRead(int maxMessagesPerRead) {
        super.setMaxMessagesPerRead(maxMessagesPerRead);
        return this;
    }

    @Override
    public SocketChannelConfig setWriteSpinCount(int writeSpinCount) {
        super.setWriteSpinCount(writeSpinCount);
        return this;
    }

    @Override
    public SocketChannelConfig setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return this;
    }

    @Override
    public SocketChannelConfig setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        return this;
    }

    @Override
    public SocketChannelConfig setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return this;
    }

    @Override
    public SocketChannelConfig setAutoClose(boolean autoClose) {
        super.setAutoClose(autoClose);
        return this;
    }

    @Override
    public SocketChannelConfig setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return this;
    }

    @Override
    public SocketChannelConfig setWriteBufferWaterMark(WriteBufferWaterMark waterMark) {
        super.setWriteBufferWaterMark(waterMark);
        return this;
    }
}
