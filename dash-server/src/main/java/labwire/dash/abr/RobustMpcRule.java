package labwire.dash.abr;

/**
 * RobustMPC (Yin et al.: "A control-theoretic approach for dynamic adaptive video streaming"): of all ways through the
 * next few segments the one of the best quality, less stalls and less switches, at a throughput that allows for recent
 * errors of prediction.
 */
public final class RobustMpcRule implements AbrRule {
    private static final int HORIZON_SEGMENTS = 5;

    /** Ten rungs fit with the whole horizon; with more of them it looks less far, so as to answer in milliseconds. */
    private static final double MAX_PATHS = 200_000;

    /** Quality is counted in Mbit/s; a second of stall costs as many. */
    private static final double STALL_COST_PER_SECOND = 4.3;

    private static final double SWITCH_COST_PER_MEGABIT = 1;
    private static final double MEGABIT = 1e6;

    private final PastThroughput past = new PastThroughput();

    @Override
    public String name() {
        return "robust-mpc";
    }

    @Override
    public Decision choose(AbrState state) {
        if (!past.known()) {
            return new Decision(0, "nothing measured yet: the lowest rung");
        }
        int horizon = Math.max(1, Math.min(affordableHorizon(state.ladder()), state.remainingSegments()));
        Search search = new Search(state, past.lowerBound(), horizon);
        int rung = search.best();
        return new Decision(
                rung,
                "harmonic mean " + Figures.rate(past.harmonicMean()) + " / (1 + error "
                        + Figures.factor(past.largestError()) + ") = " + Figures.rate(past.lowerBound()) + ": with "
                        + Figures.seconds(state.bufferSeconds()) + " of buffer the best plan, " + horizon
                        + " ahead, scores " + Figures.factor(search.bestScore) + ", with "
                        + Figures.seconds(search.bestStall) + " of stalls");
    }

    private static int affordableHorizon(Ladder ladder) {
        int horizon = HORIZON_SEGMENTS;
        while (horizon > 1 && Math.pow(ladder.size(), horizon) > MAX_PATHS) {
            horizon--;
        }
        return horizon;
    }

    @Override
    public void downloaded(SegmentDownload download) {
        past.add(download);
    }

    /** A search through all paths, highest rung first, that leaves a path as soon as it cannot win. */
    private static final class Search {
        private final AbrState state;
        private final Ladder ladder;
        private final double rate;
        private final int horizon;
        private int bestRung;
        private double bestScore = Double.NEGATIVE_INFINITY;
        private double bestStall;

        Search(AbrState state, double rate, int horizon) {
            this.state = state;
            this.ladder = state.ladder();
            this.rate = rate;
            this.horizon = horizon;
        }

        int best() {
            int current = state.current().orElse(-1);
            for (int rung = ladder.top(); rung >= 0; rung--) {
                walk(0, rung, current, rung, state.bufferSeconds(), 0, 0);
            }
            return bestRung;
        }

        private void walk(int depth, int first, int before, int rung, double buffer, double score, double stalled) {
            double bits = depth == 0 ? state.nextSegmentBits().applyAsDouble(rung) : nominalBits(rung);
            double seconds = bits / rate;
            double stall = Math.max(0, seconds - buffer);
            double change = before < 0 ? 0 : Math.abs(quality(rung) - quality(before));
            double here = score + quality(rung) - STALL_COST_PER_SECOND * stall - SWITCH_COST_PER_MEGABIT * change;
            int left = horizon - depth - 1;
            if (here + left * quality(ladder.top()) <= bestScore) {
                return;
            }
            if (left == 0) {
                bestScore = here;
                bestRung = first;
                bestStall = stalled + stall;
                return;
            }
            double after = Math.max(0, buffer - seconds) + ladder.segmentSeconds();
            for (int next = ladder.top(); next >= 0; next--) {
                walk(depth + 1, first, rung, next, after, here, stalled + stall);
            }
        }

        private double nominalBits(int rung) {
            return ladder.rate(rung) * ladder.segmentSeconds();
        }

        private double quality(int rung) {
            return ladder.rate(rung) / MEGABIT;
        }
    }
}
