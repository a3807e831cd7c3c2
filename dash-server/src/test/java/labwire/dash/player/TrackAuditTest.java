package labwire.dash.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import labwire.dash.abr.AbrRules;
import labwire.dash.player.http.VirtualWire;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.RequestFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that serves other things than its manifest says. */
class TrackAuditTest {
    private final VirtualWire wire = new VirtualWire();
    private final LoopedDemo demo = new LoopedDemo();
    private String replacedPath = "";
    private String replacement = "";
    private UnaryOperator<byte[]> change = UnaryOperator.identity();

    private Session play(UnaryOperator<PlayerConfig.Builder> settings) {
        new FakeSite(wire, "video", this::find);
        Session session = new Session(wire, settings);
        assertThat(session.toTheEnd().complete()).isTrue();
        return session;
    }

    private Optional<byte[]> find(String path) {
        if (path.equals("manifest.mpd")) {
            return Optional.of(LoopedDemo.manifest(Duration.ofSeconds(30)));
        }
        return path.matches(replacedPath)
                ? demo.find(replacement.isEmpty() ? path : path.replaceAll(replacedPath, replacement))
                        .map(change)
                : demo.find(path);
    }

    private List<Flaw> flaws() {
        return play(config -> config).all(Flaw.class);
    }

    @Test
    void aSegmentOfAnotherTimeIsFoundAndSoIsTheBreak() {
        replacedPath = "(v...)/4.m4s";
        replacement = "$1/9.m4s";
        assertThat(flaws())
                .extracting(Flaw::what)
                .satisfiesExactly(
                        what -> assertThat(what)
                                .isEqualTo("begins at 15.360 s of media time (expected: 5.760 s, by the manifest)"),
                        what -> assertThat(what)
                                .isEqualTo("decode time 15.360 s (expected: 5.760 s, where the segment before ends)"),
                        what -> assertThat(what)
                                .isEqualTo("decode time 7.680 s (expected: 17.280 s, where the segment before ends)"));
    }

    @Test
    void aSegmentOfAnotherTrackIsFound() {
        replacedPath = "a64/3.m4s";
        replacement = "v180/3.m4s";
        assertThat(flaws())
                .isNotEmpty()
                .allSatisfy(flaw -> assertThat(flaw.medium()).isEqualTo(Medium.AUDIO));
    }

    @Test
    void anInitializationOfAnotherKindIsFound() {
        replacedPath = "a64/init.mp4";
        replacement = "v180/init.mp4";
        assertThat(flaws()).extracting(Flaw::what).contains("initialization: a track of VIDEO (expected: AUDIO)");
    }

    @Test
    void whatIsNoSegmentIsFoundAndALowerRungTaken() {
        replacedPath = "v720/.*m4s";
        change = bytes -> new byte[1_000];
        Session session = play(config -> config);
        assertThat(session.all(Flaw.class)).isNotEmpty();
        assertThat(session.all(RequestFailed.class))
                .isNotEmpty()
                .allSatisfy(failed -> assertThat(failed.next()).isEqualTo("takes a lower rung"));
        assertThat(session.arrived(Medium.VIDEO)).hasSize(16);
        assertThat(session.rungs()).doesNotContain(4);
    }

    @Test
    void aSegmentThatIsCutShortButServedAsWholeIsFound() {
        replacedPath = "a64/5.m4s";
        change = bytes -> Arrays.copyOf(bytes, bytes.length - 100);
        assertThat(flaws())
                .isNotEmpty()
                .allSatisfy(flaw -> assertThat(flaw.segment()).isEqualTo(5));
    }

    @Test
    void aSinkGetsWhatWasPlayedInOrder(@TempDir Path folder) throws IOException {
        FileSink sink = new FileSink(folder, Runnable::run);
        play(config -> config.sink(sink).rules(AbrRules.named("bba-0")).bufferTarget(Duration.ofSeconds(4)));
        byte[] audio = Files.readAllBytes(folder.resolve("audio-p1-rung0.mp4"));
        byte[] expected = demo.find("a64/init.mp4").orElseThrow();
        for (int number = 1; number <= 16; number++) {
            byte[] segment = demo.find("a64/" + number + ".m4s").orElseThrow();
            expected = Arrays.copyOf(expected, expected.length + segment.length);
            System.arraycopy(segment, 0, expected, expected.length - segment.length, segment.length);
        }
        assertThat(audio).isEqualTo(expected);
        assertThat(folder.resolve("video-p1-rung0.mp4")).exists();
        assertThat(sink.failure()).isEmpty();
    }
}
