package labwire.dash.player.playback;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/** What is buffered of one medium: one stretch of presentation time, less the gaps in it. */
public final class MediumBuffer {
    /** Shorter gaps are played over, as browsers do: rounding, or audio frames that straddle a boundary. */
    static final long TOLERATED_GAP_NANOS = 100_000_000;

    /** A stretch that is not there. */
    record Gap(long startNanos, long endNanos, String reason) {}

    private final ArrayDeque<Gap> gaps = new ArrayDeque<>();
    private long endNanos;
    private boolean complete;

    MediumBuffer() {}

    /** Takes in what is at or beyond the end; what overlaps replaces nothing. */
    public void append(long beginNanos, long finishNanos) {
        if (beginNanos - endNanos > TOLERATED_GAP_NANOS) {
            gaps.add(new Gap(/* startNanos= */ endNanos, /* endNanos= */ beginNanos, "nothing is there"));
        }
        endNanos = Math.max(endNanos, finishNanos);
    }

    /** Gives up what comes next, up to a time. */
    public void skipTo(long nanos, String reason) {
        if (nanos > endNanos) {
            gaps.add(new Gap(endNanos, nanos, reason));
            endNanos = nanos;
        }
    }

    /** Nothing more will come. */
    public void complete() {
        complete = true;
    }

    public boolean isComplete() {
        return complete;
    }

    /** Up to where there is something, or was given up. */
    public long endNanos() {
        return endNanos;
    }

    /** How much is there from a position on. */
    public long levelNanos(long positionNanos) {
        long level = endNanos - positionNanos;
        for (Gap gap : gaps) {
            level -= Math.max(0, gap.endNanos() - Math.max(gap.startNanos(), positionNanos));
        }
        return Math.max(0, level);
    }

    void reset(long positionNanos) {
        gaps.clear();
        endNanos = positionNanos;
        complete = false;
    }

    /** The gap that begins at a position or spans it. */
    Optional<Gap> gapAt(long positionNanos) {
        for (Gap gap : gaps) {
            if (gap.startNanos() <= positionNanos && positionNanos < gap.endNanos()) {
                return Optional.of(gap);
            }
        }
        return Optional.empty();
    }

    /** Up to where it can be played from a position on. */
    long playableUntil(long positionNanos) {
        for (Iterator<Gap> each = gaps.iterator(); each.hasNext(); ) {
            Gap gap = each.next();
            if (gap.endNanos() <= positionNanos) {
                each.remove();
            } else {
                return Math.max(positionNanos, gap.startNanos());
            }
        }
        return complete ? Long.MAX_VALUE : endNanos;
    }
}
