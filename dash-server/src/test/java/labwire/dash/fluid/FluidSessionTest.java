package labwire.dash.fluid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.AbrRules;
import labwire.dash.abr.AbrState;
import labwire.dash.abr.Decision;
import labwire.dash.abr.DownloadProgress;
import labwire.dash.abr.Ladder;
import labwire.dash.abr.SegmentDownload;
import labwire.dash.session.PlayerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FluidSessionTest {
    /** Ten segments of 2 s, of 1 and 2 Mbit. */
    private static final Movie MOVIE =
            Movie.made("ten", new Ladder(List.of(500_000L, 1_000_000L), 2), 10, 0, new SplittableRandom(0));

    private static NetworkTrace steady(double bitsPerSecond, double latency) {
        return new NetworkTrace(List.of(new NetworkTrace.Step(10, bitsPerSecond, latency)));
    }

    private static List<PlayerEvent> play(NetworkTrace trace, AbrRule rule, double bufferTarget) {
        List<PlayerEvent> events = new ArrayList<>();
        FluidSession.run(MOVIE, trace, rule, FluidSession.Settings.DEFAULT.withBufferTarget(bufferTarget), events::add);
        return events;
    }

    /** Always the same rung. */
    private static class Stubborn implements AbrRule {
        final int rung;

        Stubborn(int rung) {
            this.rung = rung;
        }

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public Decision choose(AbrState state) {
            return new Decision(rung, "as ever");
        }

        @Override
        public void downloaded(SegmentDownload download) {}
    }

    @Test
    void timesAreThoseOfTheModel() {
        List<PlayerEvent> events = play(steady(4e6, 0.25), new Stubborn(1), 30);

        PlayerEvent.SegmentArrived first =
                Sessions.of(events, PlayerEvent.SegmentArrived.class).get(0);
        assertThat(first.latency()).isEqualTo(Duration.ofMillis(250));
        assertThat(first.transfer()).isEqualTo(Duration.ofMillis(500));
        assertThat(first.bytes()).isEqualTo(250_000);
        assertThat(Sessions.of(events, PlayerEvent.PlaybackStarted.class))
                .extracting(PlayerEvent::at)
                .containsExactly(Duration.ofMillis(750));
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new PlayerEvent.Ended(Duration.ofMillis(20_750), true, "the last frame was played"));
    }

    @Test
    void aSlowNetworkStallsAndSaysForHowLong() {
        // Each segment takes 4 s to arrive and 2 s to play: nine stalls of 2 s.
        List<PlayerEvent> events = play(steady(500_000, 0), new Stubborn(1), 30);

        List<PlayerEvent.StallBegan> began = Sessions.of(events, PlayerEvent.StallBegan.class);
        List<PlayerEvent.StallEnded> ended = Sessions.of(events, PlayerEvent.StallEnded.class);
        assertThat(began).hasSize(9);
        assertThat(ended).hasSize(9);
        assertThat(ended.get(0).at().minus(began.get(0).at())).isEqualTo(Duration.ofSeconds(2));
        assertThat(events.get(events.size() - 1).at()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void aFullBufferWaits() {
        List<PlayerEvent> events = play(steady(100e6, 0), new Stubborn(1), 6);
        assertThat(Sessions.of(events, PlayerEvent.SegmentArrived.class))
                .allSatisfy(arrived -> assertThat(arrived.buffer()).isLessThanOrEqualTo(Duration.ofSeconds(8)));
        assertThat(Sessions.of(events, PlayerEvent.RungChosen.class))
                .allSatisfy(chosen -> assertThat(chosen.buffer()).isLessThanOrEqualTo(Duration.ofSeconds(6)));
    }

    @Test
    void theLevelIsToldEachSecond() {
        List<PlayerEvent.Level> levels =
                Sessions.of(play(steady(4e6, 0.25), new Stubborn(1), 30), PlayerEvent.Level.class);
        for (int second = 1; second <= 20; second++) {
            assertThat(levels.get(second - 1).at()).isEqualTo(Duration.ofSeconds(second));
        }
        assertThat(levels).hasSize(20);
        assertThat(levels.get(9).mediaTime()).isEqualTo(Duration.ofMillis(9_250));
        assertThat(levels.get(9).throughput()).isCloseTo(4e6, within(1.0));
    }

    @Test
    void anAbandonedSegmentIsTakenAtTheLowerRung() {
        AbrRule abandoning = new Stubborn(1) {
            @Override
            public Optional<Decision> abandon(DownloadProgress progress) {
                return progress.rung() == 1
                                && progress.elapsedSeconds() > 1
                                && progress.state().remainingSegments() == 5
                        ? Optional.of(new Decision(0, "for the test"))
                        : Optional.empty();
            }
        };
        List<PlayerEvent> events = play(steady(1e6, 0), abandoning, 30);

        assertThat(Sessions.of(events, PlayerEvent.SegmentAbandoned.class))
                .singleElement()
                .satisfies(abandoned -> {
                    assertThat(abandoned.segment()).isEqualTo(5);
                    assertThat(abandoned.nextRung()).isZero();
                    assertThat(abandoned.bytesReceived()).isBetween(125_000L, 135_000L);
                });
        assertThat(Sessions.of(events, PlayerEvent.SegmentArrived.class))
                .extracting(PlayerEvent.SegmentArrived::rung)
                .containsExactly(1, 1, 1, 1, 1, 0, 1, 1, 1, 1);
    }

    @Test
    void anEndlessSessionIsGivenUp() {
        List<PlayerEvent> events = new ArrayList<>();
        FluidSession.run(MOVIE, steady(1000, 0), new Stubborn(1), new FluidSession.Settings(30, 3600), events::add);
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(PlayerEvent.Ended.class, ended -> {
            assertThat(ended.complete()).isFalse();
            assertThat(ended.reason()).isEqualTo("not at the end after 3600.0 s");
        });
    }

    /** Within a single segment, too, and whatever the steps are. */
    @Test
    void aNetworkThatAlmostStandsStillIsGivenUpInTime() {
        NetworkTrace drip = new NetworkTrace(List.of(new NetworkTrace.Step(1, 1e-200, 0.1)));
        List<PlayerEvent> events = play(drip, new Stubborn(1), 30);
        assertThat(Sessions.of(events, PlayerEvent.SegmentArrived.class)).isEmpty();
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(PlayerEvent.Ended.class, ended -> {
            assertThat(ended.complete()).isFalse();
            assertThat(ended.at()).isLessThan(Duration.ofSeconds(86_400 + 61));
        });
    }

    @Test
    void latencyThatChangesOnTheWayIsTakenInProportion() {
        FluidNetwork network = new FluidNetwork(
                new NetworkTrace(List.of(new NetworkTrace.Step(0.5, 1e6, 1), new NetworkTrace.Step(10, 1e6, 0.2))));
        assertThat(network.firstBit()).isCloseTo(0.5 + 0.1, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void aRandomNetworkIsPlayedWithoutLongStalls(AbrRules rule) {
        for (int seed = 0; seed < 20; seed++) {
            NetworkTrace trace =
                    TraceProfiles.markov(new SplittableRandom(seed), 180, 10).withLatency(0.03);
            List<PlayerEvent> events = Sessions.play(trace, rule);
            assertThat(events.get(events.size() - 1).at()).isLessThan(Duration.ofSeconds(190));
        }
    }
}
