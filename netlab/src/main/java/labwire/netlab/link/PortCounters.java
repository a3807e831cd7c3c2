package labwire.netlab.link;

import java.util.EnumMap;
import java.util.Map;

/** What a port has carried since it was made. Written on the lab's loop; bytes are wire bytes, FCS counted. */
public final class PortCounters {
    private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    private long receivedFrames;
    private long receivedBytes;
    private long sentFrames;
    private long sentBytes;

    void received(int bytes) {
        receivedFrames++;
        receivedBytes += bytes;
    }

    void sent(int bytes) {
        sentFrames++;
        sentBytes += bytes;
    }

    /** Counts a frame that this port's device, this port, or the cable away from it did not carry. */
    public void dropped(DropReason reason) {
        drops.merge(reason, 1L, Long::sum);
    }

    public long receivedFrames() {
        return receivedFrames;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    public long sentFrames() {
        return sentFrames;
    }

    public long sentBytes() {
        return sentBytes;
    }

    public long drops(DropReason reason) {
        return drops.getOrDefault(reason, 0L);
    }

    public long drops() {
        long sum = 0;
        for (long count : drops.values()) {
            sum += count;
        }
        return sum;
    }
}
