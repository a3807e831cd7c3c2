package labwire.dash.abr;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule that drops downloads which take too long, and does not go straight back up. */
public final class AbandoningRule implements AbrRule {
    /** In segments, not in seconds: when the network is back, many could be had in a second. */
    private static final int HOLD_SEGMENTS = 3;

    private final AbrRule rule;
    private final AbandonRule abandonment;
    private final Return back;
    /** The last one, until a download has shown that its rung can be had after all. */
    private @Nullable Drop drop;

    public AbandoningRule(AbrRule rule, AbandonRule abandonment, Return back) {
        this.rule = rule;
        this.abandonment = abandonment;
        this.back = back;
    }

    /** When higher rungs may be chosen again. */
    public enum Return {
        /** Whenever the rule likes, a few segments later. */
        LATER,
        /**
         * A few segments later, and no higher than downloads have shown since: for rules that go by throughput, whose
         * own measure is mostly of before the drop, and speaks of better times.
         */
        WHEN_SHOWN
    }

    /** A download was dropped: what has come since. */
    private static final class Drop {
        private final int rung;
        private final Ladder ladder;
        private final int lower;
        private int segments;
        private int proven;

        Drop(int rung, Ladder ladder, int lower) {
            this.rung = rung;
            this.ladder = ladder;
            this.lower = lower;
            proven = lower;
        }

        boolean holds() {
            return segments < HOLD_SEGMENTS;
        }
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Decision choose(AbrState state) {
        Decision wanted = rule.choose(state);
        if (drop == null) {
            return wanted;
        }
        int most = drop.holds() ? drop.lower : drop.proven;
        if (wanted.rung() <= most) {
            return wanted;
        }
        String why = drop.holds() ? " was dropped just now" : " was dropped and nothing has come as fast since";
        return new Decision(most, wanted.reason() + "; but rung " + drop.rung + why + ", so not above rung " + most);
    }

    @Override
    public void downloaded(SegmentDownload download) {
        rule.downloaded(download);
        if (drop != null) {
            drop.segments++;
            drop.proven = Math.max(
                    drop.proven, abandonment.carried(drop.ladder, download.bitsPerSecond(), download.latencySeconds()));
            boolean over = switch (back) {
                case LATER -> true;
                case WHEN_SHOWN -> drop.proven >= drop.rung;
            };
            if (over && !drop.holds()) {
                drop = null;
            }
        }
    }

    @Override
    public Optional<Decision> abandon(DownloadProgress progress) {
        Optional<Decision> lower = abandonment.judge(progress);
        lower.ifPresent(
                decision -> drop = new Drop(progress.rung(), progress.state().ladder(), decision.rung()));
        return lower;
    }

    @Override
    public void reset() {
        rule.reset();
        drop = null;
    }
}
