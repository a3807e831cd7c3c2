package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import labwire.dash.player.http.VirtualWire;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.RungChosen;
import labwire.dash.session.PlayerEvent.SegmentArrived;

/** A player on a virtual wire, and what it told. */
final class Session {
    private static final Duration LONG = Duration.ofHours(2);

    final List<PlayerEvent> events = new ArrayList<>();
    final Player player;
    private final VirtualWire wire;

    Session(VirtualWire wire, UnaryOperator<PlayerConfig.Builder> settings) {
        this.wire = wire;
        PlayerConfig config = settings.apply(
                        PlayerConfig.builder(URI.create("http://video/manifest.mpd"), wire, new SplittableRandom(1)))
                .build();
        player = Player.start(config, wire.bootstrap(), events::add);
    }

    Ended toTheEnd() {
        assertThat(wire.runUntil(player.ended()::isDone, LONG)).isTrue();
        assertThat(events).last().isEqualTo(player.ended().getNow());
        return player.ended().getNow();
    }

    /** Up to a time of the session. */
    void until(Duration at) {
        Duration now =
                events.isEmpty() ? Duration.ZERO : events.get(events.size() - 1).at();
        wire.runUntil(player.ended()::isDone, at.minus(now));
    }

    <E extends PlayerEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<SegmentArrived> arrived(Medium medium) {
        return all(SegmentArrived.class).stream()
                .filter(one -> one.medium() == medium)
                .toList();
    }

    /** The rungs of video, segment by segment. */
    List<Integer> rungs() {
        return arrived(Medium.VIDEO).stream().map(SegmentArrived::rung).toList();
    }

    List<RungChosen> chosen(Medium medium) {
        return all(RungChosen.class).stream()
                .filter(one -> one.medium() == medium)
                .toList();
    }
}
