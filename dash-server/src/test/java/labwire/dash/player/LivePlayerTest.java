package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.dash.player.http.VirtualWire;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Jumped;
import labwire.dash.session.PlayerEvent.Level;
import labwire.dash.session.PlayerEvent.ManifestRead;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.RequestFailed;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import labwire.dash.session.PlayerEvent.StallBegan;
import org.junit.jupiter.api.Test;

/** The demo as a live stream that has run for a while; the server's clock may be another than the player's. */
class LivePlayerTest {
    private static final Duration SEGMENT = Duration.ofMillis(1_920);
    private static final Duration DEPTH = Duration.ofSeconds(30);

    private final VirtualWire wire = new VirtualWire();
    private final LoopedDemo demo = new LoopedDemo();
    private final Instant availabilityStart = wire.instant().minus(Duration.ofMinutes(10));
    private final List<Long> early = new ArrayList<>();
    private Duration serverAhead = Duration.ZERO;
    private String timing = "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-xsdate:2014\" value=\"/time\"/>";
    private String minimumUpdatePeriod = "PT4S";
    private boolean timeline;
    private Optional<Duration> endsAfter = Optional.empty();
    private final FakeSite site = new FakeSite(wire, "video", this::find);

    private Instant serverNow() {
        return wire.instant().plus(serverAhead);
    }

    private Optional<byte[]> find(String path) {
        if (path.equals("manifest.mpd")) {
            return Optional.of(manifest());
        }
        if (path.equals("time")) {
            return Optional.of(serverNow().toString().getBytes(StandardCharsets.US_ASCII));
        }
        if (path.endsWith(".m4s")) {
            long number = Long.parseLong(path.replaceAll(".*/|\\.m4s", ""));
            Instant available = availabilityStart.plus(SEGMENT.multipliedBy(number));
            boolean none =
                    endsAfter.isPresent() && SEGMENT.multipliedBy(number - 1).compareTo(endsAfter.get()) >= 0;
            if (none) {
                return Optional.empty();
            }
            if (serverNow().isBefore(available)) {
                early.add(number);
                return Optional.empty();
            }
            if (serverNow().isAfter(available.plus(DEPTH).plus(SEGMENT))) {
                return Optional.empty();
            }
        }
        return demo.find(path);
    }

    private byte[] manifest() {
        String sets = LoopedDemo.sets("", "");
        if (timeline) {
            long last = Duration.between(availabilityStart, serverNow()).dividedBy(SEGMENT);
            long first = last - DEPTH.dividedBy(SEGMENT) + 1;
            sets = timeline(sets, "12800", first, last);
            sets = timeline(sets, "48000", first, last);
        }
        boolean over = endsAfter.isPresent() && serverNow().isAfter(availabilityStart.plus(endsAfter.get()));
        String duration = over ? " mediaPresentationDuration=\"" + endsAfter.get() + "\"" : "";
        String updates = over ? "" : " minimumUpdatePeriod=\"" + minimumUpdatePeriod + "\"";
        return LoopedDemo.mpd(
                "type=\"dynamic\" availabilityStartTime=\"" + availabilityStart + "\"" + duration + updates
                        + " timeShiftBufferDepth=\"" + DEPTH + "\" suggestedPresentationDelay=\"PT8S\""
                        + " maxSegmentDuration=\"" + SEGMENT + "\"",
                "",
                "<Period id=\"1\" start=\"PT0S\">" + sets + "</Period>" + timing);
    }

    private static String timeline(String sets, String timescale, long first, long last) {
        long ticks = Long.parseLong(timescale) * 1_920 / 1_000;
        String uniform = "timescale=\"" + timescale + "\" duration=\"" + ticks + "\" startNumber=\"1\"";
        return sets.replaceFirst(
                "(<SegmentTemplate )" + uniform + "([^>]*)/>",
                "$1timescale=\"" + timescale + "\" startNumber=\"" + first + "\"$2><SegmentTimeline><S t=\""
                        + (first - 1) * ticks + "\" d=\"" + ticks + "\" r=\"" + (last - first)
                        + "\"/></SegmentTimeline></SegmentTemplate>");
    }

