package labwire.dash.report;

import java.util.Locale;
import labwire.dash.session.PlayerEvent;

/** Events that people should hear of, each as a sentence. */
public final class Sentences {
    private Sentences() {}

    /** Empty for what goes on all the time. */
    public static String of(PlayerEvent event) {
        if (event instanceof PlayerEvent.SegmentAbandoned e) {
            return lower(e.medium()) + " segment " + e.segment() + ": rung " + e.rung() + " dropped after "
                    + Texts.bytes(e.bytesReceived()) + " for rung " + e.nextRung() + ": " + e.reason();
        }
        if (event instanceof PlayerEvent.RequestFailed e) {
            return e.url() + ": " + (e.status() == 0 ? "" : e.status() + " ") + e.reason() + ", attempt " + e.attempt()
                    + "; " + e.next();
        }
        if (event instanceof PlayerEvent.Flaw e) {
            return lower(e.medium()) + " segment " + e.segment() + ": " + e.what();
        }
        if (event instanceof PlayerEvent.Jumped e) {
            return "the playhead jumped from " + Texts.clock(Texts.seconds(e.from())) + " to "
                    + Texts.clock(Texts.seconds(e.to())) + ": " + e.reason();
        }
        if (event instanceof PlayerEvent.StallBegan e) {
            return "stalled at " + Texts.clock(Texts.seconds(e.mediaTime())) + " for want of " + lower(e.medium());
        }
        if (event instanceof PlayerEvent.StallEnded e) {
            return "playing again at " + Texts.clock(Texts.seconds(e.mediaTime()));
        }
        if (event instanceof PlayerEvent.PlaybackStarted e) {
            return "playing from " + Texts.clock(Texts.seconds(e.mediaTime()));
        }
        if (event instanceof PlayerEvent.Ended e) {
            return (e.complete() ? "ended: " : "gave up: ") + e.reason();
        }
        return "";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
