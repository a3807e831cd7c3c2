package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpSegment;

/** Turns a range of the stream into a segment, with the acknowledgment and window of the moment. */
interface SegmentWriter {
    /**
     * Writes one.
     *
     * @param unit see {@link TcpSegment}
     */
    TcpSegment write(long now, long sequence, int flags, Bytes payload, int unit, boolean newData);

    /** How much the options of the moment take from a segment's payload. */
    int optionBytes();

    /** Whether several segments may go as one: not while each has to say how far the urgent data are. */
    boolean mayUnite();
}
