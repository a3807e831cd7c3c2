package labwire.netlab.channel;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannelConfig;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Map;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Options;
import org.jspecify.annotations.Nullable;

/**
 * The options of a datagram channel. SO_RCVBUF bounds the datagrams that wait to be read; without SO_BROADCAST nothing
 * is sent to a broadcast address; IP_MULTICAST_TTL is the TTL of what goes to groups; unless IP_MULTICAST_LOOP_DISABLED is
 * set, whoever on this host is in a group of IPv4 hears what the channel sends there; with SO_REUSEADDR several share a
 * port; IP_TOS is the Differentiated Services field of what is sent. SO_SNDBUF is taken and remembered without effect.
 */
final class LabDatagramChannelConfig extends DefaultChannelConfig implements DatagramChannelConfig {
    /** As Linux's net.core.rmem_default. */
    static final int DEFAULT_BUFFER_BYTES = 212_992;
    /** The longest datagram that a read gives whole; a longer one is cut, as by Netty's NIO transport. */
    static final int MAX_READ_BYTES = 2048;

    private static final OptionTable<LabDatagramChannelConfig> OPTIONS = new OptionTable<LabDatagramChannelConfig>()
            .with(
                    ChannelOption.SO_BROADCAST,
                    LabDatagramChannelConfig::isBroadcast,
                    LabDatagramChannelConfig::setBroadcast)
            .with(
                    ChannelOption.SO_RCVBUF,
                    LabDatagramChannelConfig::getReceiveBufferSize,
                    LabDatagramChannelConfig::setReceiveBufferSize)
            .with(
                    ChannelOption.SO_SNDBUF,
                    LabDatagramChannelConfig::getSendBufferSize,
                    LabDatagramChannelConfig::setSendBufferSize)
            .with(
                    ChannelOption.SO_REUSEADDR,
                    LabDatagramChannelConfig::isReuseAddress,
                    LabDatagramChannelConfig::setReuseAddress)
            .with(
                    ChannelOption.IP_MULTICAST_LOOP_DISABLED,
                    LabDatagramChannelConfig::isLoopbackModeDisabled,
                    LabDatagramChannelConfig::setLoopbackModeDisabled)
            .with(
                    ChannelOption.IP_MULTICAST_TTL,
                    LabDatagramChannelConfig::getTimeToLive,
                    LabDatagramChannelConfig::setTimeToLive)
            .with(
                    ChannelOption.IP_TOS,
                    LabDatagramChannelConfig::getTrafficClass,
                    LabDatagramChannelConfig::setTrafficClass)
            .with(
                    LabChannelOption.IP_OPTIONS,
                    LabDatagramChannelConfig::ipOptions,
                    LabDatagramChannelConfig::ipOptions);

    private final LabDatagramChannel datagrams;
    private volatile int receiveBufferBytes = DEFAULT_BUFFER_BYTES;
    private volatile int sendBufferBytes = DEFAULT_BUFFER_BYTES;
    private volatile int trafficClass;
    private volatile Bytes ipOptions = Bytes.EMPTY;
    private volatile int timeToLive = 1;
    private volatile boolean reuseAddress;
    private volatile boolean broadcast;
    private volatile boolean loopbackDisabled;

