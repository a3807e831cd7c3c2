package labwire.netlab.channel;

import java.util.ArrayDeque;
import labwire.netlab.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** The datagrams that have arrived and are not read yet: at most so many bytes; what comes beyond is dropped. */
final class DatagramQueue {
    /** What a datagram counts for besides its payload, so that empty ones fill the queue too. */
    static final int OVERHEAD_BYTES = 256;

    /** Where a datagram came from, and what it said. */
    record Arrived(Endpoint sender, Bytes payload) {}

    private final ArrayDeque<Arrived> datagrams = new ArrayDeque<>();
    private int bytes;
    private long drops;

    void add(Arrived datagram, int limitBytes) {
        int charge = datagram.payload().length() + OVERHEAD_BYTES;
        if (bytes + charge > limitBytes) {
            drops++;
            return;
        }
        bytes += charge;
        datagrams.add(datagram);
    }

    boolean isEmpty() {
        return datagrams.isEmpty();
    }

    @Nullable
    Arrived poll() {
        Arrived datagram = datagrams.poll();
        if (datagram != null) {
            bytes -= datagram.payload().length() + OVERHEAD_BYTES;
        }
        return datagram;
    }

    void clear() {
        datagrams.clear();
        bytes = 0;
    }

    /** Datagrams that found the queue full. */
    long drops() {
        return drops;
    }
}
