package labwire.dash.server.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.dash.server.http.Status;

/** What befalls one response, by all the rules together. Immutable but for the buckets that it shares. */
public final class FaultPlan {
    /** Nothing, as nearly always. */
    public static final FaultPlan NONE = new FaultPlan(Fault.NONE, List.of());

    /** A piece of a shaped response takes about this long, so that short stretches have the rate, too. */
    private static final long PIECES_PER_SECOND = 50;

    private static final int MIN_PIECE_BYTES = 256;
    private static final int MAX_PIECE_BYTES = 16_384;

    private final Fault fault;
    private final List<TokenBucket> buckets;

    FaultPlan(Fault fault, List<TokenBucket> buckets) {
        this.fault = fault;
        this.buckets = List.copyOf(buckets);
    }

    public Optional<Status> status() {
        return fault.status();
    }

    public Duration delay() {
        return fault.delay();
    }

    /** Bytes of the body before a pause, or {@link Fault#NEVER}. */
    public long stallAfter() {
        return fault.stallAfter();
    }

    public Duration stallFor() {
        return fault.stallFor();
    }

    /** Bytes of the body before the connection ends, or {@link Fault#NEVER}. */
    public long truncateAfter() {
        return fault.truncateAfter();
    }

    /** Whether the body cannot be sent just as it is. */
    public boolean shapesBody() {
        return fault.stallAfter() != Fault.NEVER || fault.truncateAfter() != Fault.NEVER || isPaced();
    }

    public boolean isPaced() {
        return !buckets.isEmpty();
    }

    /** How much to {@link #take} at a time. */
    public int pieceBytes() {
        long slowest = Long.MAX_VALUE;
        for (TokenBucket bucket : buckets) {
            slowest = Math.min(slowest, bucket.bitsPerSecond());
        }
        return (int) Math.max(MIN_PIECE_BYTES, Math.min(MAX_PIECE_BYTES, slowest / 8 / PIECES_PER_SECOND));
    }

    /** Takes a turn for so many bytes; they are due in so many nanoseconds. */
    public long take(int bytes, long nowNanos) {
        long wait = 0;
        for (TokenBucket bucket : buckets) {
            wait = Math.max(wait, bucket.take(bytes, nowNanos));
        }
        return wait;
    }
}
