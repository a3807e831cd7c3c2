package labwire.dash.abr;

import static labwire.dash.abr.TestStates.LADDER;
import static labwire.dash.abr.TestStates.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbandonRuleTest {
    private final AbandonRule rule = new AbandonRule(AbandonRule.Settings.DASH_JS);

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        // rung, elapsed, received, samples, buffer, to
        "4, 1.0,  300000, 10,  6, 1, at 300 kbit/s it would take 10.7 s: drop it for what 270 kbit/s carry",
        "4, 1.0, 1600000, 10,  6, -, fast enough",
        "4, 0.4,  100000, 10,  6, -, too early to tell",
        "4, 1.0,  300000,  5,  6, -, too few pieces to tell",
        "4, 1.0,  300000, 10, 19, -, no hurry with so much buffer",
        "0, 1.0,   10000, 10,  6, -, there is nothing lower",
        "1, 3.0,  260000, 10,  6, -, what is left is less than the lower rung whole",
        "4, 1.0,   90000, 10,  6, 0, slower than the lowest rung",
        "4, 1.0, 3200000, 10,  6, -, it is all here",
    })
    void judges(int rung, double elapsed, double received, int samples, double buffer, String to, String why) {
        Optional<Decision> decision = rule.judge(new DownloadProgress(
                rung, elapsed, 0, received, LADDER.rate(rung) * 2.0, samples, state(10, rung, buffer)));
        assertThat(decision.map(d -> String.valueOf(d.rung())).orElse("-"))
                .as(why)
                .isEqualTo(to);
    }

    @Test
    void saysWhatItHasSeen() {
        Decision decision = rule.judge(new DownloadProgress(4, 1.1, 0.1, 300_000, 3_200_000, 10, state(10, 4, 6)))
                .orElseThrow();
        assertThat(decision.reason())
                .isEqualTo("at 300 kbit/s this segment of 2.0 s would take 10.8 s with 6.0 s of buffer;"
                        + " 200 kbit/s is less than what is left of it");
    }

    @Test
    void theNextSegmentsStayLow() {
        ThroughputRule inner = new ThroughputRule(ThroughputRule.Settings.DEFAULT);
        AbrRule abandoning = new AbandoningRule(inner, rule, AbandoningRule.Return.LATER);
        TestStates.teach(abandoning, 4e6, 5);
        assertThat(abandoning.choose(state(10, 4, 8)).rung()).isEqualTo(4);

        Optional<Decision> lower =
                abandoning.abandon(new DownloadProgress(4, 1, 0, 300_000, 3_200_000, 10, state(11, 4, 7)));

        assertThat(lower).map(Decision::rung).contains(1);
        for (int segment = 0; segment < 3; segment++) {
            Decision next = abandoning.choose(state(12 + segment, 1, 7));
            assertThat(next.rung()).isEqualTo(1);
            assertThat(next.reason()).endsWith("but rung 4 was dropped just now, so not above rung 1");
            abandoning.downloaded(TestStates.download(12 + segment, 1, 4e6, 8));
        }
        assertThat(abandoning.choose(state(16, 1, 8)).rung()).isEqualTo(4);
    }

    @Test
    void andNoHigherThanDownloadsHaveShownSince() {
        AbrRule abandoning = new AbandoningRule(
                new ThroughputRule(ThroughputRule.Settings.DEFAULT), rule, AbandoningRule.Return.WHEN_SHOWN);
        TestStates.teach(abandoning, 8e6, 10);
        abandoning.abandon(new DownloadProgress(4, 1, 0, 300_000, 3_200_000, 10, state(11, 4, 7)));
        for (int segment = 0; segment < 3; segment++) {
            abandoning.downloaded(TestStates.download(12 + segment, 1, 500_000, 8));
        }
        Decision capped = abandoning.choose(state(16, 1, 12));
        assertThat(capped.rung()).isEqualTo(2);
        assertThat(capped.reason())
                .endsWith("but rung 4 was dropped and nothing has come as fast since, so not above rung 2");

        abandoning.downloaded(TestStates.download(18, 2, 8e6, 12));
        assertThat(abandoning.choose(state(19, 2, 12)).rung()).isEqualTo(4);
    }
}
