package labwire.gateway.play;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/** A session's events as lines for people: what was decided, and what went wrong. Not every segment, nor audio's rungs. */
public final class EventLine {
    private EventLine() {}

    /** The line, without its time; nothing for what happens all the time. */
    public static Optional<String> of(PlayerEvent event) {
        return Optional.of(text(event)).filter(text -> !text.isEmpty());
    }

    private static String text(PlayerEvent event) {
        if (event instanceof PlayerEvent.ManifestRead read) {
            return read.rungs().size() + " rungs, " + (read.live() ? "live" : seconds(read.duration())) + ", "
                    + read.url();
        }
        if (event instanceof PlayerEvent.RungChosen chosen) {
            return chosen.medium() == Medium.VIDEO
                    ? String.format(
                            Locale.ROOT,
                            "segment %3d  rung %d  %5d kbit/s  buffer %6s  %s",
                            chosen.segment(),
                            chosen.rung(),
                            chosen.bitsPerSecond() / 1000,
                            seconds(chosen.buffer()),
                            chosen.reason())
                    : "";
        }
        if (event instanceof PlayerEvent.SegmentAbandoned dropped) {
            return String.format(
                    Locale.ROOT,
                    "segment %3d  rung %d dropped for rung %d: %s",
                    dropped.segment(),
                    dropped.rung(),
                    dropped.nextRung(),
                    dropped.reason());
        }
        if (event instanceof PlayerEvent.RequestFailed failed) {
            String what = failed.status() == 0 ? "" : failed.status() + ", ";
            return failed.url() + ": " + what + failed.reason() + "; attempt " + failed.attempt() + ", "
                    + failed.next();
        }
        if (event instanceof PlayerEvent.Flaw flaw) {
            return flaw.medium().name().toLowerCase(Locale.ROOT) + " segment " + flaw.segment() + ": " + flaw.what();
        }
        if (event instanceof PlayerEvent.PlaybackStarted started) {
            return "playback starts at " + seconds(started.mediaTime());
        }
        if (event instanceof PlayerEvent.StallBegan stall) {
            return "stall at " + seconds(stall.mediaTime()) + ": no "
                    + stall.medium().name().toLowerCase(Locale.ROOT);
        }
        if (event instanceof PlayerEvent.StallEnded stall) {
            return "playback goes on at " + seconds(stall.mediaTime());
        }
        if (event instanceof PlayerEvent.Jumped jump) {
            return "jump from " + seconds(jump.from()) + " to " + seconds(jump.to()) + ": " + jump.reason();
        }
        if (event instanceof PlayerEvent.Ended ended) {
            return (ended.complete() ? "complete: " : "not complete: ") + ended.reason();
        }
        return "";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
