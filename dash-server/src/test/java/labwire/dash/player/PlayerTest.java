package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import labwire.dash.player.http.VirtualWire;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.PlaybackStarted;
import labwire.dash.session.PlayerEvent.RequestFailed;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import labwire.dash.session.PlayerEvent.StallBegan;
import org.junit.jupiter.api.Test;

class PlayerTest {
    private static final Duration LONG = Duration.ofHours(2);

    private final VirtualWire wire = new VirtualWire();
    private final LoopedDemo demo = new LoopedDemo();
    private final List<PlayerEvent> events = new ArrayList<>();
    private byte[] manifest = LoopedDemo.manifest(Duration.ofSeconds(60));
    private final FakeSite site =
            new FakeSite(wire, "video", path -> path.equals("manifest.mpd") ? Optional.of(manifest) : demo.find(path));

    private Ended play(UnaryOperator<PlayerConfig.Builder> settings) {
        PlayerConfig config = settings.apply(
                        PlayerConfig.builder(URI.create("http://video/manifest.mpd"), wire, new SplittableRandom(1)))
                .build();
        Player player = Player.start(config, wire.bootstrap(), events::add);
        assertThat(wire.runUntil(player.ended()::isDone, LONG)).isTrue();
        return player.ended().getNow();
    }

    private <E extends PlayerEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void playsToTheEnd() {
        site.rate(10_000_000);
        Ended ended = play(config -> config);
        assertThat(ended.complete()).isTrue();
        assertThat(all(Flaw.class)).isEmpty();
        assertThat(all(RequestFailed.class)).isEmpty();
        assertThat(all(StallBegan.class)).isEmpty();
        assertThat(all(SegmentArrived.class).stream().filter(one -> one.medium() == Medium.VIDEO))
                .hasSize(32);
        PlaybackStarted started = all(PlaybackStarted.class).get(0);
        assertThat(ended.at().minus(started.at())).isEqualTo(Duration.ofSeconds(60));
    }
}
