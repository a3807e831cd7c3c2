package labwire.netlab.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.link.Jitter;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.LossModel;
import labwire.netlab.link.QueueDiscipline;
import labwire.netlab.link.QueueSettings;
import org.junit.jupiter.api.Test;

class LinkSettingsParserTest {
    @Test
    void readsPairsOfWords() {
        LinkSettings settings = parse("rate 500kbit delay 30ms loss 1% queue 64kb reorder 0.5% reorder-delay 2ms");
        assertThat(settings)
                .isEqualTo(LinkSettings.PLAIN
                        .withRate(500_000)
                        .withDelay(30_000_000)
                        .withLoss(0.01)
                        .withQueueLimit(65_536)
                        .withReorder(0.005)
                        .withReorderDelay(2_000_000));
    }

    @Test
    void readsWhatCodelAndBurstsNeed() {
        assertThat(parse("jitter 2ms distribution normal loss gemodel:1%:25% duplicate 1% corrupt 0.1%"))
                .isEqualTo(LinkSettings.PLAIN
                        .withJitter(new Jitter(2_000_000, Jitter.Shape.NORMAL))
                        .withLoss(new LossModel.GilbertElliott(0.01, 0.25, 1, 0))
                        .withDuplicate(0.01)
                        .withCorrupt(0.001));
        assertThat(parse("discipline fq-codel target 2ms interval 50ms ecn on").queue())
                .isEqualTo(new QueueSettings(
                        QueueDiscipline.FQ_CODEL, QueueSettings.DEFAULT_LIMIT_BYTES, 2_000_000, 50_000_000, true));
    }

    @Test
    void leavesWhatIsNotNamed() {
        LinkSettings base = LinkSettings.PLAIN.withRate(1_000).withLoss(0.5);
        assertThat(LinkSettingsParser.parse(List.of("loss", "0%"), base)).isEqualTo(base.withLoss(0));
        assertThat(LinkSettingsParser.parse(List.of("rate", "unlimited"), base)).isEqualTo(base.withRate(0));
        assertThat(LinkSettingsParser.parse(List.of("delay", "0"), base)).isEqualTo(base);
    }

    @Test
    void saysWhatWasFoundAndWhatWasExpected() {
        assertRefused("rate 0", "rate: 0 (expected: > 0, such as 10mbit, or unlimited)");
        assertRefused("rate 10", "rate: 10 (expected: > 0, such as 10mbit, or unlimited)");
        String loss = "0% to 100%, or gemodel:P:R[:BAD[:GOOD]] with such chances";
        assertRefused("loss 101%", "loss: 101% (expected: " + loss + ")");
        assertRefused("loss 0.5", "loss: 0.5 (expected: " + loss + ")");
        assertRefused("loss -1%", "loss: -1% (expected: " + loss + ")");
        assertRefused("loss gemodel:1%", "loss: gemodel:1% (expected: " + loss + ")");
        assertRefused("loss gemodel:1%:x", "loss: x (expected: " + loss + ")");
        assertRefused("loss gemodel:1%:0%", "loss to good: 0 (expected: above 0, else that state has no end)");
        assertRefused("corrupt 2", "corrupt: 2 (expected: 0% to 100%)");
        assertRefused("duplicate x", "duplicate: x (expected: 0% to 100%)");
        assertRefused("distribution pareto", "distribution: pareto (expected: uniform or normal)");
        assertRefused("discipline red", "discipline: red (expected: drop-tail, codel or fq-codel)");
        assertRefused("ecn maybe", "ecn: maybe (expected: on or off)");
        assertRefused("target 0", "target: 0 ns (expected: 1 to 60000000000)");
        assertRefused("queue 0", "queue limit: 0 bytes (expected: 1 to 2147483647)");
        assertRefused("delay 2s loss", "loss: nothing (expected: a value, as in rate 10mbit or loss 1%)");
        assertThatThrownBy(() -> parse("delay 120s")).hasMessageStartingWith("delay: 120000000000 ns (expected: ");
        assertThatThrownBy(() -> parse("delay 999999999999999s")).hasMessageStartingWith("delay: ");
    }

    @Test
    void whatItWritesItReadsAgain() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(LinkSettingsParser.format(LinkSettings.PLAIN)).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            LinkSettings settings = LinkSettings.PLAIN
                    .withRate(random.nextBoolean() ? 0 : 1 + random.nextLong(1_000_000) * 1_000)
                    .withDelay(1_000 + random.nextLong(1_000_000_000))
                    .withJitter(random.nextLong(5) * 1_000_000)
                    .withLoss(random.nextInt(1_000) / 1_000.0)
                    .withReorder(random.nextInt(100) / 100.0)
                    .withDuplicate(random.nextInt(100) / 100.0)
                    .withCorrupt(random.nextInt(100) / 10_000.0)
                    .withQueue(new QueueSettings(
                            List.of(QueueDiscipline.values()).get(random.nextInt(3)),
                            1 + random.nextInt(1 << 24),
                            1 + random.nextLong(100_000_000),
                            1 + random.nextLong(100_000_000),
                            random.nextBoolean()));
            if (random.nextBoolean()) {
                settings = settings.withJitter(new Jitter(random.nextLong(1_000_000), Jitter.Shape.NORMAL))
                        .withLoss(new LossModel.GilbertElliott(0.01, 0.5, random.nextInt(11) / 10.0, 0.001));
            }
            assertThat(parse(LinkSettingsParser.format(settings))).isEqualTo(settings);
        }
    }

    private static void assertRefused(String words, String message) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static LinkSettings parse(String words) {
        return LinkSettingsParser.parse(List.of(words.split(" ")), LinkSettings.PLAIN);
    }
}
