package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MpdWriterTest {
    @Test
    void writesWhatWasBuiltInTheOrderOfTheSchema() {
        Representation rung = Representation.of("v1", 400_000)
                .with(Representation.CODECS, "avc1.4d401e")
                .with(Representation.FRAME_RATE, new Ratio(25, 1));
        AdaptationSet set = AdaptationSet.of(1, "video")
                .with(rung)
                .with(SegmentTemplate.of(1_000, "$RepresentationID$/init.mp4", "$RepresentationID$/$Time$.m4s")
                        .with(SegmentTimeline.of(0, new long[] {2_000, 2_000, 1_500})))
                .with(Descriptor.of(Descriptor.Kind.ROLE, "urn:mpeg:dash:role:2011", "main"));
        Mpd mpd = Mpd.of(Mpd.PROFILE_LIVE, PresentationType.DYNAMIC, Duration.ofSeconds(2))
                .with(Mpd.AVAILABILITY_START_TIME, Instant.EPOCH)
                .with(Descriptor.of(Descriptor.Kind.UTC_TIMING, "urn:mpeg:dash:utc:http-iso:2014", "/time"))
                .with(Period.of("p0").with(Period.START, Duration.ZERO).with(set))
                .with(BaseUrl.of("media & more/"));

        assertThat(text(mpd)).isEqualTo("""
                <?xml version='1.0' encoding='UTF-8'?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" \
                type="dynamic" minBufferTime="PT2S" availabilityStartTime="1970-01-01T00:00:00Z">
                  <BaseURL>media &amp; more/</BaseURL>
                  <Period id="p0" start="PT0S">
                    <AdaptationSet id="1" contentType="video">
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
                      <SegmentTemplate timescale="1000" initialization="$RepresentationID$/init.mp4" \
                media="$RepresentationID$/$Time$.m4s">
                        <SegmentTimeline>
                          <S t="0" d="2000" r="1"/>
                          <S d="1500"/>
                        </SegmentTimeline>
                      </SegmentTemplate>
                      <Representation id="v1" bandwidth="400000" codecs="avc1.4d401e" frameRate="25"/>
                    </AdaptationSet>
                  </Period>
                  <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="/time"/>
                </MPD>
                """);
    }

    @Test
    void keepsThePrefixThatPlayersLookFor() {
        Descriptor protection = Descriptor.of(Descriptor.Kind.CONTENT_PROTECTION, "urn:mpeg:dash:mp4protection:2011")
                .with(Descriptor.DEFAULT_KID, "10000000-1000-1000-1000-100000000001");
        Mpd mpd = empty().with(Period.of("p0").with(AdaptationSet.of(1, "video").with(protection)));

        assertThat(text(mpd))
                .contains("xmlns:cenc=\"urn:mpeg:cenc:2013\" schemeIdUri=\"urn:mpeg:dash:mp4protection:2011\""
                        + " cenc:default_KID=\"10000000-1000-1000-1000-100000000001\"");
    }

    @Test
    void refusesWhatXmlCannotCarry() {
        assertThatThrownBy(() -> MpdWriter.write(empty().with(Mpd.ID, "\u0000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void readsBackAnyTextAndAnyAttribute(
            @ForAll @CharRange(from = ' ', to = '\uD7FF') String text,
            @ForAll @CharRange(from = '\t', to = '\n') String space)
            throws Exception {
        Mpd mpd = empty().with(Mpd.ID, text + space + text).with(BaseUrl.of(text + "]]>" + space + text));

        Mpd read = MpdReader.read(MpdWriter.write(mpd));

        assertThat(read.get(Mpd.ID)).contains(text + space + text);
        assertThat(read.baseUrls().get(0).xml().content()).isEqualTo(List.of(new XmlText(text + "]]>" + space + text)));
    }

    @Property
    void readsBackAnyTimeline(@ForAll List<@IntRange(min = 1, max = 3) Integer> durations) throws Exception {
        long[] ticks = durations.stream().mapToLong(Integer::longValue).toArray();
        SegmentTimes times = TimelineReader.read(SegmentTimeline.of(7, ticks), 0);

        assertThat(times.count()).isEqualTo(ticks.length);
        long at = 7;
        for (int i = 0; i < ticks.length; i++) {
            assertThat(times.start(i)).isEqualTo(at);
            at += ticks[i];
            assertThat(times.end(i)).isEqualTo(at);
            assertThat(times.indexAt(at - 1)).isEqualTo(i);
        }
    }

    @Test
    void setsAndTakesAwayAttributes() {
        Period period =
                Period.of("p0").with(Period.START, Duration.ofSeconds(90)).with(Period.ID, "p1");

        assertThat(period.get(Period.START)).contains(Duration.ofSeconds(90));
        assertThat(period.get(Period.ID)).contains("p1");
        assertThat(period.without(Period.ID).get(Period.ID)).isEqualTo(Optional.empty());
    }

    private static Mpd empty() {
        return Mpd.of(Mpd.PROFILE_ON_DEMAND, PresentationType.STATIC, Duration.ofSeconds(2));
    }

    private static String text(Mpd mpd) {
        return new String(MpdWriter.write(mpd), StandardCharsets.UTF_8);
    }
}
