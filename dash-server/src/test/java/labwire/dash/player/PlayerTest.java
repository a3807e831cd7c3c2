package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import labwire.dash.abr.AbrRules;
import labwire.dash.library.TitleLibrary;
import labwire.dash.origin.Outcome;
import labwire.dash.player.http.VirtualWire;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Jumped;
import labwire.dash.session.PlayerEvent.Level;
import labwire.dash.session.PlayerEvent.ManifestRead;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.PlaybackStarted;
import labwire.dash.session.PlayerEvent.RequestFailed;
import labwire.dash.session.PlayerEvent.RungChosen;
import labwire.dash.session.PlayerEvent.SegmentAbandoned;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import labwire.dash.session.PlayerEvent.StallBegan;
import labwire.dash.session.PlayerEvent.StallEnded;
import org.junit.jupiter.api.Test;

/** Presentations on demand, over a line whose rate a test sets. */
class PlayerTest {
    private static final long FAST = 10_000_000;

    private final VirtualWire wire = new VirtualWire();
    private final LoopedDemo demo = new LoopedDemo();
    private byte[] manifest = LoopedDemo.manifest(Duration.ofSeconds(60));
    private final FakeSite site =
            new FakeSite(wire, "video", path -> path.equals("manifest.mpd") ? Optional.of(manifest) : demo.find(path));

    private static byte[] period(String content) {
        return LoopedDemo.mpd(
                "type=\"static\" mediaPresentationDuration=\"PT60S\"", "", "<Period id=\"p\">" + content + "</Period>");
    }

    private static void assertClean(Session session) {
        assertThat(session.all(Flaw.class)).isEmpty();
        assertThat(session.all(RequestFailed.class)).isEmpty();
        assertThat(session.all(StallBegan.class)).isEmpty();
        assertThat(session.all(Jumped.class)).isEmpty();
    }

