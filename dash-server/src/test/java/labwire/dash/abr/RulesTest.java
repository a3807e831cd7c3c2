package labwire.dash.abr;

import static labwire.dash.abr.TestStates.LADDER;
import static labwire.dash.abr.TestStates.download;
import static labwire.dash.abr.TestStates.state;
import static labwire.dash.abr.TestStates.teach;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sets each rule apart. */
class RulesTest {
    @Test
    void throughputTakesTheSafeShareAndSaysSo() {
        ThroughputRule rule = new ThroughputRule(ThroughputRule.Settings.DEFAULT);
        teach(rule, 1e6, 5);
        Decision decision = rule.choose(state(10, 2, 10));
        assertThat(decision.rung()).isEqualTo(3);
        assertThat(decision.reason()).isEqualTo("throughput 1.00 Mbit/s × 0.9 carries 900 kbit/s");
    }

    @Test
    void throughputHeedsASmallBuffer() {
        ThroughputRule rule = new ThroughputRule(ThroughputRule.Settings.DEFAULT);
        teach(rule, 1e6, 5);
        Decision decision = rule.choose(state(10, 2, 1.5));
        assertThat(decision.rung()).isEqualTo(2);
        assertThat(decision.reason()).endsWith("; but 1.5 s of buffer at 1.00 Mbit/s × 0.7 bear 525 kbit/s");
    }

    @Test
    void bolaStartsByThroughputAndThenGoesByBuffer() {
        BolaERule rule = new BolaERule(BolaERule.Settings.DEFAULT);
        teach(rule, 1e6, 3);
        Decision first = rule.choose(state(6, 0, 4));
        assertThat(first.rung()).isEqualTo(3);
        assertThat(first.reason()).startsWith("the buffer is young");
        rule.downloaded(download(6, 3, 1e6, 4));
        Decision second = rule.choose(state(8, 3, 4));
        assertThat(second.rung()).isEqualTo(3);
        assertThat(second.reason()).startsWith("buffer 4.0 s + ").contains("of placeholder");
    }

    @Test
    void bolaDoesNotGoUpBeyondTheThroughput() {
        BolaERule rule = new BolaERule(BolaERule.Settings.DEFAULT);
        teach(rule, 500_000, 5);
        rule.choose(state(10, 2, 10));
        Decision decision = rule.choose(state(12, 2, 25));
        assertThat(decision.rung()).isEqualTo(2);
        assertThat(decision.reason()).endsWith("but the throughput carries 450 kbit/s");
    }

    @Test
    void bolaHoldsAHighRungOnAFullBufferThoughTheNetworkIsSlower() {
        BolaERule rule = new BolaERule(BolaERule.Settings.DEFAULT);
        teach(rule, 500_000, 5);
        rule.choose(state(10, 4, 25));
        assertThat(rule.choose(state(12, 4, 25)).rung()).isEqualTo(4);
    }

    @Test
    void timeAtAFullBufferCountsAsBuffer() {
        BolaERule rule = new BolaERule(BolaERule.Settings.DEFAULT);
        teach(rule, 20e6, 3);
        rule.choose(state(6, 0, 8));
        rule.downloaded(download(6, 0, 20e6, 8));
        int at = 0;
        for (int segment = 0; segment < 10; segment++) {
            // The live edge: never more than 8 s to be had, with 2 s of waiting for each segment.
            double now = 8 + segment * 2;
            at = rule.choose(state(now, at, 6)).rung();
            rule.downloaded(download(now, at, 20e6, 8));
        }
        assertThat(at).isEqualTo(LADDER.top());
    }

