package labwire.dash.abr;

/**
 * BOLA's trade between quality and buffer (Spiteri, Urgaonkar, Sitaraman: "BOLA: near-optimal bitrate adaptation for
 * online videos"): rung i has the utility u = ln(b_i/b_0), and at a buffer level Q the rung of the highest
 * (V × (u + γ) − Q) / b_i wins. Every level here is in seconds of buffer, a placeholder included.
 *
 * <p>V and γ are set so that below {@code minimumBuffer} the lowest rung is chosen, and above {@code fullBuffer} nothing
 * but the highest.
 */
final class BolaUtility {
    private final Ladder ladder;
    private final double vSeconds;
    private final double gamma;

    /**
     * @param minimumBufferSeconds greater than 0
     * @param fullBufferSeconds greater than the minimum
     * @param lift added to all utilities: raises each level by {@code lift} × V
     */
    BolaUtility(Ladder ladder, double minimumBufferSeconds, double fullBufferSeconds, double lift) {
        this.ladder = ladder;
        double span = StrictMath.log((double) ladder.rate(ladder.top()) / ladder.rate(0));
        // A ladder of one rate has nothing to trade; any finite V will do.
        double slope = span > 0 ? span / (fullBufferSeconds / minimumBufferSeconds - 1) : 1;
        vSeconds = minimumBufferSeconds / slope;
        gamma = slope + lift;
    }

    Ladder ladder() {
        return ladder;
    }

    private double utility(int rung) {
        return StrictMath.log((double) ladder.rate(rung) / ladder.rate(0));
    }

    private double score(int rung, double level) {
        return (vSeconds * (utility(rung) + gamma) - level) / ladder.rate(rung);
    }

    /** The best rung at a level; of equals the higher. */
    int rungAt(double level) {
        int best = 0;
        for (int rung = 1; rung < ladder.size(); rung++) {
            if (score(rung, level) >= score(best, level)) {
                best = rung;
            }
        }
        return best;
    }

    /** The level from which this rung is preferred to each below it. */
    double lowestLevel(int rung) {
        double level = 0;
        double rate = ladder.rate(rung);
        for (int lower = 0; lower < rung; lower++) {
            double lowerRate = ladder.rate(lower);
            if (lowerRate < rate) {
                double even = (rate * utility(lower) - lowerRate * utility(rung)) / (rate - lowerRate);
                level = Math.max(level, vSeconds * (gamma + even));
            }
        }
        return level;
    }

    /** The level above which it is better to wait than to download this rung. */
    double highestLevel(int rung) {
        return vSeconds * (utility(rung) + gamma);
    }
}
