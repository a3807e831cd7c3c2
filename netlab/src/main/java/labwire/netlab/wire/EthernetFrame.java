package labwire.netlab.wire;

import java.util.List;

/**
 * An Ethernet II or 802.3/LLC frame, without preamble.
 *
 * <pre>
 *  6           6        0, 4, 8           2             46-1500    4
 * +-------------+--------+----------------+-------------+----------+-----+
 * | destination | source | 802.1Q tags    | type/length | payload  | FCS |
 * +-------------+--------+----------------+-------------+----------+-----+
 * </pre>
 *
 * @param tags outermost first; at most {@link #MAX_TAGS}
 */
public record EthernetFrame(MacAddress destination, MacAddress source, List<VlanTag> tags, FramePayload payload) {
    public static final int HEADER_LENGTH = 14;
    public static final int TAG_LENGTH = 4;
    public static final int FCS_LENGTH = 4;
    /** The shortest frame without FCS; shorter payloads are padded on the wire. */
    public static final int MIN_LENGTH = 60;

    public static final int MAX_TAGS = 2;

    public EthernetFrame {
        tags = tags.isEmpty() ? List.of() : List.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("tags: " + tags.size() + " (expected: at most " + MAX_TAGS + ")");
        }
    }

    /** An untagged frame. */
    public EthernetFrame(MacAddress destination, MacAddress source, FramePayload payload) {
        this(destination, source, List.of(), payload);
    }

    public EthernetFrame withTags(List<VlanTag> newTags) {
        return newTags.equals(tags) ? this : new EthernetFrame(destination, source, newTags, payload);
    }

    /** How many frames a wire carries in place of this one: more than one for a super-segment, see {@link Segmentation}. */
    public int wireCount() {
        return payload.wireCount();
    }

    /** Bytes that this frame, or those in its place, take on the wire, padding and FCS counted, preamble and gap not. */
    public int wireLength() {
        int length = HEADER_LENGTH + TAG_LENGTH * tags.size() + payload.unitLength();
        return payload.wireCount() * (Math.max(MIN_LENGTH, length) + FCS_LENGTH);
    }
}
