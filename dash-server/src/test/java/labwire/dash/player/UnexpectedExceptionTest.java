package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.AbrState;
import labwire.dash.abr.Decision;
import labwire.dash.abr.DownloadProgress;
import labwire.dash.abr.SegmentDownload;
import labwire.dash.player.http.VirtualWire;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody foresaw, in a rule, in a sink or in whoever listens, ends the session and says so; nothing hangs. */
class UnexpectedExceptionTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final VirtualWire wire = new VirtualWire();
    private final LoopedDemo demo = new LoopedDemo();
    private final FakeSite site = new FakeSite(
            wire,
            "video",
            path -> path.equals("manifest.mpd")
                    ? Optional.of(LoopedDemo.manifest(Duration.ofSeconds(60)))
                    : demo.find(path));

    /** Where a rule fails. */
    enum Place {
        NAMED,
        CHOOSE,
        DOWNLOADED,
        PROGRESS
    }

    /** Chooses the highest rung, until it fails. */
    private record FailingRule(Place place) implements AbrRule {
        private void fail(Place here) {
            if (here == place) {
                throw new IllegalStateException("nobody foresaw this");
            }
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Decision choose(AbrState state) {
            fail(Place.CHOOSE);
            return new Decision(state.ladder().top(), "always");
        }

        @Override
        public void downloaded(SegmentDownload download) {
            fail(Place.DOWNLOADED);
        }

        @Override
        public Optional<Decision> abandon(DownloadProgress progress) {
            fail(Place.PROGRESS);
            return Optional.empty();
        }
    }

    private Ended play(UnaryOperator<PlayerConfig.Builder> settings, Consumer<PlayerEvent> events) {
        PlayerConfig config = settings.apply(
                        PlayerConfig.builder(URI.create("http://video/manifest.mpd"), wire, new SplittableRandom(1)))
                .build();
        Player player = Player.start(config, wire.bootstrap(), events);
        assertThat(wire.runUntil(player.ended()::isDone, LONG)).isTrue();
        return player.ended().getNow();
    }

    private static void assertTold(Ended ended) {
        assertThat(ended.complete()).isFalse();
        assertThat(ended.reason())
                .startsWith("unexpected: java.lang.IllegalStateException: nobody foresaw this, at labwire.dash.");
    }

    @ParameterizedTest
    @EnumSource
    void inARule(Place place) {
        site.rate(2_000_000);
        List<PlayerEvent> events = new ArrayList<>();
        Ended ended = play(
                config -> config.rules(() -> {
                    FailingRule rule = new FailingRule(place);
                    rule.fail(Place.NAMED);
                    return rule;
                }),
                events::add);
        assertTold(ended);
        assertThat(events).last().isEqualTo(ended);
    }

    @Test
    void inASink() {
        Ended ended = play(
                config -> config.sink((track, initialization, bytes) -> {
                    throw new IllegalStateException("nobody foresaw this");
                }),
                event -> {});
        assertTold(ended);
    }

    @Test
    void inWhoeverListens() {
        Ended ended = play(config -> config, event -> {
            if (event instanceof SegmentArrived || event instanceof Ended) {
                throw new IllegalStateException("nobody foresaw this");
            }
        });
        assertTold(ended);
    }

    @Test
    void anErrorToo() {
        Ended ended = play(
                config -> config.sink((track, initialization, bytes) -> {
                    throw new StackOverflowError();
                }),
                event -> {});
        assertThat(ended.reason()).startsWith("unexpected: java.lang.StackOverflowError, at labwire.dash.");
    }
}
