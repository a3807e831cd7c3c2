package labwire.netlab.link;

import java.util.EnumMap;
import java.util.Map;
import labwire.netlab.wire.EthernetFrame;

/**
 * What a port, or a part of one, has carried since it was made. Written on the lab's loop; bytes are wire bytes, FCS
 * counted.
 */
public final class PortCounters {
    private final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    private final Map<InputError, Long> inputErrors = new EnumMap<>(InputError.class);
    private long receivedFrames;
    private long receivedBytes;
    private long sentFrames;
    private long sentBytes;
    private long receivedMulticasts;
    private long receivedBroadcasts;
    private long sentMulticasts;
    private long sentBroadcasts;
    private long duplicates;
    private long congestionMarks;

    /** Counts a frame that has come in. */
    public void received(EthernetFrame frame) {
        receivedFrames += frame.wireCount();
        receivedBytes += frame.wireLength();
        if (frame.destination().isBroadcast()) {
            receivedBroadcasts++;
        } else if (frame.destination().isMulticast()) {
            receivedMulticasts++;
        }
    }

    /** Counts a frame that goes out. */
    public void sent(EthernetFrame frame) {
        sentFrames += frame.wireCount();
        sentBytes += frame.wireLength();
        if (frame.destination().isBroadcast()) {
            sentBroadcasts++;
        } else if (frame.destination().isMulticast()) {
            sentMulticasts++;
        }
    }

    /** Counts a frame that this port's device, this port, or the cable away from it did not carry. */
    public void dropped(DropReason reason) {
        dropped(reason, 1);
    }

    void dropped(DropReason reason, int frames) {
        drops.merge(reason, (long) frames, Long::sum);
    }

    void inputError(InputError error) {
        inputErrors.merge(error, 1L, Long::sum);
    }

    void duplicated() {
        duplicates++;
    }

    void marked() {
        congestionMarks++;
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

    /** Of the received frames, those to groups; broadcasts are counted apart. */
    public long receivedMulticasts() {
        return receivedMulticasts;
    }

    public long receivedBroadcasts() {
        return receivedBroadcasts;
    }

    /** Of the sent frames, those to groups; broadcasts are counted apart. */
    public long sentMulticasts() {
        return sentMulticasts;
    }

    public long sentBroadcasts() {
        return sentBroadcasts;
    }

    /** Frames that the cable away from this port has delivered a second time. */
    public long duplicates() {
        return duplicates;
    }

    /** Packets in which the queue before the cable away from this port has marked congestion. */
    public long congestionMarks() {
        return congestionMarks;
    }

    /** What came in and was no whole frame; not among the received frames. */
    public long inputErrors(InputError error) {
        return inputErrors.getOrDefault(error, 0L);
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
