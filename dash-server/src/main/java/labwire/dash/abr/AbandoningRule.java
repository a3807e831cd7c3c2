package labwire.dash.abr;

import java.util.Optional;

/**
 * A rule that drops downloads which take too long, and for the next few segments does not go back up: what it has
 * measured is of finished downloads, and still speaks of better times.
 */
public final class AbandoningRule implements AbrRule {
    /** In segments, not in seconds: when the network is back, many could be had in a second. */
    private static final int HOLD_SEGMENTS = 3;

    private final AbrRule rule;
    private final AbandonRule abandonment;
    private int segmentsToHold;
    private int droppedRung;
    private int heldRung;

    public AbandoningRule(AbrRule rule, AbandonRule abandonment) {
        this.rule = rule;
        this.abandonment = abandonment;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Decision choose(AbrState state) {
        Decision wanted = rule.choose(state);
        if (segmentsToHold == 0 || wanted.rung() <= heldRung) {
            return wanted;
        }
        return new Decision(
                heldRung,
                wanted.reason() + "; but rung " + droppedRung + " was dropped just now, so not above rung " + heldRung);
    }

    @Override
    public void downloaded(SegmentDownload download) {
        segmentsToHold = Math.max(0, segmentsToHold - 1);
        rule.downloaded(download);
    }

    @Override
    public Optional<Decision> abandon(DownloadProgress progress) {
        Optional<Decision> lower = abandonment.judge(progress);
        lower.ifPresent(decision -> {
            segmentsToHold = HOLD_SEGMENTS;
            droppedRung = progress.rung();
            heldRung = decision.rung();
        });
        return lower;
    }

    @Override
    public void reset() {
        rule.reset();
        segmentsToHold = 0;
    }
}
