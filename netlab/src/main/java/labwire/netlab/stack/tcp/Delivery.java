package labwire.netlab.stack.tcp;

/**
 * What one acknowledgment says has been delivered, gathered while the {@link RetransmitQueue} takes it. One object serves
 * a connection for its life: {@link #begin} makes it new.
 */
final class Delivery {
    /** No round trip is known: Karn's algorithm (RFC 6298, 3). */
    static final long NO_SAMPLE = -1;

    /** No timestamp tells which copy is acknowledged. */
    static final long ANY_TIME = Long.MAX_VALUE;

    private static final long NONE = -1;

    private long now;
    /** What a resent segment must have taken at least to be what is acknowledged, rather than its first copy. */
    private long minimumRoundTrip;

    private long echoedBefore;
    private long acknowledgedBytes;
    private long sackedBytes;
    private long alreadySackedBytes;
    private long inFlightBefore;
    private long firstUnmarkedEnd;
    private long cumulativeSent;
    private boolean ambiguous;
    private long selectiveSent;
    /** The latest sent of the delivered segments: RACK.segment of RFC 8985, 6.2, step 2. */
    private long latestSent;

    private long latestEnd;
    private long highestEnd;
    /** The lowest end of a segment that was sent once; what is below another delivered before it, was reordered. */
    private long lowestOriginalEnd;

    /**
     * @param newEchoedBefore the copy of a segment that was sent then or later is not the one whose timestamp the
     *     acknowledgment echoes; or {@link #ANY_TIME}
     */
    void begin(long newNow, long newMinimumRoundTrip, long newInFlightBefore, long newEchoedBefore) {
        now = newNow;
        minimumRoundTrip = newMinimumRoundTrip;
        echoedBefore = newEchoedBefore;
        inFlightBefore = newInFlightBefore;
        acknowledgedBytes = 0;
        sackedBytes = 0;
        alreadySackedBytes = 0;
        firstUnmarkedEnd = NONE;
        cumulativeSent = NONE;
        ambiguous = false;
        selectiveSent = NONE;
        latestSent = NONE;
        latestEnd = NONE;
        highestEnd = NONE;
        lowestOriginalEnd = Long.MAX_VALUE;
    }

    void acknowledgedBytes(long bytes) {
        acknowledgedBytes = bytes;
    }

    /** A segment sent once is acknowledged; they come in order, so the last one was sent last. */
    void cumulative(long end, long sent) {
        if (firstUnmarkedEnd == NONE) {
            firstUnmarkedEnd = end;
            lowestOriginalEnd = Math.min(lowestOriginalEnd, end);
        }
        cumulativeSent = sent;
        if (sent >= latestSent) {
            latestSent = sent;
            latestEnd = end;
        }
        highestEnd = end;
    }

    void cumulativeResent(long end, long sent) {
        ambiguous = true;
        highestEnd = end;
        if (sent < echoedBefore) {
            resent(end, sent);
        }
    }

    /** It was known to have been delivered. */
    void cumulativeSacked(long bytes) {
        ambiguous = true;
        alreadySackedBytes += bytes;
    }

    /** No echo tells which copy was reported: it is that of a segment before the hole (RFC 7323, 4.3). */
    void selective(long end, long sent, long bytes, boolean resent) {
        sackedBytes += bytes;
        highestEnd = Math.max(highestEnd, end);
        if (resent) {
            resent(end, sent);
        } else {
            selectiveSent = Math.max(selectiveSent, sent);
            lowestOriginalEnd = Math.min(lowestOriginalEnd, end);
            latest(end, sent);
        }
    }

    /** RFC 8985, 6.2, step 2: too fast a return belongs to the first copy. */
    private void resent(long end, long sent) {
        if (now - sent >= minimumRoundTrip) {
            latest(end, sent);
        }
    }

    private void latest(long end, long sent) {
        if (sent > latestSent || (sent == latestSent && end > latestEnd)) {
            latestSent = sent;
            latestEnd = end;
        }
    }

    long now() {
        return now;
    }

    /** By how much SND.UNA has moved. */
    long acknowledgedBytes() {
        return acknowledgedBytes;
    }

    long newlySackedBytes() {
        return sackedBytes;
    }

    /** DeliveredData of RFC 6937: what is newly known to have arrived. */
    long deliveredBytes() {
        return acknowledgedBytes - alreadySackedBytes + sackedBytes;
    }

    /** Unacknowledged bytes before this acknowledgment. */
    long inFlightBefore() {
        return inFlightBefore;
    }

    /** The round trip of the latest segment, unless it could be that of another copy; or {@link #NO_SAMPLE}. */
    long roundTripNanos() {
        if (cumulativeSent != NONE && !ambiguous) {
            return now - cumulativeSent;
        }
        return acknowledgedBytes == 0 && selectiveSent != NONE ? now - selectiveSent : NO_SAMPLE;
    }

    boolean isAnySegment() {
        return latestSent != NONE;
    }

    long latestSentNanos() {
        return latestSent;
    }

    long latestEnd() {
        return latestEnd;
    }

    long highestEnd() {
        return highestEnd;
    }

    long lowestOriginalEnd() {
        return lowestOriginalEnd;
    }
}
