package labwire.dash.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.EventMessageBox;
import labwire.dash.manifest.Event;
import labwire.dash.manifest.EventStream;
import labwire.dash.title.Ticks;
import labwire.dash.title.TitleDescription;
import labwire.dash.title.TitleDescription.Events;

/** A title's events, which happen anew in every round of its loop. Immutable. */
final class LiveEvents {
    private final List<Looped> streams = new ArrayList<>();

    /** A stream of events, and when rounds begin in its ticks. */
    private record Looped(Events events, LoopClock rounds) {
        long time(long round, int event) {
            return rounds.start(round) + events.events().get(event).time();
        }

        boolean isInLoop(long round, int event) {
            return time(round, event) < rounds.start(round + 1);
        }

        /** One for each event of each round; 32 bits are all there are. */
        long id(long round, int event) {
            return (round * events.events().size() + event) & 0xFFFF_FFFFL;
        }
    }

    LiveEvents(List<Events> streams, long loopTicks, long loopTimescale) {
        for (Events events : streams) {
            this.streams.add(new Looped(events, new LoopClock(loopTicks, loopTimescale, events.timescale(), 1)));
        }
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** What announces the boxes that {@link #inside} makes. */
    List<EventStream> announcements() {
        return streams.stream()
                .map(stream -> EventStream.inband(stream.events.scheme(), stream.events.value()))
                .toList();
    }

    /** The events that begin between two times, ticks of a timescale, as boxes. */
    List<EventMessageBox> inside(long start, long end, long timescale) {
        List<EventMessageBox> boxes = new ArrayList<>();
        for (Looped stream : streams) {
            Events events = stream.events;
            forEach(stream, start, end, timescale, (round, i) -> {
                TitleDescription.Event event = events.events().get(i);
                boxes.add(new EventMessageBox(
                        1,
                        events.scheme(),
                        events.value(),
                        events.timescale(),
                        stream.time(round, i),
                        event.duration(),
                        stream.id(round, i),
                        Bytes.of(event.message().getBytes(UTF_8))));
            });
        }
        return boxes;
    }

    /** The events that begin between two times, ticks of a timescale, for a period that begins at a third. */
    List<EventStream> listed(long start, long end, long periodStart, long timescale) {
        List<EventStream> listed = new ArrayList<>();
        for (Looped stream : streams) {
            Events events = stream.events;
            List<Event> within = new ArrayList<>();
            forEach(stream, start, end, timescale, (round, i) -> {
                TitleDescription.Event event = events.events().get(i);
                within.add(Event.of(stream.id(round, i), stream.time(round, i), event.duration(), event.message()));
            });
            if (!within.isEmpty()) {
                listed.add(EventStream.of(events.scheme(), events.value(), events.timescale())
                        .with(
                                EventStream.PRESENTATION_TIME_OFFSET,
                                Ticks.scale(periodStart, timescale, events.timescale()))
                        .with(within));
            }
        }
        return listed;
    }

    private interface Visitor {
        void visit(long round, int event);
    }

    private static void forEach(Looped stream, long start, long end, long timescale, Visitor visitor) {
        long own = stream.events.timescale();
        long first = Math.max(0, stream.rounds.roundAt(Ticks.scale(start, timescale, own)));
        for (long round = first; Ticks.scale(stream.rounds.start(round), own, timescale) < end; round++) {
            for (int i = 0; i < stream.events.events().size(); i++) {
                long time = Ticks.scale(stream.time(round, i), own, timescale);
                if (time >= start && time < end && stream.isInLoop(round, i)) {
                    visitor.visit(round, i);
                }
            }
        }
    }
}
