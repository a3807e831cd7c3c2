package labwire.dash.report;

import static labwire.dash.report.TestSession.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import labwire.dash.report.SessionReport.Incident;
import labwire.dash.report.SessionReport.Stall;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;
import org.junit.jupiter.api.Test;

class SessionRecorderTest {
    private final SessionRecorder recorder = new SessionRecorder();

    @Test
    void addsUpASession() {
        TestSession.events().forEach(recorder);
        QualityFigures figures = recorder.report().figures();

        assertThat(figures.session()).isEqualTo(11);
        assertThat(figures.startUp()).isEqualTo(0.25);
        assertThat(figures.stalls()).isEqualTo(1);
        assertThat(figures.stalled()).isEqualTo(1);
        assertThat(figures.played()).isEqualTo(11 - 0.25 - 1);
        assertThat(figures.rebufferRatio()).isCloseTo(1 / 10.75, within(1e-9));
        // Played: 2 s each of 100, 400, 1600, 400 and 100 kbit/s.
        assertThat(figures.secondsByRung()).containsExactly(4.0, 4.0, 2.0);
        assertThat(figures.meanBitrate()).isEqualTo(520_000);
        assertThat(figures.switchesUp()).isEqualTo(2);
        assertThat(figures.switchesDown()).isEqualTo(2);
        assertThat(figures.meanSwitch()).isEqualTo((300_000 + 1_200_000 + 1_200_000 + 300_000) / 4.0);
        assertThat(figures.bytes()).isEqualTo(2 * 25_000 + 2 * 100_000 + 400_000 + 16_000 + 50_000);
        assertThat(figures.wastedBytes()).isEqualTo(50_000);
        assertThat(List.of(figures.abandonments(), figures.failures(), figures.flaws(), figures.jumps()))
                .containsExactly(1, 1, 1, 1);
        assertThat(figures.meanThroughput()).isCloseTo(650_000 * 8 / 1.75, within(1.0));
    }

    @Test
    void keepsWhatHappenedInOrder() {
        TestSession.events().forEach(recorder);
        SessionReport report = recorder.report();

        assertThat(report.complete()).isTrue();
        assertThat(report.stalls()).containsExactly(new Stall(8.25, 9.25, Medium.VIDEO, 8));
        assertThat(report.incidents())
                .extracting(Incident::kind)
                .containsExactly(
                        Incident.Kind.ABANDONED, Incident.Kind.FAILED, Incident.Kind.FLAW, Incident.Kind.JUMPED);
        assertThat(report.segments()).hasSize(6);
        assertThat(report.segments().get(1).reason()).isEmpty();
        assertThat(report.segments().get(4).reason()).isEqualTo("the same");
        assertThat(report.seconds()).hasSize(11);
        assertThat(report.seconds().get(8).stalled()).isTrue();
    }

    @Test
    void canTellInTheMiddleOfAStall() {
        List<PlayerEvent> events = TestSession.events();
        events.subList(0, events.size() - 8).forEach(recorder);
        SessionReport report = recorder.report();
        assertThat(report.complete()).isFalse();
        assertThat(report.ending()).isEmpty();
        assertThat(report.stalls()).containsExactly(new Stall(8.25, 9.0, Medium.VIDEO, 8));
        assertThat(report.figures().stalled()).isEqualTo(0.75);
        assertThat(report.figures().meanBitrate()).isEqualTo(625_000);
    }

    @Test
    void aSegmentPlayedInPartCountsInPart() {
        recorder.accept(new PlayerEvent.ManifestRead(ms(0), "u", false, ms(8_000), List.of(100_000L, 300_000L)));
        recorder.accept(arrived(100, 0, 0));
        recorder.accept(new PlayerEvent.PlaybackStarted(ms(100), ms(0)));
        recorder.accept(arrived(200, 1, 1));
        recorder.accept(new PlayerEvent.Ended(ms(3_100), true, "enough"));
        QualityFigures figures = recorder.report().figures();
        assertThat(figures.secondsByRung()).containsExactly(2.0, 1.0);
        assertThat(figures.meanBitrate()).isEqualTo(Math.rint(500_000 / 3.0));
    }

    @Test
    void aSessionThatNeverStartedHasNoQuality() {
        recorder.accept(new PlayerEvent.Ended(ms(500), false, "no manifest"));
        SessionReport report = recorder.report();
        assertThat(report.figures().startUp()).isEqualTo(-1);
        assertThat(report.figures().played()).isZero();
        assertThat(report.figures().rebufferRatio()).isZero();
        assertThat(HtmlReport.of(report)).contains("never started").contains("no manifest");
    }

    @Test
    void whatTookNoTimeIsNoMeasureOfTheThroughput() {
        Duration none = Duration.ofNanos(8);
        recorder.accept(new PlayerEvent.SegmentArrived(
                ms(1), Medium.VIDEO, 0, 0, 400_000, none, none, ms(0), ms(2_000), ms(2_000)));
        QualityFigures figures = recorder.report().figures();
        assertThat(figures.meanThroughput()).isZero();
        assertThat(HtmlReport.of(recorder.report())).contains("<dt>Mean throughput</dt><dd>not measured</dd>");
        recorder.accept(arrived(200, 1, 1));
        assertThat(recorder.report().figures().meanThroughput()).isCloseTo(1000 * 8 / 0.009, within(1.0));
    }

    @Test
    void anEndlessSessionIsCountedButNotListedForEver() {
        recorder.accept(new PlayerEvent.PlaybackStarted(ms(0), ms(0)));
        for (int second = 1; second <= SessionRecorder.MAX_ROWS + 10; second++) {
            Duration at = Duration.ofSeconds(second);
            recorder.accept(new PlayerEvent.Level(at, at, ms(4_000), ms(4_000), 1e6, ms(0)));
        }
        SessionReport report = recorder.report();
        assertThat(report.seconds()).hasSize(SessionRecorder.MAX_ROWS);
        assertThat(report.unlisted()).isEqualTo(10);
        assertThat(report.figures().meanBuffer()).isEqualTo(4);
        assertThat(SvgChart.of(report).length()).isLessThan(200_000);
    }

    private static PlayerEvent arrived(long at, long number, int rung) {
        return new PlayerEvent.SegmentArrived(
                ms(at), Medium.VIDEO, number, rung, 1000, ms(1), ms(9), ms(number * 2_000), ms(2_000), ms(2_000));
    }
}
