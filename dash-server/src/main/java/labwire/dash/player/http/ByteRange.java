package labwire.dash.player.http;

/**
 * Bytes of a resource, both ends included (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2">RFC 9110
 * section 14.1.2</a>).
 */
public record ByteRange(long first, long last) {
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "range: " + first + "-" + last + " (expected: not negative, and its end not before its beginning)");
        }
    }

    /** In bytes. */
    public long length() {
        return last - first + 1;
    }

    /** As in an MPD: {@code 0-815}. */
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
