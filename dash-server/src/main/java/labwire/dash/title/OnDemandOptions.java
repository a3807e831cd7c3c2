package labwire.dash.title;

import java.util.List;

/**
 * The options of a title on demand.
 *
 * @param by how segments are found
 * @param segmentMillis about how long they are; 0 for what the title says
 * @param periods how many the title is cut into, at segment boundaries
 * @param codec the beginning of a codec's name, such as {@code hvc1}: others of its kind are left out; or empty
 */
public record OnDemandOptions(Addressing by, long segmentMillis, int periods, String codec) {
    static final int MAX_PERIODS = 100;

    /**
     * Reads a path's options.
     *
     * @throws OptionException if they make no sense
     */
    public static OnDemandOptions parse(String text) throws OptionException {
        PathOptions options = PathOptions.parse(text);
        OnDemandOptions read = new OnDemandOptions(
                options.word("by", List.of(Addressing.values()), Addressing::word, Addressing.NUMBER),
                options.millis("segment", TitleFile.MIN_SEGMENT_MILLIS, TitleFile.MAX_SEGMENT_MILLIS, 0),
                options.count("periods", 1, MAX_PERIODS, 1),
                options.text("codec"));
        options.end();
        if (read.by == Addressing.BASE && (read.segmentMillis != 0 || read.periods != 1)) {
            throw new OptionException("by=base: with segment or periods (expected: neither, files are as they are)");
        }
        return read;
    }
}
