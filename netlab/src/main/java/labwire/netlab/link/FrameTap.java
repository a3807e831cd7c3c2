package labwire.netlab.link;

import labwire.netlab.wire.EthernetFrame;

/**
 * Sees the frames of a port without changing what happens: those received as they arrive, those sent as they are given to
 * the cable, or, with a {@link QueueDiscipline} that may still drop them, as they leave its queue.
 */
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

    /**
     * Called as a port, or the cable away from it, drops a frame; that frame has not been shown as sent, unless it was on
     * a cable that was cut.
     *
     * @param instantNanos lab time
     */
    default void dropped(long instantNanos, Port port, DropReason reason, EthernetFrame frame) {}
}
