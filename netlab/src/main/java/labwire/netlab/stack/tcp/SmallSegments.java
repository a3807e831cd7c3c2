package labwire.netlab.stack.tcp;

/**
 * Whether a segment below full size may go out: the sender's part in avoiding silly windows
 * (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.8.6.2.1">RFC 9293, 3.8.6.2.1</a>) and Nagle's algorithm
 * (3.7.4). The latter is in Minshall's form, as in Linux: only a small segment in flight holds back another, so that
 * the short end of a long write does not wait for a delayed acknowledgment.
 */
final class SmallSegments {
    private boolean noDelay;
    private boolean corked;
    /** The end of the last small segment. */
    private long lastEnd;

    SmallSegments(long initialSequence) {
        lastEnd = initialSequence;
    }

    void settings(TcpSettings settings) {
        noDelay = settings.noDelay();
        corked = settings.cork();
    }

    void sent(long end) {
        lastEnd = end;
    }

    /** A segment with all that waits to be sent. */
    boolean mayEmptyTheBuffer(long una, boolean finished) {
        return finished || (!corked && (noDelay || lastEnd <= una));
    }

    /**
     * A segment with as much as the peer's window takes, where more waits.
     *
     * @param allAcknowledged nothing is in flight
     */
    boolean mayFillTheWindow(int length, long maximumWindow, boolean allAcknowledged) {
        return !corked && (noDelay || allAcknowledged) && length >= maximumWindow / 2;
    }
}
