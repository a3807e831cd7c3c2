package labwire.netlab.stack.tcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;
import org.jspecify.annotations.Nullable;

/** The listeners of a stack by address and port. */
final class ListenerTable {
    private record LocalEnd(IpAddress address, int port) {}

    private final Map<LocalEnd, TcpListener> listeners = new LinkedHashMap<>();

    /**
     * The listener for a segment: one at the very address, before one at all addresses of its family, before one at
     * those of both, as {@link Ipv6Address#ANY} means.
     */
    @Nullable
    TcpListener find(IpAddress address, int port) {
        TcpListener exact = listeners.get(new LocalEnd(address, port));
        if (exact != null) {
            return exact;
        }
        TcpListener ofFamily = listeners.get(new LocalEnd(address.any(), port));
        return ofFamily != null ? ofFamily : listeners.get(new LocalEnd(Ipv6Address.ANY, port));
    }

    /** Whether a listener may be added there: none at that address, and all addresses overlap each of their family. */
    boolean isFree(IpAddress address, int port) {
        if (address.isAny()) {
            return listeners.keySet().stream().noneMatch(end -> end.port() == port && overlaps(address, end.address()));
        }
        return find(address, port) == null;
    }

    private static boolean overlaps(IpAddress any, IpAddress other) {
        return any.equals(Ipv6Address.ANY) || other.equals(Ipv6Address.ANY) || any.family() == other.family();
    }

    void add(TcpListener listener) {
        listeners.put(new LocalEnd(listener.localAddress(), listener.localPort()), listener);
    }

    void remove(TcpListener listener) {
        listeners.remove(new LocalEnd(listener.localAddress(), listener.localPort()), listener);
    }

    /** In the order in which they were added. */
    List<TcpListener> all() {
        return List.copyOf(listeners.values());
    }
}
