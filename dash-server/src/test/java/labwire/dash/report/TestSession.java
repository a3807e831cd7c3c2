package labwire.dash.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Medium;

/** Ten segments of 2 s with a bit of everything, whose figures can be worked out by hand. */
final class TestSession {
    private static final List<Long> RUNGS = List.of(100_000L, 400_000L, 1_600_000L);

    private final List<PlayerEvent> events = new ArrayList<>();

    private TestSession() {}

    static List<PlayerEvent> events() {
        TestSession session = new TestSession();
        session.tell();
        return List.copyOf(session.events);
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private void tell() {
        events.add(new PlayerEvent.ManifestRead(
                ms(20), "http://video:8080/demo/manifest.mpd", false, Duration.ofSeconds(20), RUNGS));
        segment(30, 0, 0, 100, 2_000, 0, "nothing measured yet: the lowest rung");
        audio(40, 0, 140);
        events.add(new PlayerEvent.PlaybackStarted(ms(250), ms(0)));
        segment(300, 1, 1, 400, 3_500, 2_000_000, "throughput 2.00 Mbit/s × 0.9 carries 1.80 Mbit/s");
        level(1000, 750, 3_250, 2_000_000);
        segment(1100, 2, 2, 800, 4_400, 3_000_000, "buffer 2.5 s, so \"why not\"");
        level(2000, 1_750, 4_250, 3_000_000);
        choose(2_100, 3, 2, 3_000_000, "as before");
        events.add(new PlayerEvent.SegmentAbandoned(
                ms(2_400), Medium.VIDEO, 3, 2, 50_000, 1, "at 500 kbit/s this segment of 2.0 s would take 6.4 s"));
        segment(2_400, 3, 1, 500, 5_350, 2_000_000, "the same");
        level(3_000, 2_750, 5_250, 2_000_000);
        level(4_000, 3_750, 4_250, 1_000_000);
        level(5_000, 4_750, 3_250, 1_000_000);
        level(6_000, 5_750, 2_250, 1_000_000);
        level(7_000, 6_750, 1_250, 1_000_000);
        level(8_000, 7_750, 250, 1_000_000);
        events.add(new PlayerEvent.StallBegan(ms(8_250), Medium.VIDEO, ms(8_000)));
        events.add(new PlayerEvent.RequestFailed(
                ms(8_500), "http://video:8080/demo/v1/5.m4s?<a>&b", 503, "Service Unavailable", 1, "again in 0.5 s"));
        level(9_000, 8_000, 0, 1_000_000);
        segment(9_200, 4, 0, 50, 2_000, 900_000, "0.0 s of buffer");
        events.add(new PlayerEvent.StallEnded(ms(9_250), ms(8_000)));
        events.add(new PlayerEvent.Flaw(ms(9_300), Medium.VIDEO, 4, "tfdt 8.100 s (expected: 8.000 s)"));
        level(10_000, 8_750, 1_250, 900_000);
        events.add(new PlayerEvent.Jumped(ms(10_500), ms(9_250), ms(9_500), "a gap of 0.3 s"));
        level(11_000, 10_000, 0, 900_000);
        events.add(new PlayerEvent.Ended(ms(11_000), true, "the asked-for time was played"));
    }

    private void choose(long at, long number, int rung, double throughput, String reason) {
        events.add(new PlayerEvent.RungChosen(
                ms(at), Medium.VIDEO, number, rung, RUNGS.get(rung), ms(0), throughput, reason));
    }

    /** 20 ms of latency, and bytes as the nominal rate says. */
    private void segment(long at, long number, int rung, long took, long buffer, double throughput, String reason) {
        choose(at, number, rung, throughput, reason);
        events.add(new PlayerEvent.SegmentArrived(
                ms(at + took),
                Medium.VIDEO,
                number,
                rung,
                RUNGS.get(rung) * 2 / 8,
                ms(20),
                ms(took - 20),
                ms(number * 2_000),
                ms(2_000),
                ms(buffer)));
    }

    private void audio(long at, long number, long took) {
        events.add(new PlayerEvent.SegmentArrived(
                ms(at + took),
                Medium.AUDIO,
                number,
                0,
                16_000,
                ms(20),
                ms(took - 20),
                ms(number * 2_000),
                ms(2_000),
                ms(2_000)));
    }

    private void level(long at, long media, long buffer, double throughput) {
        events.add(new PlayerEvent.Level(
                ms(at), ms(media), ms(buffer), ms(Math.max(0, buffer - 200)), throughput, Duration.ZERO));
    }
}
