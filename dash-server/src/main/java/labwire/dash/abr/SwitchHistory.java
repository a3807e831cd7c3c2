package labwire.dash.abr;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The guard against oscillation: a rung that was left downwards too often of late is avoided until that is forgotten.
 *
 * <p>What it remembers is what the rule wanted, not what came of it: else its own interference would keep it alive.
 */
final class SwitchHistory {
    /** Decisions remembered. */
    private static final int DEPTH = 20;

    /** Fewer decisions prove nothing. */
    private static final int LEAST_SAMPLES = 8;

    /** More drops than this, for each decision that was no drop, are too many. */
    private static final double MAX_DROPS = 0.075;

    private record Step(int from, int to) {
        boolean isDrop() {
            return to < from;
        }
    }

    private final Deque<Step> steps = new ArrayDeque<>();

    /** The decision, or one that stays below the rung that proved too high. */
    Decision guard(AbrState state, Decision wanted) {
        state.current().ifPresent(current -> remember(new Step(current, wanted.rung())));
        int drops = 0;
        int others = 0;
        for (int rung = 0; rung <= wanted.rung(); rung++) {
            int dropsHere = 0;
            for (Step step : steps) {
                if (step.from == rung) {
                    dropsHere += step.isDrop() ? 1 : 0;
                    others += step.isDrop() ? 0 : 1;
                }
            }
            drops += dropsHere;
            int cap = dropsHere > 0 ? rung - 1 : rung;
            if (drops + others >= LEAST_SAMPLES && drops > MAX_DROPS * others && cap < wanted.rung()) {
                return new Decision(
                        cap,
                        wanted.reason() + "; but of the last " + steps.size() + " choices " + drops
                                + " went down from rung " + rung + " or below, so not above rung " + cap);
            }
        }
        return wanted;
    }

    private void remember(Step step) {
        if (steps.size() == DEPTH) {
            steps.removeFirst();
        }
        steps.addLast(step);
    }

    void reset() {
        steps.clear();
    }
}