    LabDatagramChannelConfig(LabDatagramChannel datagrams) {
        super(datagrams, new FixedRecvByteBufAllocator(MAX_READ_BYTES));
        this.datagrams = datagrams;
        super.setAllocator(LabNetwork.ALLOCATOR);
    }

    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(super.getOptions(), OPTIONS.options());
    }

    @Override
    public <T> T getOption(ChannelOption<T> option) {
        OptionTable.Access<LabDatagramChannelConfig, T> access = OPTIONS.find(option);
        return access == null ? super.getOption(option) : access.getter().apply(this);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        OptionTable.Access<LabDatagramChannelConfig, T> access = OPTIONS.find(option);
        if (access == null) {
            return super.setOption(option, value);
        }
        validate(option, value);
        access.setter().accept(this, value);
        return true;
    }

    @Override
    protected void autoReadCleared() {
        datagrams.autoReadCleared();
    }

    @Override
    public int getSendBufferSize() {
        return sendBufferBytes;
    }

    @Override
    public DatagramChannelConfig setSendBufferSize(int sendBufferSize) {
        sendBufferBytes = sendBufferSize;
        return this;
    }

    @Override
    public int getReceiveBufferSize() {
        return receiveBufferBytes;
    }

    @Override
    public DatagramChannelConfig setReceiveBufferSize(int receiveBufferSize) {
        receiveBufferBytes = receiveBufferSize;
        return this;
    }

    @Override
    public int getTrafficClass() {
        return trafficClass;
    }

    @Override
    public DatagramChannelConfig setTrafficClass(int newTrafficClass) {
        trafficClass = newTrafficClass;
        return this;
    }

    /** Of what is sent. */
    Bytes ipOptions() {
        return ipOptions;
    }

    private void ipOptions(Bytes options) {
        ipOptions = Ipv4Options.sendable(options);
    }

    @Override
    public boolean isReuseAddress() {
        return reuseAddress;
    }

    @Override
    public DatagramChannelConfig setReuseAddress(boolean newReuseAddress) {
        reuseAddress = newReuseAddress;
        return this;
    }

    @Override
    public boolean isBroadcast() {
        return broadcast;
    }

    @Override
    public DatagramChannelConfig setBroadcast(boolean newBroadcast) {
        broadcast = newBroadcast;
        return this;
    }

    @Override
    public boolean isLoopbackModeDisabled() {
        return loopbackDisabled;
    }

    @Override
    public DatagramChannelConfig setLoopbackModeDisabled(boolean newLoopbackDisabled) {
        loopbackDisabled = newLoopbackDisabled;
        return this;
    }

    @Override
    public int getTimeToLive() {
        return timeToLive;
    }

    @Override
    public DatagramChannelConfig setTimeToLive(int newTimeToLive) {
        timeToLive = newTimeToLive;
        return this;
    }

    @Override
    public @Nullable InetAddress getInterface() {
        return null;
    }

    @Override
    public DatagramChannelConfig setInterface(InetAddress interfaceAddress) {
        throw new UnsupportedOperationException("multicast interface: " + interfaceAddress + " (expected: none)");
    }

    @Override
    public @Nullable NetworkInterface getNetworkInterface() {
        return null;
    }

    @Override
    public DatagramChannelConfig setNetworkInterface(NetworkInterface networkInterface) {
        throw new UnsupportedOperationException("multicast interface: " + networkInterface + " (expected: none)");
    }

    @Override
    public DatagramChannelConfig setConnectTimeoutMillis(int connectTimeoutMillis) {
        super.setConnectTimeoutMillis(connectTimeoutMillis);
        return this;
    }

    @Deprecated
    @Override
    public DatagramChannelConfig setMaxMessagesPerRead(int maxMessagesPerRead) {
        super.setMaxMessagesPerRead(maxMessagesPerRead);
        return this;
    }

    @Override
    public DatagramChannelConfig setWriteSpinCount(int writeSpinCount) {
        super.setWriteSpinCount(writeSpinCount);
        return this;
    }

    @Override
    public DatagramChannelConfig setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return this;
    }

    @Override
    public DatagramChannelConfig setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        return this;
    }

    @Override
    public DatagramChannelConfig setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return this;
    }

    @Override
    public DatagramChannelConfig setAutoClose(boolean autoClose) {
        super.setAutoClose(autoClose);
        return this;
    }

    @Override
    public DatagramChannelConfig setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return this;
    }

    @Override
    public DatagramChannelConfig setWriteBufferWaterMark(WriteBufferWaterMark waterMark) {
        super.setWriteBufferWaterMark(waterMark);
        return this;
    }
}
