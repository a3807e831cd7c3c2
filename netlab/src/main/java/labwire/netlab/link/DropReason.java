package labwire.netlab.link;

/** Why a port or a cable did not carry a frame. */
public enum DropReason {
    /** The port was down: disabled, without a cable, or its cable cut. */
    LINK_DOWN,
    /** The cable's queue was full. */
    QUEUE_FULL,
    /** Frames had waited too long in the cable's queue, for too long: CoDel dropped it. */
    QUEUE_DELAY,
    /** The cable's loss setting took it. */
    LOSS,
    /**
     * The cable flipped a bit that the frame's check sequence finds, or without which it holds no packet: one of a
     * length, of a header that has a checksum.
     */
    CORRUPT,
    /** It was on the cable when the cable was cut. */
    CUT
}
