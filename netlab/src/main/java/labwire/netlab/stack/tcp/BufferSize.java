package labwire.netlab.stack.tcp;

/**
 * How large one of a connection's buffers may be. This is a limit, not an allocation: memory is taken for bytes that are
 * there.
 *
 * @param initialBytes what it begins with, at least {@link #MIN_BYTES}
 * @param maximumBytes what it grows to if the path needs it, at most {@link #MAX_BYTES}; as the initial size: it does not
 *     tune itself
 */
public record BufferSize(int initialBytes, int maximumBytes) {
    public static final int MIN_BYTES = 2048;
    /** The largest window that RFC 7323, 2.3 can express. */
    public static final int MAX_BYTES = 1 << 30;

    public BufferSize {
        if (initialBytes < MIN_BYTES || maximumBytes < initialBytes || maximumBytes > MAX_BYTES) {
            throw new IllegalArgumentException("buffer: " + initialBytes + " to " + maximumBytes + " bytes (expected: "
                    + MIN_BYTES + " to " + MAX_BYTES + ")");
        }
    }

    /** A buffer that stays as it is. */
    public static BufferSize fixed(int bytes) {
        return new BufferSize(bytes, bytes);
    }
}
