package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MpdExamplesTest {
    @Test
    void breakNoRule() throws Exception {
        assertThat(MpdExamples.all()).hasSize(8);
        for (Path example : MpdExamples.all()) {
            assertThat(MpdRules.check(MpdReader.read(Files.readAllBytes(example))))
                    .as(example.toString())
                    .isEmpty();
        }
    }

    @Test
    void areValid() throws Exception {
        MpdSchema schema = MpdSchema.available();
        for (Path example : MpdExamples.all()) {
            byte[] document = Files.readAllBytes(example);
            assertThat(schema.problems(document)).as(example.toString()).isEmpty();
            assertThat(schema.problems(MpdWriter.write(MpdReader.read(document))))
                    .as(example.toString())
                    .isEmpty();
        }
    }

    @Test
    void areReadWhereTheyAreOdd() throws Exception {
        Mpd odd = MpdExamples.read("odd.mpd");
        AdaptationSet set = odd.periods().get(0).adaptationSets().get(0);

        assertThat(odd.get(Mpd.ID)).contains("odd \"id\" \t");
        assertThat(set.xml().elements().get(1).content()).first().isEqualTo(new XmlText("<not> an & element and "));
        assertThat(first(odd, 0)).hasToString("http://video/live/$v1$-1?a=b&c=d");
    }

    @Test
    void sayWhenASegmentIsThere() throws Exception {
        Mpd live = MpdExamples.read("live-number.mpd");
        PeriodSpan span = live.spans().get(0);
        AdaptationSet set = span.period().adaptationSets().get(0);
        List<SegmentAddresses> alternatives = SegmentAddresses.alternatives(
                live,
                URI.create("http://video/live/manifest.mpd"),
                span,
                set,
                set.representations().get(0));
        Instant begin = Instant.EPOCH.plus(Duration.ofHours(494_800));

        // Two seconds a segment; early by 1.5 s for the base URL, and by 0.5 s more for the template.
        assertThat(alternatives.get(0).last(begin)).isEqualTo(890_640_000);
        assertThat(alternatives.get(1).last(begin)).isEqualTo(890_639_999);
        assertThat(alternatives.get(1).last(begin.plusMillis(1_500))).isEqualTo(890_640_000);
        assertThat(alternatives.get(1).at(890_640_000).uri()).hasToString("https://far.example/live/v1/890640000.m4s");
        assertThat(alternatives.get(1).at(890_640_000).startTicks()).isEqualTo(22_800_384_000_000L);
    }

    private static URI first(Mpd mpd, int setIndex) throws MpdException {
        PeriodSpan span = mpd.spans().get(0);
        AdaptationSet set = span.period().adaptationSets().get(setIndex);
        return SegmentAddresses.of(
                        mpd,
                        URI.create("http://video/live/manifest.mpd"),
                        span,
                        set,
                        set.representations().get(0))
                .at(1)
                .uri();
    }
}
