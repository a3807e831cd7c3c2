package labwire.netlab.channel;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelId;
import io.netty.channel.PreferHeapByteBufAllocator;
import java.net.BindException;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.stack.DestinationSelection;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.tcp.BufferSize;
import labwire.netlab.stack.tcp.TcpLayer;
import labwire.netlab.stack.udp.UdpLayer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.IpAddress;

/**
 * What an application gets of a host: Netty bootstraps that open channels on the host's stack and resolve by the lab's
 * names. One for a stack.
 *
 * <p>May be used from any thread; what the channels do happens on the lab's loop.
 */
public final class LabNetwork {
    /**
     * The allocator of the lab's channels: unpooled heap buffers. Every byte is copied into or out of byte arrays of
     * the lab, so direct memory has nothing to offer; a pool made streams some 5 % faster, and without one a
     * buffer that nobody releases is garbage, not a leak. Applications may set ALLOCATOR as on any channel.
     */
    static final ByteBufAllocator ALLOCATOR = new PreferHeapByteBufAllocator(UnpooledByteBufAllocator.DEFAULT);

    private final LabEventLoop loop;
    private final IpStack stack;
    private final LabAddressResolverGroup resolver;
    private final AtomicLong channels = new AtomicLong();

    /**
     * Makes the bootstraps' common ground.
     *
     * @param loop the one that the stack runs on
     * @param names where names are looked up; of their addresses, the one that the stack reaches best comes first
     */
    public LabNetwork(LabEventLoop loop, IpStack stack, NameSource names) {
        this.loop = loop;
        this.stack = stack;
        this.resolver =
                new LabAddressResolverGroup(loop, name -> DestinationSelection.sorted(stack, names.addressesOf(name)));
    }

    /** For servers: loop and channel are set, a child handler is to be added. */
    public ServerBootstrap serverBootstrap() {
        return new ServerBootstrap().group(loop).channelFactory(() -> new LabServerSocketChannel(this));
    }

    /** For clients: loop, channel and name resolution are set, a handler is to be added. */
    public Bootstrap bootstrap() {
        return new Bootstrap().group(loop).resolver(resolver).channelFactory(() -> new LabSocketChannel(this));
    }

    /** For UDP: loop, channel and name resolution are set, a handler is to be added. */
    public Bootstrap datagramBootstrap() {
        return new Bootstrap().group(loop).resolver(resolver).channelFactory(() -> new LabDatagramChannel(this));
    }

    public LabEventLoop loop() {
        return loop;
    }

    public IpStack stack() {
        return stack;
    }

    /** The host's resolver, for handlers that resolve by themselves. */
    public LabAddressResolverGroup resolver() {
        return resolver;
    }

    TcpLayer tcp() {
        return stack.tcp();
    }

    UdpLayer udp() {
        return stack.udp();
    }

    ChannelId newChannelId() {
        return new LabChannelId(stack.name(), channels.incrementAndGet());
    }

    /** What SO_RCVBUF and SO_SNDBUF are cut to, as a kernel does: no size is an error, and one set ends the tuning. */
    static BufferSize bufferSize(int wanted) {
        return BufferSize.fixed(Math.max(BufferSize.MIN_BYTES, Math.min(wanted, BufferSize.MAX_BYTES)));
    }

    /** Runs on the lab's loop: at once if we are on it. */
    void run(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    void checkLocal(IpAddress address) throws BindException {
        if (!address.isAny() && !stack.isLocal(address)) {
            throw new BindException("address: " + address + " (expected: one of this host's)");
        }
    }
}
