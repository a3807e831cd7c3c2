package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MpdReaderTest {
    private static final String NAMESPACE = "xmlns=\"urn:mpeg:dash:schema:mpd:2011\"";

    @Test
    void keepsWhatItDoesNotKnow() throws Exception {
        String document = """
                <?xml version='1.0' encoding='UTF-8'?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:x="urn:x" x:kind="x:odd" later="1">
                  <Invented x:a="1">text<b xmlns="urn:b"/>more</Invented>
                  <Period start="PT0S">
                    <x:thing>
                      <x:part> kept </x:part>
                    </x:thing>
                    <SegmentTemplate media="$Number$" k="2"/>
                  </Period>
                </MPD>
                """;

        assertThat(new String(MpdWriter.write(read(document)), StandardCharsets.UTF_8))
                .isEqualTo(document);
    }

    @Test
    void readsTheTypesOfTheSchema() throws Exception {
        Mpd mpd = read("<MPD " + NAMESPACE + " mediaPresentationDuration='P0Y0M1DT2H3M4.5S' type=' dynamic '"
                + " availabilityStartTime='2026-11-22T11:00:00.123456789123+01:00' publishTime='2026-11-22T10:00:00'"
                + " minBufferTime='PT1M'><BaseURL availabilityTimeOffset='INF'/></MPD>");

        assertThat(mpd.get(Mpd.MEDIA_PRESENTATION_DURATION)).contains(Duration.parse("P1DT2H3M4.5S"));
        assertThat(mpd.isDynamic()).isTrue();
        assertThat(mpd.get(Mpd.AVAILABILITY_START_TIME)).contains(Instant.parse("2026-11-22T10:00:00.123456789Z"));
        assertThat(mpd.get(Mpd.PUBLISH_TIME)).contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(mpd.baseUrls().get(0).get(BaseUrl.AVAILABILITY_TIME_OFFSET)).contains(Double.POSITIVE_INFINITY);
    }

    @Test
    void readsOtherEncodingsAndPrefixes() throws Exception {
        for (String encoding : new String[] {"UTF-16", "UTF-16LE", "ISO-8859-1"}) {
            String document = "<?xml version='1.0' encoding='" + encoding + "'?>"
                    + "<d:MPD xmlns:d='urn:mpeg:dash:schema:mpd:2011' id='é'><d:Period id='p'/></d:MPD>";
            Mpd mpd = MpdReader.read(document.getBytes(Charset.forName(encoding)));
            assertThat(mpd.get(Mpd.ID)).contains("é");
            assertThat(mpd.periods()).hasSize(1);
        }
    }

    @Test
    void refusesDocumentTypesAndEntities() {
        assertRefused("<!DOCTYPE MPD [<!ENTITY a 'b'>]><MPD " + NAMESPACE + ">&a;</MPD>", "a document type");
        assertRefused("<!DOCTYPE MPD SYSTEM 'file:///etc/passwd'><MPD " + NAMESPACE + "/>", "a document type");
        assertRefused("<MPD " + NAMESPACE + ">&a;</MPD>", "line 1");
    }

    @Test
    void saysWhereAnAttributeIsWrong() {
        assertRefused(
                "<MPD " + NAMESPACE + "><Period/><Period start='soon'/></MPD>",
                "MPD/Period[2]/@start: \"soon\" (expected: a duration such as PT1M30.5S)");
        assertRefused("<MPD " + NAMESPACE + " minBufferTime='P137Y'/>", "MPD/@minBufferTime: \"P137Y\"");
        assertRefused("<MPD " + NAMESPACE + " minBufferTime='-PT1S'/>", "MPD/@minBufferTime: \"-PT1S\"");
        assertRefused("<MPD " + NAMESPACE + " publishTime='+999999999-01-01T00:00:00Z'/>", "MPD/@publishTime");
        assertRefused("<MPD " + NAMESPACE + " type='live'/>", "MPD/@type: \"live\" (expected: static or dynamic)");
        assertRefused(
                "<MPD " + NAMESPACE + "><Period><SegmentBase timescale='0'/></Period></MPD>",
                "MPD/Period[1]/SegmentBase[1]/@timescale: \"0\" (expected: 1 to 1000000000)");
        assertRefused(
                "<MPD " + NAMESPACE + "><Period><SegmentBase indexRange='9-1'/></Period></MPD>",
                "@indexRange: \"9-1\" (expected: a range such as 0-499)");
        assertRefused(
                "<MPD " + NAMESPACE + "><BaseURL availabilityTimeOffset='NaN'/></MPD>",
                "@availabilityTimeOffset: \"NaN\" (expected: a number)");
    }

    @Test
    void refusesWhatIsNoMpd() {
        assertRefused("", "line 1");
        assertRefused("<MPD", "line 1");
        assertRefused("<MPD/>", "<MPD> of namespace \"\" (expected: <MPD> of urn:mpeg:dash:schema:mpd:2011)");
        assertRefused("<Period " + NAMESPACE + "/>", "<Period> of namespace");
        assertRefused("<MPD " + NAMESPACE + "></Mpd>", "line 1");
    }

    @Test
    void holdsItsLimits() {
        assertRefused(nested("<MPD " + NAMESPACE + ">", "<a>", "</a>", MpdReader.MAX_DEPTH), "line 1");
        assertRefused("<MPD " + NAMESPACE + ">" + "<a/>".repeat(MpdReader.MAX_ELEMENTS) + "</MPD>", "line 1");
        assertRefused("<MPD " + NAMESPACE + " id='" + "x".repeat(MpdReader.MAX_VALUE_CHARACTERS + 1) + "'/>", "line 1");
        StringBuilder many = new StringBuilder("<MPD " + NAMESPACE);
        for (int i = 0; i <= MpdReader.MAX_ATTRIBUTES; i++) {
            many.append(" a").append(i).append("=''");
        }
        assertRefused(many + "/>", "line 1");
        assertThatThrownBy(() -> MpdReader.read(new ByteArrayInputStream(new byte[MpdReader.MAX_BYTES + 9])))
                .hasMessageContaining("more than 8388608 bytes");
    }

    @Test
    void placesPeriodsOneAfterAnother() throws Exception {
        Mpd mpd = read("<MPD " + NAMESPACE + " mediaPresentationDuration='PT60S'><Period duration='PT10S'/>"
                + "<Period/><Period start='PT30S'/></MPD>");

        assertThat(mpd.spans()).extracting(PeriodSpan::start).containsExactly(seconds(0), seconds(10), seconds(30));
        assertThat(mpd.spans())
                .extracting(span -> span.duration().orElseThrow())
                .containsExactly(seconds(10), seconds(20), seconds(30));
    }

    @Test
    void refusesPeriodsWithoutAPlace() throws Exception {
        Mpd unplaced = read("<MPD " + NAMESPACE + "><Period/><Period/></MPD>");
        assertThatThrownBy(unplaced::spans).hasMessage("MPD/Period[2]/@start: absent (expected: a start)");
        Mpd backwards = read("<MPD " + NAMESPACE + "><Period start='PT9S'/><Period start='PT8S'/></MPD>");
        assertThatThrownBy(backwards::spans)
                .hasMessage("MPD/Period[2]/@start: PT8S (expected: not before the period before)");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static String nested(String root, String open, String close, int times) {
        return root + open.repeat(times) + close.repeat(times) + "</MPD>";
    }

    private static void assertRefused(String document, String message) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(MpdException.class)
                .hasMessageContaining(message);
    }

    private static Mpd read(String document) throws MpdException {
        return MpdReader.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
