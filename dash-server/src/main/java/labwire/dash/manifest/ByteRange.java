package labwire.dash.manifest;

import java.util.OptionalLong;

/**
 * A range of bytes, {@code first-last}, both included.
 *
 * @param last empty: to the end
 */
public record ByteRange(long first, OptionalLong last) {
    public ByteRange {
        if (first < 0 || last.isPresent() && last.getAsLong() < first) {
            throw new IllegalArgumentException("bytes " + first + "-" + last + " (expected: 0 or more, ascending)");
        }
    }

    public static ByteRange of(long first, long last) {
        return new ByteRange(first, OptionalLong.of(last));
    }

    /** In bytes, where the last is known. */
    public OptionalLong length() {
        return last.isPresent() ? OptionalLong.of(last.getAsLong() - first + 1) : OptionalLong.empty();
    }

    /** As in an MPD and, after {@code bytes=}, in a request: {@code 0-499}. */
    @Override
    public String toString() {
        return first + "-" + (last.isPresent() ? Long.toString(last.getAsLong()) : "");
    }
}
