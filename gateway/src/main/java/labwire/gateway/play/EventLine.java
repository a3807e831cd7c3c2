package labwire.gateway.play;

import java.util.Locale;
import labwire.dash.report.Sentences;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/** A session's events as lines: each rung of the video with its reason, and what went wrong. */
public final class EventLine {
    private EventLine() {}

    /** The line, without the time; empty for what goes on all the time. */
    public static String of(PlayerEvent event) {
        if (event instanceof PlayerEvent.RungChosen chosen && chosen.medium() == Medium.VIDEO) {
            return String.format(
                    Locale.ROOT,
                    "segment %d: rung %d, %d kbit/s, buffer %.2f s: %s",
                    chosen.segment(),
                    chosen.rung(),
                    chosen.bitsPerSecond() / 1000,
                    chosen.buffer().toNanos() / 1e9,
                    chosen.reason());
        }
        return Sentences.of(event);
    }
}
