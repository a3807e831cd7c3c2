package labwire.dash.abr;

import java.util.Optional;

/** A rule that drops downloads which take too long. */
public final class AbandoningRule implements AbrRule {
    private final AbrRule rule;
    private final AbandonRule abandonment;

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
        return rule.choose(state);
    }

    @Override
    public void downloaded(SegmentDownload download) {
        rule.downloaded(download);
    }

    @Override
    public Optional<Decision> abandon(DownloadProgress progress) {
        return abandonment.judge(progress);
    }

    @Override
    public void reset() {
        rule.reset();
    }
}
