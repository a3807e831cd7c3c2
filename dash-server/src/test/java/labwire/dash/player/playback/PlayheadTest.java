package labwire.dash.player.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import labwire.dash.player.playback.Playhead.State;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Jumped;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.PlaybackStarted;
import labwire.dash.session.PlayerEvent.StallBegan;
import labwire.dash.session.PlayerEvent.StallEnded;
import org.junit.jupiter.api.Test;

class PlayheadTest {
    private static final Thresholds THRESHOLDS = new Thresholds(seconds(2), seconds(4));

    private final List<PlayerEvent> events = new ArrayList<>();
    private final Playhead playhead = new Playhead(EnumSet.of(Medium.VIDEO, Medium.AUDIO), THRESHOLDS, events::add);

    private static long seconds(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(seconds(seconds));
    }

    private void buffer(Medium medium, double until) {
        MediumBuffer buffer = playhead.buffer(medium);
        buffer.append(buffer.endNanos(), seconds(until));
    }

    private void advance(double now) {
        playhead.advance(seconds(now));
    }

    @Test
    void startsWhenBothMediaHaveTheThreshold() {
        buffer(Medium.VIDEO, 10);
        advance(1);
        assertThat(playhead.state()).isEqualTo(State.STARTING);
        buffer(Medium.AUDIO, 2);
        advance(1.5);
        assertThat(events).containsExactly(new PlaybackStarted(duration(1.5), Duration.ZERO));
        advance(2);
        assertThat(playhead.positionNanos()).isEqualTo(seconds(0.5));
        assertThat(playhead.levelNanos(Medium.AUDIO)).isEqualTo(seconds(1.5));
    }

    @Test
    void stallsWhenOneMediumRunsDryAndResumesByItsOwnThreshold() {
        buffer(Medium.VIDEO, 10);
        buffer(Medium.AUDIO, 2);
        advance(0);
        assertThat(playhead.nextDeadlineNanos()).isEqualTo(seconds(2));
        advance(3);
        assertThat(events).last().isEqualTo(new StallBegan(duration(2), Medium.AUDIO, duration(2)));
        buffer(Medium.AUDIO, 5);
        advance(4);
        assertThat(playhead.state()).isEqualTo(State.STALLED);
        buffer(Medium.AUDIO, 6);
        advance(5);
        assertThat(events).last().isEqualTo(new StallEnded(duration(5), duration(2)));
        assertThat(playhead.nextDeadlineNanos()).isEqualTo(seconds(9));
    }

    @Test
    void endsWithTheLongestMedium() {
        buffer(Medium.VIDEO, 1.9);
        buffer(Medium.AUDIO, 1.5);
        playhead.buffer(Medium.VIDEO).complete();
        playhead.buffer(Medium.AUDIO).complete();
        advance(0);
        advance(1.8);
        assertThat(playhead.state()).isEqualTo(State.PLAYING);
        advance(1.9);
        assertThat(playhead.state()).isEqualTo(State.ENDED);
        assertThat(playhead.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aMediumThatIsOverHoldsNothingUp() {
        buffer(Medium.VIDEO, 3);
        buffer(Medium.AUDIO, 2);
        playhead.buffer(Medium.AUDIO).complete();
        advance(0);
        advance(2.5);
        assertThat(playhead.state()).isEqualTo(State.PLAYING);
        advance(3);
        assertThat(events).last().isEqualTo(new StallBegan(duration(3), Medium.VIDEO, duration(3)));
    }

    @Test
    void jumpsOverWhatWasGivenUp() {
        buffer(Medium.AUDIO, 10);
        buffer(Medium.VIDEO, 4);
        playhead.buffer(Medium.VIDEO).skipTo(seconds(6), "segment 3: 404");
        buffer(Medium.VIDEO, 8);
        advance(0);
        assertThat(playhead.levelNanos(Medium.VIDEO)).isEqualTo(seconds(6));
        advance(5);
        assertThat(events).last().isEqualTo(new Jumped(duration(4), duration(4), duration(6), "segment 3: 404"));
        assertThat(playhead.positionNanos()).isEqualTo(seconds(7));
    }

    @Test
    void whatWasGivenUpAtTheBeginningIsJumpedOverFirst() {
        playhead.buffer(Medium.VIDEO).skipTo(seconds(2), "segment 1: 404");
        buffer(Medium.VIDEO, 4);
        buffer(Medium.AUDIO, 4);
        advance(1);
        assertThat(events)
                .containsExactly(
                        new PlaybackStarted(duration(1), Duration.ZERO),
                        new Jumped(duration(1), Duration.ZERO, duration(2), "segment 1: 404"));
    }

    @Test
    void aJumpBeyondWhatTheOtherMediumHasIsAStall() {
        buffer(Medium.AUDIO, 5);
        buffer(Medium.VIDEO, 4);
        playhead.buffer(Medium.VIDEO).skipTo(seconds(6), "lost");
        buffer(Medium.VIDEO, 8);
        advance(0);
        advance(4);
        assertThat(playhead.positionNanos()).isEqualTo(seconds(6));
        assertThat(events).last().isEqualTo(new StallBegan(duration(4), Medium.AUDIO, duration(6)));
    }

    @Test
    void smallGapsArePlayedOver() {
        buffer(Medium.AUDIO, 10);
        buffer(Medium.VIDEO, 4);
        playhead.buffer(Medium.VIDEO).append(seconds(4.05), seconds(8));
        advance(0);
        advance(5);
        assertThat(events).hasSize(1);
        assertThat(playhead.positionNanos()).isEqualTo(seconds(5));
    }

    @Test
    void goesOnElsewhereWithEmptyBuffers() {
        buffer(Medium.VIDEO, 10);
        buffer(Medium.AUDIO, 10);
        advance(0);
        playhead.jumpTo(seconds(30), "out of the live window", seconds(3));
        assertThat(events)
                .endsWith(
                        new Jumped(duration(3), duration(3), duration(30), "out of the live window"),
                        new StallBegan(duration(3), Medium.VIDEO, duration(30)));
        buffer(Medium.VIDEO, 34);
        buffer(Medium.AUDIO, 34);
        advance(4);
        assertThat(playhead.state()).isEqualTo(State.PLAYING);
    }

    @Test
    void aPauseTakesNothingFromTheBuffers() {
        buffer(Medium.VIDEO, 10);
        buffer(Medium.AUDIO, 10);
        advance(0);
        playhead.pause(seconds(3));
        advance(60);
        assertThat(playhead.levelNanos(Medium.VIDEO)).isEqualTo(seconds(7));
        playhead.resume(seconds(61));
        advance(62);
        assertThat(playhead.positionNanos()).isEqualTo(seconds(4));
    }

    @Test
    void endsWhenTheAskedForTimeIsPlayed() {
        playhead.limitTo(seconds(5));
        buffer(Medium.VIDEO, 10);
        buffer(Medium.AUDIO, 10);
        advance(2);
        assertThat(playhead.nextDeadlineNanos()).isEqualTo(seconds(7));
        advance(7);
        assertThat(playhead.state()).isEqualTo(State.ENDED);
    }
}
