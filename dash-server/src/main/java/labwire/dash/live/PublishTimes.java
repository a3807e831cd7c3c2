package labwire.dash.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** When a live manifest changes: it says nothing that depends on the time but through its publish time. */
final class PublishTimes {
    private final Loop loop;
    private final List<Source> sources = new ArrayList<>();

    /** Something that changes the manifest again and again. */
    private interface Source {
        /** The last change at that time or before; {@link Instant#MIN} if there was none. */
        Instant last(Instant now);

        /** The first change after that. */
        Instant next(Instant now);
    }

    PublishTimes(Loop loop) {
        this.loop = loop;
        if (!loop.byDuration()) {
            loop.tracks().forEach(track -> sources.add(new Segments(track)));
        } else if (loop.options().periodMillis() > 0) {
            sources.add(new Periods());
        }
        if (loop.listsEvents()) {
            sources.add(new Rounds());
        }
    }

    /** The publish time of the manifest at a time when there is one. */
    Instant last(Instant now) {
        Instant last = loop.start();
        for (Source source : sources) {
            Instant change = source.last(now);
            last = change.isAfter(last) ? change : last;
        }
        return last;
    }

    /** When the next manifest is published; {@link Instant#MAX} if never. */
    Instant next(Instant now) {
        Instant next = Instant.MAX;
        for (Source source : sources) {
            Instant change = source.next(now);
            next = change.isBefore(next) ? change : next;
        }
        return next;
    }

    /** Every segment of a track that comes into a timeline. */
    private final class Segments implements Source {
        private final LoopedTrack track;

        Segments(LoopedTrack track) {
            this.track = track;
        }

        @Override
        public Instant last(Instant now) {
            long next = loop.next(track, now);
            return next == 0 ? Instant.MIN : loop.availableFrom(track, next - 1);
        }

        @Override
        public Instant next(Instant now) {
            return loop.availableFrom(track, loop.next(track, now));
        }
    }

    private final class Periods implements Source {
        @Override
        public Instant last(Instant now) {
            long period = period(now);
            // A period begins with a segment, and several of them may wait for the same one.
            while (start(period).isAfter(now)) {
                period--;
            }
            return start(period);
        }

        @Override
        public Instant next(Instant now) {
            Instant next = start(period(now));
            return next.isAfter(now) ? next : start(period(now) + 1);
        }

        private long period(Instant now) {
            return Duration.between(loop.start(), now).toMillis()
                    / loop.options().periodMillis();
        }

        private Instant start(long period) {
            LiveTimeline timeline = loop.reference().timeline();
            Instant start = timeline.instantOf(
                    timeline.start(loop.atOrAfter(period * loop.options().periodMillis())));
            // ffmpeg 5.1 has whole seconds, unsigned: a period that began in the current one is ages away to it.
            Instant second = start.truncatedTo(ChronoUnit.SECONDS);
            return period == 0 || start.equals(second) ? start : second.plusSeconds(1);
        }
    }

    /** Every round, with its events. */
    private final class Rounds implements Source {
        private final LoopClock rounds = new LoopClock(loop.loopTicks(), loop.timescale(), loop.timescale(), 1);

        @Override
        public Instant last(Instant now) {
            return start(round(now));
        }

        @Override
        public Instant next(Instant now) {
            return start(round(now) + 1);
        }

        private long round(Instant now) {
            return rounds.roundAt(loop.reference().timeline().ticksAt(now));
        }

        private Instant start(long round) {
            return loop.reference().timeline().instantOf(rounds.start(round));
        }
    }
}
