package labwire.dash.abr;

/**
 * BBA-0 (Huang et al.: "A buffer-based approach to rate adaptation", algorithm 1): the rate is a straight line over the
 * buffer level, from the lowest at the reservoir to the highest at the end of the cushion; a rung is kept until the line
 * has passed its neighbour.
 */
public final class BbaRule implements AbrRule {
    private static final double RESERVOIR_SECONDS = 5;
    private static final double CUSHION_SECONDS = 10;

    /** The line must end below the level where the player stops to download, or the highest rung is never reached. */
    private static final double USABLE_SHARE_OF_TARGET = 0.9;

    @Override
    public String name() {
        return "bba-0";
    }

    @Override
    public Decision choose(AbrState state) {
        Ladder ladder = state.ladder();
        double scale = Math.min(
                1, USABLE_SHARE_OF_TARGET * state.bufferTargetSeconds() / (RESERVOIR_SECONDS + CUSHION_SECONDS));
        double reservoir = RESERVOIR_SECONDS * scale;
        double cushion = CUSHION_SECONDS * scale;
        double buffer = state.bufferSeconds();
        String level = "buffer " + Figures.seconds(buffer);
        if (buffer <= reservoir) {
            return new Decision(0, level + " is within the reservoir of " + Figures.seconds(reservoir));
        }
        if (buffer >= reservoir + cushion) {
            return new Decision(
                    ladder.top(), level + " is past the cushion's end at " + Figures.seconds(reservoir + cushion));
        }
        double lowest = ladder.rate(0);
        double line = lowest + (ladder.rate(ladder.top()) - lowest) * (buffer - reservoir) / cushion;
        int current = Math.min(state.current().orElse(0), ladder.top());
        String reason = level + " stands for " + Figures.rate(line);
        if (current < ladder.top() && line >= ladder.rate(current + 1)) {
            return new Decision(Math.max(current, ladder.highestAtMost(line)), reason);
        }
        if (current > 0 && line <= ladder.rate(current - 1)) {
            return new Decision(lowestAtLeast(ladder, line), reason);
        }
        return new Decision(current, reason + ", which is no neighbour's rate yet");
    }

    private static int lowestAtLeast(Ladder ladder, double rate) {
        int rung = 0;
        while (rung < ladder.top() && ladder.rate(rung) < rate) {
            rung++;
        }
        return rung;
    }

    @Override
    public void downloaded(SegmentDownload download) {
        // The buffer tells it all.
    }
}
