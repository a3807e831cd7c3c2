package labwire.dash.abr;

import java.util.Optional;

/** A rule that is kept from oscillating by {@link SwitchHistory}. */
final class SteadiedRule implements AbrRule {
    private final AbrRule rule;
    private final SwitchHistory history = new SwitchHistory();

    SteadiedRule(AbrRule rule) {
        this.rule = rule;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Decision choose(AbrState state) {
        return history.guard(state, rule.choose(state));
    }

    @Override
    public void downloaded(SegmentDownload download) {
        rule.downloaded(download);
    }

    @Override
    public Optional<Decision> abandon(DownloadProgress progress) {
        return rule.abandon(progress);
    }

    @Override
    public void reset() {
        rule.reset();
        history.reset();
    }
}