    @Test
    void playsToTheEnd() {
        site.rate(FAST);
        Session session = new Session(wire, config -> config);
        Ended ended = session.toTheEnd();
        assertThat(ended.complete()).isTrue();
        assertClean(session);
        assertThat(session.all(ManifestRead.class))
                .singleElement()
                .satisfies(read -> assertThat(read.rungs()).isEqualTo(LoopedDemo.RATES));
        for (Medium medium : List.of(Medium.VIDEO, Medium.AUDIO)) {
            assertThat(session.arrived(medium).stream().mapToLong(SegmentArrived::segment))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 32).boxed().toList());
            assertThat(session.chosen(medium))
                    .allSatisfy(chosen -> assertThat(chosen.reason()).isNotEmpty());
        }
        PlaybackStarted started = session.all(PlaybackStarted.class).get(0);
        assertThat(ended.at().minus(started.at())).isEqualTo(Duration.ofSeconds(60));
        assertThat(session.all(Level.class))
                .extracting(PlayerEvent::at)
                .contains(Duration.ofSeconds(1), Duration.ofSeconds(59));
    }

    @Test
    void fillsItsBuffersNoFurtherThanToTheTarget() {
        Session session = new Session(wire, config -> config.bufferTarget(Duration.ofSeconds(10)));
        session.toTheEnd();
        Duration most = Duration.ofSeconds(10).plusMillis(1_920);
        assertThat(session.all(Level.class))
                .allSatisfy(level -> assertThat(level.videoBuffer()).isLessThanOrEqualTo(most))
                .allSatisfy(level -> assertThat(level.audioBuffer()).isLessThanOrEqualTo(most));
    }

    @Test
    void audioAndVideoStayTogetherOnASlowLine() {
        site.rate(300_000);
        Session session = new Session(wire, config -> config);
        session.until(Duration.ofSeconds(20));
        List<Level> levels = session.all(Level.class);
        assertThat(levels)
                .isNotEmpty()
                .allSatisfy(level -> assertThat(
                                level.audioBuffer().minus(level.videoBuffer()).abs())
                        .isLessThanOrEqualTo(Duration.ofMillis(2 * 1_920)));
    }

    @Test
    void theRungFollowsTheLineDownWithinTwoSegmentsWithoutAStallAndUpAgain() {
        manifest = LoopedDemo.manifest(Duration.ofMinutes(3));
        site.rate(FAST);
        Session session = new Session(wire, config -> config);
        session.until(Duration.ofSeconds(30));
        assertThat(session.rungs()).last().isEqualTo(4);
        int before = session.rungs().size();
        site.rate(400_000);
        session.until(Duration.ofSeconds(70));
        assertThat(session.rungs().subList(before + 2, session.rungs().size()))
                .allSatisfy(rung -> assertThat(rung).isLessThanOrEqualTo(2));
        site.rate(FAST);
        session.until(Duration.ofMinutes(2));
        assertThat(session.rungs()).last().isEqualTo(4);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(StallBegan.class)).isEmpty();
        assertThat(session.all(Flaw.class)).isEmpty();
    }

    @Test
    void dropsADownloadThatWouldComeTooLate() {
        site.rate(FAST);
        Session session = new Session(wire, config -> config.bufferTarget(Duration.ofSeconds(8)));
        session.until(Duration.ofSeconds(11));
        site.rate(150_000);
        session.toTheEnd();
        SegmentAbandoned abandoned = session.all(SegmentAbandoned.class).get(0);
        assertThat(abandoned.nextRung()).isLessThan(abandoned.rung());
        assertThat(session.arrived(Medium.VIDEO)).anySatisfy(arrived -> {
            assertThat(arrived.segment()).isEqualTo(abandoned.segment());
            assertThat(arrived.rung()).isLessThanOrEqualTo(abandoned.nextRung());
        });
        assertThat(session.all(Flaw.class)).isEmpty();
    }

    @Test
    void stallsWhenTheLineIsTooSlowAndSaysForHowLong() {
        site.rate(FAST);
        Session session = new Session(wire, config -> config.bufferTarget(Duration.ofSeconds(4)));
        session.until(Duration.ofSeconds(10));
        site.rate(60_000);
        session.until(Duration.ofSeconds(40));
        site.rate(FAST);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(StallBegan.class)).isNotEmpty().hasSameSizeAs(session.all(StallEnded.class));
    }

    @Test
    void asksAgainWhatFailsForAWhile() {
        site.status("v.../5.m4s", 2, 503);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(RequestFailed.class)).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.next()).startsWith("asks again after");
        });
        assertThat(session.arrived(Medium.VIDEO)).hasSize(32);
        assertThat(session.all(Jumped.class)).isEmpty();
    }

    @Test
    void takesALowerRungWhereOneIsMissing() {
        site.rate(FAST);
        site.status("v720/.*", 1_000, 404);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(RequestFailed.class))
                .isNotEmpty()
                .allSatisfy(failed -> assertThat(failed.next()).isEqualTo("takes a lower rung"));
        assertThat(session.arrived(Medium.VIDEO)).hasSize(32);
        assertThat(session.rungs()).doesNotContain(4).contains(3);
        assertThat(session.all(StallBegan.class)).isEmpty();
    }

    @Test
    void jumpsOverASegmentThatNobodyHas() {
        site.status(".*/5.m4s", 1_000, 404);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(Jumped.class)).singleElement().satisfies(jumped -> {
            assertThat(jumped.from()).isEqualTo(Duration.ofMillis(4 * 1_920));
            assertThat(jumped.to()).isEqualTo(Duration.ofMillis(5 * 1_920));
            assertThat(jumped.reason()).contains("segment 5 skipped: status 404");
        });
        assertThat(session.arrived(Medium.VIDEO)).hasSize(31);
        assertThat(session.all(Flaw.class)).isEmpty();
    }

    @Test
    void endsWhenNothingCanBeHad() {
        site.status(".*m4s", 100_000, 404);
        Session session = new Session(wire, config -> config);
        Ended ended = session.toTheEnd();
        assertThat(ended.complete()).isFalse();
        assertThat(ended.reason()).contains("6 segments in a row could not be had");
    }

    @Test
    void aCutBodyIsToldAndFetchedAgain() {
        site.truncate("a64/3.m4s", 1, 1_000);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(RequestFailed.class))
                .singleElement()
                .satisfies(failed ->
                        assertThat(failed.reason()).startsWith("TRUNCATED").contains("1000 of 16188 bytes"));
        assertThat(session.arrived(Medium.AUDIO)).hasSize(32);
    }

    @Test
    void aHungTransferIsToldAndFetchedAgain() {
        site.rate(FAST);
        site.stall("v.../20.m4s", 1, 1_000);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(RequestFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).startsWith("STALLED"));
        assertThat(session.all(StallBegan.class))
                .as("the buffer carries over it")
                .isEmpty();
    }

    @Test
    void takesAnotherServerIfThereIsOne() {
        new FakeSite(wire, "other", demo::find);
        manifest = period(LoopedDemo.sets("<BaseURL>http://video/gone/</BaseURL><BaseURL>http://other/</BaseURL>", ""));
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.arrived(Medium.VIDEO)).hasSize(32);
        assertThat(session.all(RequestFailed.class))
                .allSatisfy(failed -> assertThat(failed.next()).isEqualTo("asks another server"));
    }

    @Test
    void aManifestThatCannotBeHadEndsTheSession() {
        site.status("manifest.mpd", 1_000, 500);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd()).satisfies(ended -> {
            assertThat(ended.complete()).isFalse();
            assertThat(ended.reason()).isEqualTo("no manifest: status 500");
        });
        assertThat(session.all(RequestFailed.class)).hasSize(RetryPolicy.DEFAULTS.attempts());
    }

    @Test
    void aManifestThatIsNoneEndsTheSession() {
        manifest = "<html/>".getBytes(StandardCharsets.UTF_8);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().reason()).startsWith("no manifest: ").contains("html");
    }

    /** Whole files, read by the index in them, which has every chunk for one that decoding can begin with. */
    private byte[] indexed(List<Integer> rungs) {
        StringBuilder xml = new StringBuilder("<AdaptationSet contentType=\"video\" mimeType=\"video/mp4\">");
        for (int rung : rungs) {
            xml.append(demo.indexed(LoopedDemo.VIDEO.get(rung), LoopedDemo.RATES.get(rung)));
        }
        xml.append("</AdaptationSet><AdaptationSet contentType=\"audio\" mimeType=\"audio/mp4\">");
        xml.append(demo.indexed(LoopedDemo.AUDIO, 68_000L)).append("</AdaptationSet>");
        return LoopedDemo.mpd(
                "type=\"static\" mediaPresentationDuration=\"PT11.52S\"", "", "<Period>" + xml + "</Period>");
    }

    @Test
    void playsFilesByTheIndexInThem() {
        manifest = indexed(List.of(2));
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertClean(session);
        for (Medium medium : List.of(Medium.VIDEO, Medium.AUDIO)) {
            assertThat(session.arrived(medium).stream()
                            .map(SegmentArrived::mediaDuration)
                            .reduce(Duration::plus))
                    .hasValue(Duration.ofMillis(11_520));
        }
    }

    /** The demo's files as the video server gives them: with an index in which each place is one to begin with. */
    @Test
    void goesUpWithinFilesWithoutAFlaw() throws Exception {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        try (TitleLibrary library = TitleLibrary.open(List.of(Path.of("../config/video")), InstantSource.fixed(now))) {
            VirtualWire other = new VirtualWire();
            FakeSite files = new FakeSite(other, "video", path -> found(library.find("demo/by=base/" + path, now)));
            files.rate(3_000_000);
            Session session = new Session(other, config -> config);
            assertThat(session.toTheEnd().complete()).isTrue();
            assertClean(session);
            assertThat(session.rungs().stream().distinct()).hasSizeGreaterThan(1);
        }
    }

    private static Optional<byte[]> found(Outcome outcome) {
        try {
            return outcome instanceof Outcome.Found found
                    ? Optional.of(found.payload().toBytes())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBeginningWhereNoDecoderCanBeginIsAFlaw() {
        manifest = indexed(List.of(2));
        Session session = new Session(wire, config -> config.startAt(Duration.ofMillis(700)));
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(Flaw.class)).singleElement().satisfies(flaw -> {
            assertThat(flaw.segment()).isEqualTo(2);
            assertThat(flaw.what()).startsWith("does not start with a sync sample");
        });
    }

    @Test
    void playsOnFromPeriodToPeriod() {
        String first = LoopedDemo.sets("", "");
        String second = LoopedDemo.sets("", "")
                .replace("startNumber=\"1\"", "startNumber=\"7\"")
                .replace("timescale=\"12800\"", "timescale=\"12800\" presentationTimeOffset=\"147456\"")
                .replace("timescale=\"48000\"", "timescale=\"48000\" presentationTimeOffset=\"552960\"");
        manifest = LoopedDemo.mpd(
                "type=\"static\" mediaPresentationDuration=\"PT30S\"",
                "",
                "<Period id=\"1\" duration=\"PT11.52S\">" + first + "</Period><Period id=\"2\">" + second
                        + "</Period>");
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().complete()).isTrue();
        assertClean(session);
        assertThat(session.arrived(Medium.VIDEO)).hasSize(16);
        assertThat(session.arrived(Medium.AUDIO)).last().satisfies(arrived -> {
            assertThat(arrived.segment()).isEqualTo(16);
            assertThat(arrived.mediaTime()).isEqualTo(Duration.ofMillis(15 * 1_920));
        });
    }

    @Test
    void manyPeriodsWithNothingInThemAreNoTrouble() {
        String empty = "<Period duration=\"PT0.0001S\"/>".repeat(20_000);
        manifest = LoopedDemo.mpd(
                "type=\"static\" mediaPresentationDuration=\"PT30S\"",
                "",
                "<Period duration=\"PT1.92S\">" + LoopedDemo.sets("", "") + "</Period>" + empty);
        Session session = new Session(wire, config -> config);
        assertThat(session.toTheEnd().reason()).isEqualTo("played to the end");
    }

    @Test
    void anAddressThatCannotBeAskedIsRefusedAtOnce() {
        assertThatThrownBy(() -> PlayerConfig.builder(URI.create("file:/demo.mpd"), wire, new SplittableRandom(1)))
                .hasMessageContaining("expected: http");
    }

    @Test
    void beginsAndEndsWhereItIsTold() {
        Session session = new Session(
                wire, config -> config.startAt(Duration.ofSeconds(20)).playFor(Duration.ofSeconds(10)));
        Ended ended = session.toTheEnd();
        assertThat(ended.complete()).isTrue();
        assertThat(session.all(PlaybackStarted.class).get(0).mediaTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(session.arrived(Medium.VIDEO).get(0).segment()).isEqualTo(11);
        assertThat(ended.at()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void aSessionHasALimitOfTime() {
        Session session = new Session(wire, config -> config.atMost(Duration.ofSeconds(5)));
        assertThat(session.toTheEnd()).isEqualTo(new Ended(Duration.ofSeconds(5), false, "the time is up"));
    }

    @Test
    void isStoppedAndPausedFromOutside() {
        Session session = new Session(wire, config -> config);
        session.until(Duration.ofSeconds(5));
        session.player.pause();
        session.until(Duration.ofSeconds(15));
        Duration held = session.all(Level.class).get(9).mediaTime();
        assertThat(session.all(Level.class)).last().extracting(Level::mediaTime).isEqualTo(held);
        session.player.resume();
        session.until(Duration.ofSeconds(20));
        session.player.stop();
        assertThat(session.toTheEnd().reason()).isEqualTo("stopped");
        assertThat(session.all(Level.class))
                .last()
                .satisfies(level -> assertThat(level.mediaTime().minus(held))
                        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6)));
    }

    @Test
    void beforeThereIsAnythingToPlayAPauseTellsNothing() {
        Session session = new Session(wire, config -> config);
        session.player.pause();
        session.player.resume();
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.all(PlaybackStarted.class)).hasSize(1);
        assertThat(session.events.get(0)).isInstanceOf(ManifestRead.class);
    }

    @Test
    void fetchesTextWithoutWaitingForIt() {
        manifest = period(LoopedDemo.sets("", "")
                + "<AdaptationSet contentType=\"text\" mimeType=\"text/vtt\" lang=\"de\"><Representation id=\"de\""
                + " bandwidth=\"256\"><BaseURL>de.vtt</BaseURL></Representation></AdaptationSet>");
        Session session = new Session(wire, config -> config.media(EnumSet.allOf(Medium.class)));
        assertThat(session.toTheEnd().complete()).isTrue();
        assertClean(session);
        assertThat(session.arrived(Medium.TEXT))
                .singleElement()
                .satisfies(arrived -> assertThat(arrived.bytes()).isPositive());
    }

    @Test
    void playsVideoAlone() {
        Session session = new Session(wire, config -> config.media(EnumSet.of(Medium.VIDEO)));
        assertThat(session.toTheEnd().complete()).isTrue();
        assertThat(session.arrived(Medium.AUDIO)).isEmpty();
    }

    @Test
    void everyRuleGetsThrough() {
        site.rate(1_500_000);
        for (String rule : AbrRules.names()) {
            Session session = new Session(wire, config -> config.rules(AbrRules.named(rule)));
            assertThat(session.toTheEnd().complete()).as(rule).isTrue();
            assertThat(session.all(Flaw.class)).as(rule).isEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSameEvents() {
        assertThat(troubledSession()).isEqualTo(troubledSession());
    }

    private static List<PlayerEvent> troubledSession() {
        PlayerTest world = new PlayerTest();
        world.site.rate(2_000_000);
        world.site.status("v.../5.m4s", 2, 503);
        world.site.stall("a64/9.m4s", 1, 500);
        Session session = new Session(world.wire, config -> config);
        session.toTheEnd();
        assertThat(session.all(RequestFailed.class)).hasSize(3);
        return session.events;
    }

    @Test
    void choosesTheRungAgainForEachSegmentAndSaysSo() {
        Session session = new Session(wire, config -> config);
        session.toTheEnd();
        assertThat(session.chosen(Medium.VIDEO))
                .extracting(RungChosen::segment)
                .hasSize(32)
                .doesNotHaveDuplicates();
    }
}
