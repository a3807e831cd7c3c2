package labwire.dash.fluid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.AbrRules;
import labwire.dash.abr.Ladder;
import labwire.dash.session.PlayerEvent;

/** A movie of our own like the demo title, and sessions over it. */
final class Sessions {
    static final Ladder LADDER = new Ladder(List.of(100_000L, 200_000L, 400_000L, 800_000L, 1_600_000L), 1.92);
    static final double BUFFER_TARGET_SECONDS = 20;

    private Sessions() {}

    /** Three minutes in segments that differ by up to a quarter. */
    static Movie movie() {
        return Movie.made("demo", LADDER, 94, 0.25, new SplittableRandom(1));
    }

    static List<PlayerEvent> play(NetworkTrace trace, AbrRule rule) {
        return play(trace, rule, BUFFER_TARGET_SECONDS);
    }

    static List<PlayerEvent> play(NetworkTrace trace, AbrRule rule, double bufferTargetSeconds) {
        List<PlayerEvent> events = new ArrayList<>();
        FluidSession.run(
                movie(), trace, rule, FluidSession.Settings.DEFAULT.withBufferTarget(bufferTargetSeconds), events::add);
        return events;
    }

    static List<PlayerEvent> play(NetworkTrace trace, AbrRules rule) {
        return play(trace, rule.create());
    }

    static <T extends PlayerEvent> List<T> of(List<PlayerEvent> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
