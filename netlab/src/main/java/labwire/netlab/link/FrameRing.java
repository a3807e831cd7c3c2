package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** Frames in the order of an instant of each, of arrival or of joining a queue: a ring of frames beside a ring of instants. */
final class FrameRing {
    private @Nullable EthernetFrame[] frames = new EthernetFrame[16];
    private long[] instants = new long[16];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(EthernetFrame frame, long instantNanos) {
        if (size == frames.length) {
            grow();
        }
        int tail = head + size & frames.length - 1;
        frames[tail] = frame;
        instants[tail] = instantNanos;
        size++;
    }

    /** The first frame's instant, or {@link Long#MAX_VALUE}. */
    long headNanos() {
        return size == 0 ? Long.MAX_VALUE : instants[head];
    }

    EthernetFrame remove() {
        EthernetFrame frame = frames[head];
        if (frame == null) {
            throw new IllegalStateException("no frame (expected: one)");
        }
        frames[head] = null;
        head = head + 1 & frames.length - 1;
        size--;
        return frame;
    }

    private void grow() {
        int capacity = frames.length;
        @Nullable EthernetFrame[] moreFrames = new EthernetFrame[2 * capacity];
        long[] moreInstants = new long[2 * capacity];
        System.arraycopy(frames, head, moreFrames, 0, capacity - head);
        System.arraycopy(frames, 0, moreFrames, capacity - head, head);
        System.arraycopy(instants, head, moreInstants, 0, capacity - head);
        System.arraycopy(instants, 0, moreInstants, capacity - head, head);
        frames = moreFrames;
        instants = moreInstants;
        head = 0;
    }
}
