package labwire.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule, by an example that keeps all and what breaks one. */
class MpdRulesTest {
    @Test
    void wantWhatALivePresentationNeeds() throws Exception {
        assertThat(broken("live-number.mpd", " availabilityStartTime=\"1970-01-01T00:00:00Z\"", ""))
                .contains("MPD/@availabilityStartTime: absent (expected: a time such as 2026-11-22T10:00:00Z)");
        assertThat(broken("live-number.mpd", " publishTime=\"2026-11-22T10:00:00.250Z\"", ""))
                .containsExactly("MPD/@publishTime: absent (expected: a time such as 2026-11-22T10:00:00Z)");
        assertThat(broken("live-number.mpd", " minimumUpdatePeriod=\"PT2S\"", ""))
                .containsExactly("MPD: open, and never refreshed (expected: @minimumUpdatePeriod, or"
                        + " @mediaPresentationDuration)");
        assertThat(broken("live-timeline.mpd", "UTCTiming", "Clock"))
                .containsExactly("MPD: no clock (expected: a UTCTiming)");
        assertThat(broken("live-number.mpd", "<Period id=\"p494800\"", "<Period"))
                .containsExactly("MPD/Period[1]/@id: absent (expected: text)");
        assertThat(broken("live-number.mpd", " duration=\"25600\"", ""))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[1]: one segment, in a dynamic MPD (expected:"
                        + " a duration or a timeline)");
    }

    @Test
    void wantTimesThatAgree() throws Exception {
        assertThat(broken(
                        "live-number.mpd",
                        "suggestedPresentationDelay=\"PT6S\"",
                        "suggestedPresentationDelay=\"PT2M\""))
                .containsExactly(
                        "MPD/@suggestedPresentationDelay: PT2M (expected: at most @timeShiftBufferDepth, PT1M)");
        assertThat(broken("live-number.mpd", "max=\"8000\"", "max=\"3000\""))
                .containsExactly("MPD/ServiceDescription/Latency: 2000, 3500, 3000 (expected: @min, @target, @max in"
                        + " order)");
        assertThat(broken("live-number.mpd", "max=\"1.04\"", "max=\"0.98\""))
                .containsExactly("MPD/ServiceDescription/PlaybackRate: 0.96 to 0.98 (expected: around 1)");
        assertThat(broken("on-demand-number.mpd", "maxSegmentDuration=\"PT5.76S\"", "maxSegmentDuration=\"PT1.5S\""))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[1]: a segment of PT1.92S (expected: at most"
                        + " @maxSegmentDuration, PT1.5S)");
        assertThat(broken("on-demand-number.mpd", "type=\"static\"", "timeShiftBufferDepth=\"PT1M\""))
                .containsExactly("MPD/@timeShiftBufferDepth: present (expected: in dynamic MPDs alone)");
        assertThat(broken("on-demand-number.mpd", " mediaPresentationDuration=\"PT11.52S\"", ""))
                .contains("MPD/@mediaPresentationDuration: absent (expected: a duration)");
        assertThat(broken("on-demand-time.mpd", "duration=\"PT8S\"", "duration=\"PT0S\""))
                .contains("MPD/Period[1]/@duration: zero (expected: more)");
    }

    @Test
    void wantSegmentsThatCoverThePeriod() throws Exception {
        assertThat(broken(
                        "on-demand-time.mpd",
                        "<S t=\"900000\" d=\"180000\" r=\"3\"/>",
                        "<S t=\"900000\" d=\"180000\"/>"))
                .contains(
                        "MPD/Period[1]/AdaptationSet[1]/Representation[1]: ends at PT2S of the period (expected: PT8S,"
                                + " its duration)");
        assertThat(broken("on-demand-time.mpd", "presentationTimeOffset=\"900000\"", "presentationTimeOffset=\"0\""))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[1]: begins at PT10S of the period (expected:"
                        + " within its first segment)");
    }

