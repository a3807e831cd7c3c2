package labwire.netlab.link;

import java.util.Arrays;
import labwire.netlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** The frames on a cable in the order of their arrival: a ring of frames beside a ring of instants. */
final class FlightQueue {
    private @Nullable EthernetFrame[] frames = new EthernetFrame[16];
    private long[] arrivals = new long[16];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(EthernetFrame frame, long arrivalNanos) {
        if (size == frames.length) {
            grow();
        }
        int tail = head + size & frames.length - 1;
        frames[tail] = frame;
        arrivals[tail] = arrivalNanos;
        size++;
    }

    /** The next arrival, or {@link Long#MAX_VALUE}. */
    long nextArrivalNanos() {
        return size == 0 ? Long.MAX_VALUE : arrivals[head];
    }

    EthernetFrame remove() {
        EthernetFrame frame = frames[head];
        if (frame == null) {
            throw new IllegalStateException("no frame in flight (expected: one)");
        }
        frames[head] = null;
        head = head + 1 & frames.length - 1;
        size--;
        return frame;
    }

    void clear() {
        Arrays.fill(frames, null);
        head = 0;
        size = 0;
    }

    private void grow() {
        int capacity = frames.length;
        @Nullable EthernetFrame[] moreFrames = new EthernetFrame[2 * capacity];
        long[] moreArrivals = new long[2 * capacity];
        System.arraycopy(frames, head, moreFrames, 0, capacity - head);
        System.arraycopy(frames, 0, moreFrames, capacity - head, head);
        System.arraycopy(arrivals, head, moreArrivals, 0, capacity - head);
        System.arraycopy(arrivals, 0, moreArrivals, capacity - head, head);
        frames = moreFrames;
        arrivals = moreArrivals;
        head = 0;
    }
}
