package labwire.dash.fluid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import labwire.dash.abr.AbrRules;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.RungChosen;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import labwire.dash.session.PlayerEvent.StallBegan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The network falls from 5 to 0.5 Mbit/s in mid-play, and recovers after a minute. */
class FallTest {
    private static final double LOW = 0.5e6;
    private static final double FALL = 40;
    private static final double RECOVERY = 100;
    private static final NetworkTrace TRACE = new NetworkTrace(List.of(
            new NetworkTrace.Step(FALL, 5e6, 0.02),
            new NetworkTrace.Step(RECOVERY - FALL, LOW, 0.02),
            new NetworkTrace.Step(100, 5e6, 0.02)));

    private static double seconds(PlayerEvent event) {
        return event.at().toNanos() / 1e9;
    }

    private static List<RungChosen> chosen(List<PlayerEvent> events, double from, double to) {
        return Sessions.of(events, RungChosen.class).stream()
                .filter(choice -> seconds(choice) >= from && seconds(choice) < to)
                .toList();
    }

    /** Rules that go by throughput; the second segment may be begun too high, and dropped. */
    @ParameterizedTest
    @CsvSource({"THROUGHPUT, 25", "BOLA_E, 25", "DYNAMIC, 25", "THROUGHPUT, 14", "BOLA_E, 14", "DYNAMIC, 14"})
    void isFollowedWithinTwoSegmentsAndNotForgotten(AbrRules rule, double buffer) {
        List<PlayerEvent> events = Sessions.play(TRACE, rule.create(), buffer);
        List<SegmentArrived> after = Sessions.of(events, SegmentArrived.class).stream()
                .filter(arrived -> seconds(arrived) >= FALL && seconds(arrived) < RECOVERY)
                .toList();
        assertThat(after.subList(2, after.size()))
                .allSatisfy(arrived ->
                        assertThat(Sessions.LADDER.rate(arrived.rung())).isLessThanOrEqualTo((long) LOW));
        List<RungChosen> settled = chosen(events, seconds(after.get(2)), RECOVERY);
        assertThat(settled)
                .hasSizeGreaterThan(20)
                .allSatisfy(choice -> assertThat(choice.bitsPerSecond()).isLessThanOrEqualTo((long) LOW));
    }

    /** These two spend a full buffer on purpose: by its level alone, or as far as five segments ahead allow. */
    @ParameterizedTest
    @CsvSource({"ROBUST_MPC, 2", "BBA_0, 5"})
    void isFollowedLaterByRulesThatSpendTheBuffer(AbrRules rule, int segmentsAbove) {
        List<RungChosen> choices = chosen(Sessions.play(TRACE, rule.create(), 25), FALL, RECOVERY);
        assertThat(choices.stream()
                        .takeWhile(choice -> choice.bitsPerSecond() > LOW)
                        .count())
                .isEqualTo(segmentsAbove);
    }

    @ParameterizedTest
    @EnumSource
    void stallsNothing(AbrRules rule) {
        assertThat(Sessions.of(Sessions.play(TRACE, rule.create(), 25), StallBegan.class))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isForgottenAfterTheRecovery(AbrRules rule) {
        List<RungChosen> end = chosen(Sessions.play(TRACE, rule.create(), 25), RECOVERY + 20, 1000);
        assertThat(end)
                .isNotEmpty()
                .allSatisfy(choice -> assertThat(choice.rung()).isEqualTo(Sessions.LADDER.top()));
    }
}