    private Session play(Duration length) {
        site.rate(20_000_000);
        Session session = new Session(wire, config -> config.playFor(length));
        assertThat(session.toTheEnd().complete()).isTrue();
        return session;
    }

    private static void assertClean(Session session) {
        assertThat(session.all(Flaw.class)).isEmpty();
        assertThat(session.all(RequestFailed.class)).isEmpty();
        assertThat(session.all(StallBegan.class)).isEmpty();
        assertThat(session.all(Jumped.class)).isEmpty();
    }

    private static void assertLatency(Session session, Duration around) {
        List<Level> levels = session.all(Level.class);
        assertThat(levels.subList(5, levels.size()))
                .isNotEmpty()
                .allSatisfy(level ->
                        assertThat(level.liveLatency().minus(around).abs()).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void keepsTheSuggestedDistanceFromTheEdge() {
        Session session = play(Duration.ofMinutes(2));
        assertClean(session);
        assertThat(early).isEmpty();
        assertLatency(session, Duration.ofSeconds(8));
        assertThat(session.arrived(Medium.VIDEO)).hasSizeBetween(62, 70);
        assertThat(session.all(ManifestRead.class)).hasSizeBetween(28, 33);
    }

    @Test
    void goesByTheServersClockAheadOfItsOwn() {
        serverAhead = Duration.ofSeconds(95);
        Session session = play(Duration.ofMinutes(1));
        assertClean(session);
        assertLatency(session, Duration.ofSeconds(8));
    }

    @Test
    void goesByTheServersClockBehindItsOwn() {
        serverAhead = Duration.ofSeconds(-95);
        Session session = play(Duration.ofMinutes(1));
        assertClean(session);
        assertThat(early).isEmpty();
        assertLatency(session, Duration.ofSeconds(8));
    }

    /** As a server under load does, or one whose process paused between the question and the answer. */
    @Test
    void aServerSlowToSayTheTimeIsNotAskedTooEarly() {
        site.slow("time", Duration.ofMillis(400));
        Session session = play(Duration.ofMinutes(1));
        assertClean(session);
        assertThat(early).isEmpty();
        assertLatency(session, Duration.ofSeconds(8));
    }

    @Test
    void takesTheTimeInTheManifest() {
        serverAhead = Duration.ofSeconds(40);
        timing = "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:direct:2014\" value=\"" + serverNow() + "\"/>";
        assertClean(play(Duration.ofMinutes(1)));
    }

    /** Asked again, it is still the time at which the manifest was made. */
    @Test
    void theTimeInTheManifestIsThatOfItsMaking() {
        timing = "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:direct:2014\" value=\"" + serverNow() + "\"/>";
        minimumUpdatePeriod = "PT1H";
        Session session = new Session(wire, config -> config.playFor(Duration.ofMinutes(1)));
        session.until(Duration.ofSeconds(30));
        site.status("v.*/.*m4s", 1, 404);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(RequestFailed.class)).hasSize(1);
        assertThat(session.all(StallBegan.class)).isEmpty();
        assertLatency(session, Duration.ofSeconds(8));
    }

    @Test
    void triesNoMoreThanAFewClocks() {
        timing = "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"::\"/>".repeat(20_000);
        Session session = play(Duration.ofSeconds(10));
        assertThat(session.all(RequestFailed.class)).hasSize(8);
    }

    @Test
    void takesTheDateOfAHead() {
        serverAhead = Duration.ofSeconds(40);
        site.clock(this::serverNow);
        timing = "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-head:2014\" value=\"http://video/time\"/>";
        Session session = play(Duration.ofMinutes(1));
        assertClean(session);
        assertThat(early).isEmpty();
    }

    @Test
    void asksTheNextClockIfOneFails() {
        serverAhead = Duration.ofSeconds(40);
        timing = "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"/none\"/>" + timing;
        Session session = play(Duration.ofMinutes(1));
        assertThat(session.all(RequestFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.next()).isEqualTo("asks another clock"));
        assertLatency(session, Duration.ofSeconds(8));
    }

    @Test
    void aClockThatHangsHoldsUpNothingForLong() {
        site.stall("time", 1, 0);
        Session session = play(Duration.ofMinutes(1));
        assertThat(session.all(RequestFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.next()).isEqualTo("goes by its own clock"));
        assertThat(session.all(StallBegan.class)).isEmpty();
    }

    @Test
    void withoutAClockAWrongOneMeansWaitingAtTheEdge() {
        timing = "";
        serverAhead = Duration.ofSeconds(-9);
        Session session = play(Duration.ofMinutes(1));
        assertThat(session.all(RequestFailed.class))
                .isNotEmpty()
                .allSatisfy(failed -> assertThat(failed.next()).contains("for the live edge"));
        assertThat(session.all(Jumped.class)).isEmpty();
    }

    @Test
    void aClockThatIsSlightlyFastIsSetBackByLittle() {
        timing = "";
        serverAhead = Duration.ofMillis(-50);
        Session session = play(Duration.ofMinutes(1));
        assertThat(session.all(RequestFailed.class))
                .hasSizeBetween(1, 2)
                .allSatisfy(failed -> assertThat(failed.next()).isEqualTo("waits 200 ms for the live edge"));
        assertThat(session.all(StallBegan.class)).isEmpty();
    }

    @Test
    void followsATimelineThatGrows() {
        timeline = true;
        Session session = play(Duration.ofMinutes(2));
        assertClean(session);
        assertThat(early).isEmpty();
        assertThat(session.arrived(Medium.VIDEO).stream().map(SegmentArrived::mediaTime))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(session.arrived(Medium.VIDEO)).hasSizeBetween(62, 70);
    }

    @Test
    void aLocationThatCannotBeAskedIsOverlooked() {
        timing += "<Location>ftp://video/manifest.mpd</Location>";
        assertClean(play(Duration.ofSeconds(30)));
    }

    @Test
    void aRefreshThatFailsIsTriedAgain() {
        Session session = new Session(wire, config -> config.playFor(Duration.ofMinutes(1)));
        session.until(Duration.ofSeconds(10));
        site.status("manifest.mpd", 5, 503);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(RequestFailed.class)).hasSize(5);
        assertThat(session.all(StallBegan.class)).isEmpty();
    }

    @Test
    void jumpsBackIntoTheWindowAfterAnOutage() {
        site.rate(20_000_000);
        Session session = new Session(wire, config -> config.playFor(Duration.ofMinutes(2)));
        session.until(Duration.ofSeconds(20));
        site.rate(20_000);
        session.until(Duration.ofSeconds(80));
        site.rate(20_000_000);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(StallBegan.class)).isNotEmpty();
        assertThat(session.all(Jumped.class))
                .isNotEmpty()
                .anySatisfy(jumped -> assertThat(jumped.reason()).isEqualTo("out of the live window"));
        assertThat(session.all(Level.class))
                .last()
                .satisfies(level -> assertThat(level.liveLatency()).isLessThan(DEPTH));
        assertThat(session.all(Flaw.class)).isEmpty();
    }

    @Test
    void playsToTheEndOfALiveStreamThatEnds() {
        endsAfter = Optional.of(SEGMENT.multipliedBy(336));
        site.rate(20_000_000);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(Flaw.class)).isEmpty();
        assertThat(session.arrived(Medium.VIDEO))
                .last()
                .satisfies(arrived -> assertThat(arrived.mediaTime().plus(arrived.mediaDuration()))
                        .isEqualTo(endsAfter.get()));
    }
}
