package labwire.netlab.channel;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import labwire.netlab.time.LabEventLoop;

/** Resolves for the channels of one lab: literal addresses and the names of a {@link NameSource}. */
public final class LabAddressResolverGroup extends AddressResolverGroup<InetSocketAddress> {
    private final LabEventLoop loop;
    private final AddressResolver<InetSocketAddress> resolver;

    public LabAddressResolverGroup(LabEventLoop loop, NameSource names) {
        this.loop = loop;
        this.resolver = new LabNameResolver(loop, names).asAddressResolver();
    }

    // The inherited method keeps a table by loop and listens for the loop's end, which wakes Netty's global executor,
    // a thread outside of virtual time. There is one loop and nothing to free, so neither is needed.
    @Override
    public AddressResolver<InetSocketAddress> getResolver(EventExecutor executor) {
        return newResolver(executor);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        if (executor != loop) {
            throw new IllegalStateException("event loop: " + executor + " (expected: the lab's)");
        }
        return resolver;
    }
}