    @Test
    void wantRungsAmongWhichOneCanSwitch() throws Exception {
        assertThat(broken("on-demand-number.mpd", " segmentAlignment=\"true\"", ""))
                .containsExactly("MPD/Period[1]/AdaptationSet[1]/@segmentAlignment: false (expected: true, to switch)");
        String own = "<SegmentTemplate duration=\"38400\"/></Representation>";
        assertThat(broken("on-demand-number.mpd", "height=\"720\" frameRate=\"25\"/>", "height=\"720\">" + own))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[2]: 4 segments (expected: 6, as the first one"
                        + " has)");
        assertThat(broken("on-demand-number.mpd", "id=\"v5\"", "id=\"v1\""))
                .contains(
                        "MPD/Period[1]/AdaptationSet[1]/Representation[2]/@id: \"v1\" again in the period",
                        "MPD/Period[1]/AdaptationSet[1]/Representation[2]: http://origin.invalid/title/v1/00001.m4s again"
                                + " (expected: an address of its own)");
        assertThat(broken("on-demand-time.mpd", "a-$Bandwidth$-$Time$", "a-$Time$"))
                .anyMatch(problem -> problem.contains("(expected: an address of its own)"));
    }

    @Test
    void wantTemplatesThatTellSegmentsApart() throws Exception {
        assertThat(broken("on-demand-number.mpd", "$RepresentationID$/$Number%05d$", "$RepresentationID$"))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[1]/SegmentTemplate/@media: (expected: one of"
                        + " $Number$ and $Time$)");
        assertThat(broken("on-demand-number.mpd", "$Number%05d$", "$Time$"))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[1]/SegmentTemplate: $Time$ by a @duration"
                        + " (expected: a SegmentTimeline)");
        assertThat(broken("live-timeline.mpd", "timescale=\"48000\"", "timescale=\"48000\" duration=\"96000\""))
                .contains("MPD/Period[1]/AdaptationSet[1]/Representation[1]: a SegmentTimeline and a @duration"
                        + " (expected: one of them)");
        assertThat(broken("on-demand-number.mpd", "$Number%05d$", "$Nummer$"))
                .anyMatch(problem -> problem.contains("\"$Nummer$\" (expected: $RepresentationID$"));
    }

    @Test
    void wantDescriptionsOfStreams() throws Exception {
        assertThat(broken("on-demand-number.mpd", " codecs=\"mp4a.40.2\"", ""))
                .containsExactly("MPD/Period[1]/AdaptationSet[2]/Representation[1]/@codecs: absent (expected: text)");
        assertThat(broken("on-demand-number.mpd", "width=\"320\" ", ""))
                .containsExactly("MPD/Period[1]/AdaptationSet[1]/Representation[1]/@width: absent (expected: 0 to"
                        + " 4294967295)");
        assertThat(broken("on-demand-number.mpd", "bandwidth=\"64000\"", "bandwidth=\"0\""))
                .containsExactly("MPD/Period[1]/AdaptationSet[2]/Representation[1]/@bandwidth: 0 (expected: more)");
        assertThat(broken("on-demand-number.mpd", "id=\"a1\"", "id=\"a 1\""))
                .containsExactly(
                        "MPD/Period[1]/AdaptationSet[2]/Representation[1]/@id: \"a 1\" (expected: no white space)");
        assertThat(broken("on-demand-number.mpd", "AdaptationSet id=\"2\"", "AdaptationSet id=\"1\""))
                .containsExactly("MPD/Period[1]/AdaptationSet[2]/@id: \"1\" again");
        assertThat(broken("on-demand-number.mpd", "schemeIdUri=\"urn:mpeg:dash:role:2011\"", "schemeIdUri=\"\""))
                .contains("MPD/Period[1]/AdaptationSet[1]/Role[1]/@schemeIdUri: absent (expected: a URI)");
    }

    @Test
    void wantTheOrderOfTheSchema() throws Exception {
        assertThat(broken(
                        "on-demand-time.mpd", "<Label>H.264</Label>", "<Role schemeIdUri=\"a\"/><Label>H.264</Label>"))
                .containsExactly("MPD/Period[1]/AdaptationSet[1]: Label after Role (expected: the other way round)");
    }

    private static List<String> broken(String example, String keeps, String breaks) throws Exception {
        String document = new String(MpdWriter.write(MpdExamples.read(example)), StandardCharsets.UTF_8);
        assertThat(document).contains(keeps);
        return MpdRules.check(MpdReader.read(document.replace(keeps, breaks).getBytes(StandardCharsets.UTF_8)));
    }
}
