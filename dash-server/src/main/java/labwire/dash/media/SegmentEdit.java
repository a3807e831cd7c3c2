package labwire.dash.media;

import java.util.List;
import labwire.dash.isobmff.EventMessageBox;

/**
 * How a segment is changed on its way out.
 *
 * @param decodeTimeShiftTicks added to its times, in the track's ticks; no time may fall below 0
 * @param sequenceNumber of its first fragment, the next ones following; 0 leaves the numbers
 * @param events sent with it, before its first fragment
 */
public record SegmentEdit(long decodeTimeShiftTicks, long sequenceNumber, List<EventMessageBox> events) {
    /** Nothing is changed. */
    public static final SegmentEdit NONE = new SegmentEdit(0, 0, List.of());

    public SegmentEdit {
        events = List.copyOf(events);
    }
}