    @Test
    void dynamicLeavesTheChoiceToBolaFromTwelveSecondsAndTakesItBackBelowSix() {
        DynamicRule rule = new DynamicRule(DynamicRule.Settings.DEFAULT);
        teach(rule, 1e6, 5);
        assertThat(rule.choose(state(10, 3, 11.9)).reason()).startsWith("throughput");
        assertThat(rule.choose(state(12, 3, 12)).reason()).startsWith("BOLA: ");
        assertThat(rule.choose(state(14, 3, 6)).reason()).startsWith("BOLA: ");
        assertThat(rule.choose(state(16, 3, 5.9)).reason()).startsWith("throughput");
        assertThat(rule.choose(state(18, 3, 11.9)).reason()).startsWith("throughput");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 4, 0",
        "5, 4, 0",
        "5.5, 0, 0",
        "8, 0, 2",
        "8, 2, 2",
        "8, 4, 3",
        "10, 2, 3",
        "10, 3, 3",
        "14.9, 3, 3",
        "15, 0, 4",
        "29, 2, 4",
    })
    void bbaFollowsTheLineOnceItHasPassedANeighbour(double buffer, int current, int rung) {
        assertThat(new BbaRule().choose(state(10, current, buffer)).rung()).isEqualTo(rung);
    }

    @Test
    void bbaReachesTheTopUnderASmallBufferTarget() {
        AbrState state = new AbrState(
                10, LADDER, OptionalInt.of(2), 6, 6, true, Integer.MAX_VALUE, rung -> LADDER.rate(rung) * 2.0);
        assertThat(new BbaRule().choose(state).rung()).isEqualTo(LADDER.top());
    }

    @Test
    void mpcCountsOnLessAfterABadPrediction() {
        PastThroughput steady = new PastThroughput();
        PastThroughput shaken = new PastThroughput();
        for (int i = 0; i < 5; i++) {
            steady.add(download(i, 4, 1e6, 4));
            shaken.add(download(i, 4, i == 3 ? 0.5e6 : 1e6, 4));
        }
        assertThat(steady.lowerBound()).isEqualTo(steady.harmonicMean());
        assertThat(shaken.largestError()).isEqualTo(1);
        assertThat(shaken.lowerBound()).isEqualTo(shaken.harmonicMean() / 2);
    }

    @Test
    void mpcSpendsTheBufferButNotMoreThanThereIs() {
        RobustMpcRule rule = new RobustMpcRule();
        teach(rule, 900_000, 6);
        assertThat(rule.choose(state(12, 3, 28)).rung()).isEqualTo(4);
        assertThat(rule.choose(state(12, 3, 2)).rung()).isLessThanOrEqualTo(3);
    }

    @Test
    void mpcLooksLessFarOnAnEndlessLadder() {
        Ladder ladder = new Ladder(
                LongStream.rangeClosed(1, 500).map(i -> i * 10_000).boxed().toList(), 2);
        RobustMpcRule rule = new RobustMpcRule();
        teach(rule, 900_000, 6);
        Decision decision = rule.choose(state(ladder, 12, 3, 10));
        assertThat(decision.rung()).isBetween(0, ladder.top());
        assertThat(decision.reason()).contains("the best plan, 1 ahead");
    }

    @Property(tries = 60)
    void mpcFindsWhatTryingAllPathsFinds(
            @ForAll @DoubleRange(min = 1e5, max = 3e6) double rate,
            @ForAll @DoubleRange(min = 0, max = 30) double buffer,
            @ForAll @IntRange(min = 0, max = 4) int current,
            @ForAll @IntRange(min = 1, max = 4) int remaining) {
        RobustMpcRule rule = new RobustMpcRule();
        teach(rule, rate, 6);
        AbrState state = new AbrState(
                12, LADDER, OptionalInt.of(current), buffer, 30, true, remaining, rung -> LADDER.rate(rung) * 2.0);
        int chosen = rule.choose(state).rung();
        double best = bestScore(rate, buffer, current, remaining, -1);
        assertThat(bestScore(rate, buffer, current, remaining, chosen)).isGreaterThanOrEqualTo(best - 1e-6);
    }

    private static double bestScore(double rate, double buffer, int before, int left, int first) {
        if (left == 0) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int rung = 0; rung < LADDER.size(); rung++) {
            if (first >= 0 && rung != first) {
                continue;
            }
            double seconds = LADDER.rate(rung) * 2 / rate;
            double stall = Math.max(0, seconds - buffer);
            double score =
                    LADDER.rate(rung) / 1e6 - 4.3 * stall - Math.abs(LADDER.rate(rung) - LADDER.rate(before)) / 1e6;
            double after = Math.max(0, buffer - seconds) + 2;
            best = Math.max(best, score + bestScore(rate, after, rung, left - 1, -1));
        }
        return best;
    }

    @Test
    void oscillationIsDamped() {
        SwitchHistory history = new SwitchHistory();
        int rung = 3;
        int ups = 0;
        for (int i = 0; i < 40; i++) {
            // A rule that wants up whenever it is down, and down whenever it is up.
            Decision wanted = new Decision(rung == 3 ? 2 : 3, "it swings");
            Decision decision = history.guard(state(i * 2, rung, 10), wanted);
            ups += decision.rung() > rung ? 1 : 0;
            rung = decision.rung();
        }
        assertThat(ups).isLessThan(10);
    }

    @Test
    void theDampingIsForgottenInTime() {
        SwitchHistory history = new SwitchHistory();
        for (int i = 0; i < 10; i++) {
            history.guard(state(i, 3, 10), new Decision(i % 2 == 0 ? 2 : 3, "it swings"));
        }
        Decision damped = history.guard(state(20, 2, 10), new Decision(3, "up"));
        assertThat(damped.rung()).isEqualTo(2);
        assertThat(damped.reason()).startsWith("up; but of the last 11 choices 5 went down");
        Decision later = damped;
        for (int i = 0; i < 20; i++) {
            later = history.guard(state(22 + i, 2, 10), new Decision(3, "up"));
        }
        assertThat(later.rung()).isEqualTo(3);
    }
}
