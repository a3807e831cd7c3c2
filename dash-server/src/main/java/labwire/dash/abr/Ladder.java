package labwire.dash.abr;

import java.util.List;

/**
 * The rungs of one stream.
 *
 * @param bitsPerSecond the nominal rates, ascending, at least one
 * @param segmentSeconds the usual duration of a segment, greater than 0
 */
public record Ladder(List<Long> bitsPerSecond, double segmentSeconds) {
    public Ladder {
        bitsPerSecond = List.copyOf(bitsPerSecond);
        if (bitsPerSecond.isEmpty() || segmentSeconds <= 0) {
            throw new IllegalArgumentException("ladder: " + bitsPerSecond + ", segments of " + segmentSeconds
                    + " s (expected: a rung or more, and segments longer than 0 s)");
        }
        for (int rung = 1; rung < bitsPerSecond.size(); rung++) {
            if (bitsPerSecond.get(rung) < bitsPerSecond.get(rung - 1)) {
                throw new IllegalArgumentException("ladder: " + bitsPerSecond + " (expected: ascending rates)");
            }
        }
    }

    public int size() {
        return bitsPerSecond.size();
    }

    public int top() {
        return size() - 1;
    }

    public long rate(int rung) {
        return bitsPerSecond.get(rung);
    }

    /** The highest rung of at most this rate, or 0. */
    public int highestAtMost(double rate) {
        int rung = top();
        while (rung > 0 && rate(rung) > rate) {
            rung--;
        }
        return rung;
    }
}
