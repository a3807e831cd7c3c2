package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: an MPD or an {@link MpdException}, nothing else, and what was read can be used. {@code mvn verify}
 * replays the inputs beside this class; {@code mvn verify -Psoak} lets Jazzer look for others, for ten minutes.
 */
class MpdFuzzTest {
    private static final URI MANIFEST = URI.create("https://video:8443/demo/manifest.mpd");
    private static final Instant NOW = Instant.parse("2026-11-22T10:10:00Z");

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    @DictionaryEntries({"<S t=\"", "\" r=\"-1\"", " duration=\"PT", "$Time%01d$", "<SegmentTimeline>", "<BaseURL>../"})
    void readsBackWhatItReads(byte[] document) {
        check(document);
    }

    @Test
    void readsBackTheCorpus() throws Exception {
        assertThat(MpdExamples.corpus()).hasSizeGreaterThanOrEqualTo(8);
        for (Path input : MpdExamples.corpus()) {
            check(Files.readAllBytes(input));
        }
    }

    private static void check(byte[] document) {
        Mpd mpd;
        try {
            mpd = MpdReader.read(document);
        } catch (MpdException e) {
            assertThat(e).hasMessageContaining(": ");
            return;
        }
        byte[] written = MpdWriter.write(mpd);
        try {
            assertThat(MpdReader.read(written)).isEqualTo(mpd);
        } catch (MpdException e) {
            throw new AssertionError("written, and not read again", e);
        }
        MpdRules.check(mpd);
        try {
            for (PeriodSpan span : mpd.spans()) {
                for (AdaptationSet set : span.period().adaptationSets()) {
                    for (Representation representation : set.representations()) {
                        walk(mpd, span, set, representation);
                    }
                }
            }
        } catch (MpdException e) {
            assertThat(e).hasMessageContaining(": ");
        }
    }

    private static void walk(Mpd mpd, PeriodSpan span, AdaptationSet set, Representation representation) {
        try {
            for (SegmentAddresses addresses : SegmentAddresses.alternatives(mpd, MANIFEST, span, set, representation)) {
                long first = addresses.first(NOW);
                long last = addresses.last(NOW);
                if (first <= last) {
                    assertSound(addresses.at(first));
                    assertSound(addresses.at(last));
                    assertThat(addresses.at(last).startTicks())
                            .isGreaterThanOrEqualTo(addresses.at(first).startTicks());
                    addresses.at(addresses.numberAt(Duration.ofSeconds(10)));
                    addresses.availableFrom(last);
                }
            }
        } catch (MpdException e) {
            assertThat(e).hasMessageContaining(": ");
        }
    }

    private static void assertSound(SegmentAddress segment) {
        assertThat(segment.uri().getScheme()).matches("(?i)https?");
        assertThat(segment.uri().getHost()).isNotEmpty();
        assertThat(segment.uri().getPath()).doesNotContain("/../");
        assertThat(segment.durationTicks()).isPositive();
        segment.presentationTime();
        segment.duration();
    }
}
