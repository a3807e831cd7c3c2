package labwire.netlab.stack.tcp;

/**
 * Sequence numbers as the core holds them: 64 bits wide, so that they never wrap and compare with {@code <}
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.4">RFC 9293, 3.4</a> compares modulo 2^32). The wire
 * carries the lower 32 bits; this is the one place where they are widened again.
 */
final class SequenceNumbers {
    private SequenceNumbers() {}

    /** The number nearest to {@code reference} whose lower 32 bits are {@code wire}. */
    static long unwrap(long reference, int wire) {
        return reference + (wire - (int) reference);
    }
}
