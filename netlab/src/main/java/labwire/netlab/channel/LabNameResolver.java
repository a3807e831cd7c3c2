package labwire.netlab.channel;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import labwire.netlab.wire.IpAddress;

/** Literal addresses, then the lab's names; an unknown name fails. */
final class LabNameResolver extends InetNameResolver {
    private final NameSource names;

    LabNameResolver(EventExecutor executor, NameSource names) {
        super(executor);
        this.names = names;
    }

    @Override
    protected void doResolve(String name, Promise<InetAddress> promise) throws UnknownHostException {
        promise.setSuccess(lookUp(name).get(0));
    }

    @Override
    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws UnknownHostException {
        promise.setSuccess(lookUp(name));
    }

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        List<IpAddress> addresses = IpAddress.tryParse(name).map(List::of).orElseGet(() -> names.addressesOf(name));
        if (addresses.isEmpty()) {
            throw new UnknownHostException(name + " (expected: an IP address or a name of the lab)");
        }
        return addresses.stream().map(address -> address.toInetAddress(name)).toList();
    }
}
