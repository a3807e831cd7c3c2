package labwire.dash.fluid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import labwire.dash.GoldenFile;
import labwire.dash.abr.AbrRules;
import labwire.dash.session.PlayerEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule over a network that falls, recovers, and then walks at random: every rung and every reason. */
class FluidGoldenTest {
    @ParameterizedTest
    @EnumSource
    void everyRungAndReason(AbrRules rule) throws IOException {
        List<NetworkTrace.Step> steps =
                new ArrayList<>(TraceProfiles.step(4e6, 0.5e6, 120).steps());
        steps.addAll(TraceProfiles.markov(new SplittableRandom(7), 60, 10).steps());
        StringBuilder transcript = new StringBuilder();
        for (PlayerEvent event : Sessions.play(new NetworkTrace(steps).withLatency(0.03), rule)) {
            transcript.append(line(event));
        }
        GoldenFile.assertMatches("fluid-" + rule.ruleName() + ".txt", transcript.toString());
    }

    private static String line(PlayerEvent event) {
        double at = event.at().toNanos() / 1e9;
        if (event instanceof PlayerEvent.RungChosen e) {
            return String.format(Locale.ROOT, "%8.3f segment %2d rung %d: %s\n", at, e.segment(), e.rung(), e.reason());
        }
        if (event instanceof PlayerEvent.SegmentAbandoned e) {
            return String.format(
                    Locale.ROOT, "%8.3f segment %2d rung %d dropped: %s\n", at, e.segment(), e.rung(), e.reason());
        }
        if (event instanceof PlayerEvent.SegmentArrived || event instanceof PlayerEvent.Level) {
            return "";
        }
        return String.format(Locale.ROOT, "%8.3f %s\n", at, event.getClass().getSimpleName());
    }
}
