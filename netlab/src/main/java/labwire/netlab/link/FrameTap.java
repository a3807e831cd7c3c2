package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;

/** Sees the frames of a port without changing what happens. */
@FunctionalInterface
public interface FrameTap {
    /** Which way a frame passed the port. */
    enum Direction {
        RECEIVED,
        SENT
    }

    /**
     * Called on the lab's loop as the frame passes.
     *
     * @param instantNanos lab time
     */
    void frame(long instantNanos, Port port, Direction direction, EthernetFrame frame);
}
