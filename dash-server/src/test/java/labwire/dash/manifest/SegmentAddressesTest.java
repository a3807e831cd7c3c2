package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentAddressesTest {
    private static final URI MANIFEST = URI.create("http://video:8080/demo/manifest.mpd");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void numbersSegmentsOfOneDuration() throws Exception {
        SegmentAddresses addresses = onDemand("PT11.52S", "", """
                <SegmentTemplate timescale="12800" duration="24576" startNumber="0"
                    initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number%03d$.m4s"/>""");

        assertThat(addresses.initialization().orElseThrow().uri()).hasToString("http://video:8080/demo/v1/init.mp4");
        assertThat(addresses.first(START)).isZero();
        assertThat(addresses.last(START)).isEqualTo(5);
        SegmentAddress last = addresses.at(5);
        assertThat(last.uri()).hasToString("http://video:8080/demo/v1/005.m4s");
        assertThat(last.range()).isEmpty();
        assertThat(last.presentationTime()).isEqualTo(Duration.ofMillis(9_600));
        assertThat(last.duration()).isEqualTo(Duration.ofMillis(1_920));
        assertThat(addresses.numberAt(Duration.ofMillis(1_919))).isZero();
        assertThat(addresses.numberAt(Duration.ofMillis(1_920))).isEqualTo(1);
        assertThat(addresses.numberAt(Duration.ofHours(1))).isEqualTo(5);
        assertThatThrownBy(() -> addresses.at(6)).hasMessageContaining("0 to 5");
    }

    @Test
    void endsTheLastSegmentWithThePeriod() throws Exception {
        SegmentAddresses addresses = onDemand("PT5S", "", """
                <SegmentTemplate duration="2" media="$Number$"/>""");

        assertThat(addresses.last(START)).isEqualTo(3);
        assertThat(addresses.at(3).duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takesARemainderBelowAMillisecondForRounding() throws Exception {
        String template = """
                <SegmentTemplate timescale="48000" duration="96000" media="$Number$"/>""";
        assertThat(onDemand("PT4.0004S", "", template).last(START)).isEqualTo(2);
        assertThat(onDemand("PT4.002S", "", template).last(START)).isEqualTo(3);
    }

    @Test
    void followsATimeline() throws Exception {
        SegmentAddresses addresses = onDemand("PT100S", "", """
                <SegmentTemplate timescale="10" presentationTimeOffset="500" media="$Time$.m4s">
                  <SegmentTimeline><S t="500" d="20" r="2"/><S d="30"/><S t="600" d="10" r="-1"/></SegmentTimeline>
                </SegmentTemplate>""");

        assertThat(addresses.last(START)).isEqualTo(4 + 90);
        assertThat(addresses.at(4).uri()).hasToString("http://video:8080/demo/560.m4s");
        assertThat(addresses.at(4).presentationTime()).isEqualTo(Duration.ofSeconds(6));
        assertThat(addresses.at(5).startTicks()).isEqualTo(600);
        assertThat(addresses.at(94).startTicks()).isEqualTo(1_490);
        assertThat(addresses.numberAt(Duration.ofMillis(9_500))).isEqualTo(4);
        assertThat(addresses.numberAt(Duration.ofSeconds(10))).isEqualTo(5);
        assertThat(addresses.numberAt(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void doesNotListAHugeTimeline() throws Exception {
        SegmentAddresses addresses = onDemand("PT1H", "", """
                <SegmentTemplate timescale="90000" media="$Number$">
                  <SegmentTimeline><S d="1" r="4294967295"/><S d="1" r="4294967295"/></SegmentTimeline>
                </SegmentTemplate>""");

        assertThat(addresses.count()).isEqualTo(2L << 32);
        assertThat(addresses.at(6_000_000_000L).startTicks()).isEqualTo(5_999_999_999L);
    }

    @Test
    void refusesATimelineBeyondAllBounds() {
        assertThatThrownBy(() -> onDemand("PT1H", "", timeline("<S d=\"4611686018427387903\" r=\"4\"/>")))
                .isInstanceOf(MpdException.class)
                .hasMessageContaining("SegmentTimeline/S[1]: beyond all bounds");
        assertThatThrownBy(() -> onDemand("PT1H", "", timeline("<S d=\"0\"/>")))
                .isInstanceOf(MpdException.class)
                .hasMessageContaining("S[1]/@d: 0 (expected: 1 or more)");
        assertThatThrownBy(() -> onDemand("PT1H", "", timeline("<S t=\"0\" d=\"9\"/><S t=\"5\" d=\"9\"/>")))
                .isInstanceOf(MpdException.class)
                .hasMessageContaining("S[2]/@t: 5 (expected: at least 9, where S[1] ends)");
    }

    @Test
    void letsLiveSegmentsComeAndGoByTheClock() throws Exception {
        SegmentAddresses addresses = live("""
                <SegmentTemplate duration="2" startNumber="100" media="$Number$"/>""");

        assertThat(addresses.last(START)).isEqualTo(99);
        assertThat(addresses.last(START.plusMillis(1_999))).isEqualTo(99);
        assertThat(addresses.last(START.plusSeconds(2))).isEqualTo(100);
        assertThat(addresses.first(START.plusSeconds(2))).isEqualTo(100);
        // Segment 101 plays from second 2 to 4: at 14 s its end leaves the buffer of 10 s.
        assertThat(addresses.first(START.plusMillis(13_999))).isEqualTo(101);
        assertThat(addresses.first(START.plusSeconds(14))).isEqualTo(102);
        assertThat(addresses.last(START.plusSeconds(14))).isEqualTo(106);
        assertThat(addresses.availableFrom(106)).isEqualTo(START.plusSeconds(14));
    }

    @Test
    void hasSegmentsEarlierByTheOffsetsOfAllLevels() throws Exception {
        SegmentAddresses addresses = addresses("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" availabilityStartTime="2026-11-22T10:00:00Z">
                  <BaseURL availabilityTimeOffset="0.5">./</BaseURL>
                  <Period start="PT0S"><AdaptationSet><Representation id="v1" bandwidth="1">
                    <SegmentTemplate duration="2" availabilityTimeOffset="1" media="$Number$"/>
                  </Representation></AdaptationSet></Period>
                </MPD>""");

        assertThat(addresses.last(START.plusMillis(499))).isZero();
        assertThat(addresses.last(START.plusMillis(500))).isEqualTo(1);
    }

    @Test
    void readsAnIndexedFileByRanges() throws Exception {
        SegmentAddresses addresses = onDemand("PT6S", "<BaseURL>v1.mp4</BaseURL>", """
                <SegmentBase timescale="1000" presentationTimeOffset="500" indexRange="800-899"/>""");
        assertThat(addresses.last(START)).isLessThan(addresses.first(START));
        assertThat(addresses.initialization().orElseThrow())
                .hasToString("Resource[uri=http://video:8080/demo/v1.mp4, range=Optional[0-799]]");
        assertThat(addresses.index().orElseThrow().range()).contains(ByteRange.of(800, 899));

        SegmentAddresses indexed =
                addresses.withIndex(90_000, 45_000, 900, new long[] {180_000, 90_000}, new long[] {100, 50});

        assertThat(indexed.last(START)).isEqualTo(2);
        assertThat(indexed.at(1).presentationTime()).isZero();
        assertThat(indexed.at(2).range()).contains(ByteRange.of(1_000, 1_049));
        assertThat(indexed.at(2).presentationTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void inheritsWhatALowerLevelLeavesOut() throws Exception {
        SegmentAddresses addresses = addresses("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT8S">
                  <BaseURL>a/</BaseURL>
                  <Period><BaseURL>b/</BaseURL>
                    <SegmentTemplate timescale="10" duration="20" media="$Number$"/>
                    <AdaptationSet><BaseURL>../c/</BaseURL>
                      <SegmentTemplate startNumber="7"/>
                      <Representation id="v1" bandwidth="1"><BaseURL>d/</BaseURL>
                        <SegmentTemplate media="$Bandwidth$-$Number$$$"/></Representation></AdaptationSet></Period>
                </MPD>""");

        assertThat(addresses.at(10).uri()).hasToString("http://video:8080/demo/a/c/d/1-10$");
        assertThat(addresses.last(START)).isEqualTo(10);
    }

    @Test
    void takesARepresentationWithoutSegmentsForOne() throws Exception {
        SegmentAddresses addresses = onDemand("PT6S", "<BaseURL>en.vtt</BaseURL>", "");

        assertThat(addresses.first(START)).isEqualTo(addresses.last(START));
        assertThat(addresses.at(1).uri()).hasToString("http://video:8080/demo/en.vtt");
        assertThat(addresses.at(1).duration()).isEqualTo(Duration.ofSeconds(6));
        assertThat(addresses.initialization()).isEmpty();
    }

    @Test
    void readsASegmentList() throws Exception {
        SegmentAddresses addresses = onDemand("PT6S", "<BaseURL>v1.mp4</BaseURL>", """
                <SegmentList duration="2"><Initialization sourceURL="init.mp4"/>
                  <SegmentURL mediaRange="10-19"/><SegmentURL media="http://other/2"/><SegmentURL media="?3"/>
                </SegmentList>""");

        assertThat(addresses.at(1))
                .extracting(SegmentAddress::resource)
                .hasToString("Resource[uri=http://video:8080/demo/v1.mp4, range=Optional[10-19]]");
        assertThat(addresses.at(2).uri()).hasToString("http://other/2");
        assertThat(addresses.at(3).uri()).hasToString("http://video:8080/demo/v1.mp4?3");
        assertThat(addresses.last(START)).isEqualTo(3);
    }

    @Test
    void offersTheAlternativesThatCanBeUsed() throws Exception {
        Mpd mpd = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT8S">
                  <BaseURL>http://a/</BaseURL><BaseURL>ftp://b/</BaseURL><BaseURL>https://c/</BaseURL>
                  <Period><AdaptationSet><Representation id="v1" bandwidth="1">
                    <SegmentTemplate media="$Number$"/></Representation></AdaptationSet></Period>
                </MPD>""");
        PeriodSpan span = mpd.spans().get(0);
        AdaptationSet set = span.period().adaptationSets().get(0);

        List<SegmentAddresses> alternatives = SegmentAddresses.alternatives(
                mpd, MANIFEST, span, set, set.representations().get(0));

        assertThat(alternatives)
                .extracting(addresses -> addresses.at(1).uri().toString())
                .containsExactly("http://a/1", "https://c/1");
    }

    @Test
    void refusesTemplatesThatAreNone() {
        for (String media : List.of("$Nummer$", "$Number", "$Number%099d$", "$RepresentationID%02d$", "$Number%5x$")) {
            assertThatThrownBy(() -> onDemand("PT6S", "", "<SegmentTemplate media=\"" + media + "\"/>"))
                    .as(media)
                    .isInstanceOf(MpdException.class)
                    .hasMessageContaining("(expected: ");
        }
    }

    private static String timeline(String runs) {
        return "<SegmentTemplate media=\"$Time$\"><SegmentTimeline>" + runs + "</SegmentTimeline></SegmentTemplate>";
    }

    private static SegmentAddresses onDemand(String duration, String baseUrl, String segments) throws MpdException {
        return addresses("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" mediaPresentationDuration=\"" + duration
                + "\"><Period><AdaptationSet><Representation id=\"v1\" bandwidth=\"1\">" + baseUrl + segments
                + "</Representation></AdaptationSet></Period></MPD>");
    }

    private static SegmentAddresses live(String segments) throws MpdException {
        return addresses("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"dynamic\" timeShiftBufferDepth=\"PT10S\""
                + " availabilityStartTime=\"2026-11-22T10:00:00Z\"><Period start=\"PT0S\"><AdaptationSet>"
                + "<Representation id=\"v1\" bandwidth=\"1\">" + segments
                + "</Representation></AdaptationSet></Period></MPD>");
    }

    private static SegmentAddresses addresses(String document) throws MpdException {
        Mpd mpd = read(document);
        PeriodSpan span = mpd.spans().get(0);
        AdaptationSet set = span.period().adaptationSets().get(0);
        return SegmentAddresses.of(
                mpd, MANIFEST, span, set, set.representations().get(0));
    }

    private static Mpd read(String document) throws MpdException {
        return MpdReader.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
