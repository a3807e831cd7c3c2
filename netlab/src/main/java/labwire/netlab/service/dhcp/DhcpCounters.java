package labwire.netlab.service.dhcp;

import java.util.EnumMap;
import java.util.Map;

/** How many messages a server and relay agent has seen. Lab thread only. */
public final class DhcpCounters {
    private final Map<DhcpMessageType, Long> received = new EnumMap<>(DhcpMessageType.class);
    private final Map<DhcpMessageType, Long> sent = new EnumMap<>(DhcpMessageType.class);
    private long malformed;
    private long relayed;

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

    public void clear() {
        received.clear();
        sent.clear();
        malformed = 0;
        relayed = 0;
    }
}
