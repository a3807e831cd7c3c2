package labwire.dash.abr;

import static labwire.dash.abr.TestStates.LADDER;
import static labwire.dash.abr.TestStates.download;
import static labwire.dash.abr.TestStates.state;
import static labwire.dash.abr.TestStates.teach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every rule. */
class AbrRulesTest {
    @Test
    void areFoundByName() {
        assertThat(AbrRules.names()).containsExactly("throughput", "bola-e", "dynamic", "robust-mpc", "bba-0");
        for (String name : AbrRules.names()) {
            assertThat(AbrRules.named(name).get().name()).isEqualTo(name);
        }
        assertThat(AbrRules.named("DYNAMIC").get().name()).isEqualTo("dynamic");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> AbrRules.named("festive"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule: \"festive\" (expected: one of throughput, bola-e, dynamic, robust-mpc, bba-0)");
    }

    @ParameterizedTest
    @EnumSource
    void beginWithTheLowestRung(AbrRules rule) {
        Decision first = rule.create().choose(state(0, -1, 0));
        assertThat(first.rung()).isZero();
        assertThat(first.reason()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void reachTheTopWhenTheNetworkIsFastAndTheBufferFull(AbrRules rule) {
        AbrRule fresh = rule.create();
        teach(fresh, 20e6, 10);
        int rung = 0;
        for (int segment = 0; segment < 5; segment++) {
            rung = fresh.choose(state(20 + segment * 2, rung, 29)).rung();
            fresh.downloaded(download(20 + segment * 2, rung, 20e6, 29));
        }
        assertThat(rung).isEqualTo(LADDER.top());
    }

    @ParameterizedTest
    @EnumSource
    void goDownWhenTheBufferIsAlmostEmptyAndTheNetworkSlow(AbrRules rule) {
        AbrRule fresh = rule.create();
        teach(fresh, 20e6, 5);
        teach(fresh, 250_000, 5);
        assertThat(fresh.choose(state(40, 4, 2)).rung()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void areTheSameAgainForTheSameInput(AbrRules rule) {
        assertThat(randomWalk(rule, 42)).isEqualTo(randomWalk(rule, 42));
    }

    @Property(tries = 100)
    void stayOnTheLadderWhateverComes(@ForAll AbrRules rule, @ForAll long seed) {
        randomWalk(rule, seed);
    }

    /** The choices, with every rung and reason checked on the way. */
    private static String randomWalk(AbrRules rule, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AbrRule fresh = rule.create();
        StringBuilder choices = new StringBuilder();
        double now = 0;
        int rung = -1;
        for (int segment = 0; segment < 60; segment++) {
            double buffer = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 35;
            AbrState state = state(now, rung, buffer);
            Decision decision = fresh.choose(state);
            assertThat(decision.rung()).isBetween(0, LADDER.top());
            assertThat(decision.reason()).isNotBlank().doesNotContain("NaN").doesNotContain("Infinity");
            rung = decision.rung();
            double bits = LADDER.rate(rung) * 2.0;
            DownloadProgress progress = new DownloadProgress(
                    rung, random.nextDouble() * 5, 0.05, bits * random.nextDouble(), bits, random.nextInt(12), state);
            int chosen = rung;
            rung = fresh.abandon(progress)
                    .map(lower -> {
                        assertThat(lower.rung()).isBetween(0, chosen - 1);
                        return lower.rung();
                    })
                    .orElse(rung);
            double rate = Math.pow(10, 4 + random.nextDouble() * 5);
            fresh.downloaded(download(now, rung, rate, buffer + 2));
            now += 2;
            if (random.nextInt(25) == 0) {
                fresh.reset();
            }
            choices.append(decision).append('\n');
        }
        return choices.toString();
    }

    @Property(tries = 200)
    void theThroughputRuleNeverChoosesLowerForAFasterNetwork(
            @ForAll @DoubleRange(min = 1e4, max = 1e8) double rate,
            @ForAll @DoubleRange(min = 1, max = 100) double times) {
        ThroughputRule slow = new ThroughputRule(ThroughputRule.Settings.DEFAULT);
        ThroughputRule fast = new ThroughputRule(ThroughputRule.Settings.DEFAULT);
        teach(slow, rate, 5);
        teach(fast, rate * times, 5);
        assertThat(fast.choose(state(20, 2, 10)).rung())
                .isGreaterThanOrEqualTo(slow.choose(state(20, 2, 10)).rung());
    }

    @Property(tries = 200)
    void bbaNeverChoosesLowerForALargerBuffer(
            @ForAll @DoubleRange(min = 0, max = 30) double buffer,
            @ForAll @DoubleRange(min = 0, max = 30) double more) {
        BbaRule rule = new BbaRule();
        assertThat(rule.choose(state(20, 2, buffer + more)).rung())
                .isGreaterThanOrEqualTo(rule.choose(state(20, 2, buffer)).rung());
    }
}
