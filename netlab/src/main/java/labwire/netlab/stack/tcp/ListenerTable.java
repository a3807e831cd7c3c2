package labwire.netlab.stack.tcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The listeners of a stack by address and port. */
final class ListenerTable {
    private record LocalEnd(Ipv4Address address, int port) {}

    private final Map<LocalEnd, TcpListener> listeners = new LinkedHashMap<>();

    /** The listener for a segment: one at the very address before one at all addresses. */
    @Nullable
    TcpListener find(Ipv4Address address, int port) {
        TcpListener exact = listeners.get(new LocalEnd(address, port));
        return exact != null ? exact : listeners.get(new LocalEnd(Ipv4Address.ANY, port));
    }

    /** Whether a listener may be added there: none at that address, and all addresses overlap each. */
    boolean isFree(Ipv4Address address, int port) {
        if (address.isAny()) {
            return listeners.keySet().stream().noneMatch(end -> end.port() == port);
        }
        return find(address, port) == null;
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
