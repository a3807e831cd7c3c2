package labwire.netlab.service.dhcp;

import java.util.EnumMap;
import java.util.Map;

/** How many messages a server and relay agent has seen. Lab thread only. */
public final class DhcpCounters {
    private final Map<DhcpMessageType, Long> received = new EnumMap<>(DhcpMessageType.class);
    private final Map<DhcpMessageType, Long> sent = new EnumMap<>(DhcpMessageType.class);
    private long malformed;
    private long relayed;
    private long unserved;

    void received(DhcpMessage message) {
        message.type().ifPresent(type -> received.merge(type, 1L, Long::sum));
    }

    void sent(DhcpMessage message) {
        message.type().ifPresent(type -> sent.merge(type, 1L, Long::sum));
    }

    void malformed() {
        malformed++;
    }

    void relayed() {
        relayed++;
    }

    void unserved() {
        unserved++;
    }

    public long receivedOf(DhcpMessageType type) {
        return received.getOrDefault(type, 0L);
    }

    public long sentOf(DhcpMessageType type) {
        return sent.getOrDefault(type, 0L);
    }

    /** Datagrams that were no messages. */
    public long malformedCount() {
        return malformed;
    }

    public long relayedCount() {
        return relayed;
    }

    /** Questions of clients for whom there was no address in the pool, or no room for another binding. */
    public long unservedCount() {
        return unserved;
    }

    public void clear() {
        received.clear();
        sent.clear();
        malformed = 0;
        relayed = 0;
        unserved = 0;
    }
}
