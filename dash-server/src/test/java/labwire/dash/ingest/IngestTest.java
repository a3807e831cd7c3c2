package labwire.dash.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import labwire.dash.title.Title;
import labwire.dash.title.TitleDescription;
import labwire.dash.title.TitleException;
import labwire.dash.title.TitleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final Path DEMO = Path.of("../config/video/demo");

    @TempDir
    private Path temporary;

    private final List<IngestProgress> progress = new ArrayList<>();

    private IngestReport ingest(Path... files) throws Exception {
        return Ingest.run(List.of(files), IngestSettings.of(temporary.resolve("library"), "film"), progress::add);
    }

    private List<String> library() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("library"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void filesOfOneContentBecomeItsRungs() throws Exception {
        IngestReport report = ingest(
                DEMO.resolve("v720.mp4"),
                DEMO.resolve("v180.mp4"),
                DEMO.resolve("a64.mp4"),
                DEMO.resolve("de.vtt"),
                DEMO.resolve("thumbs-1.jpg"),
                DEMO.resolve("thumbs-2.jpg"));
        assertThat(report.refused()).isEmpty();
        assertThat(report.accepted())
                .extracting(IngestReport.Accepted::id)
                .containsExactly("v720", "v180", "a67", "de", "thumbs", "thumbs");
        assertThat(report.accepted().get(0).what()).isEqualTo("1280x720 1642 kbit/s avc1.4d401f");
        try (Title title = Title.open(report.folder(), "film")) {
            assertThat(title.problems()).isEmpty();
            assertThat(title.tracks()).hasSize(3);
            assertThat(title.tracks().get(2).language()).isEqualTo("en");
            TitleDescription.Thumbnails thumbnails =
                    title.description().thumbnails().get(0);
            assertThat(thumbnails.sheetMillis()).isEqualTo(5760);
        }
        assertThat(library()).containsExactly("film");
        assertThat(progress.get(progress.size() - 1)).isEqualTo(new IngestProgress("done", 1, 0));
    }

    @Test
    void bothTracksOfAPlainFileAreTaken() throws Exception {
        Path file = Ffmpeg.plain(temporary.resolve("My film (1).mp4"), 144, 4, 25);
        IngestReport report = ingest(file);
        assertThat(report.refused()).isEmpty();
        TitleDescription description = TitleFile.read(report.folder());
        assertThat(description.media())
                .extracting(TitleDescription.Media::track)
                .containsExactly(1, 2);
        assertThat(description.media().get(0).file()).isEqualTo("My-film-1.mp4");
        try (Title title = Title.open(report.folder(), "film")) {
            assertThat(title.tracks().get(1).language()).isEqualTo("de");
        }
        assertThat(report.folder().resolve("My-film-1.mp4")).hasSameBinaryContentAs(file);
    }

    @Test
    void aRungThatDoesNotAlignIsRefusedAndTheRestStands() throws Exception {
        Path even = Ffmpeg.plain(temporary.resolve("even.mp4"), 144, 8, 50);
        Path odd = Ffmpeg.plain(temporary.resolve("odd.mp4"), 180, 8, 37);
        Path shorter = Ffmpeg.plain(temporary.resolve("shorter.mp4"), 180, 4, 50);
        Path half = Ffmpeg.plain(temporary.resolve("half.mp4"), 216, 8, 100);
        IngestReport report = ingest(even, odd, shorter, half);
        assertThat(report.accepted()).extracting(IngestReport.Accepted::source).contains(even, half);
        assertThat(report.refused())
                .extracting(IngestReport.Refused::reason)
                .anySatisfy(
                        reason -> assertThat(reason)
                                .startsWith(
                                        "key frames at 0.00, 1.48, 2.96, 4.44 … s, those of even.mp4 at 0.00, 2.00, 4.00, 6.00 s"))
                .anySatisfy(reason -> assertThat(reason).startsWith("lasts 4.00 s, but even.mp4 8.00 s"));
        try (Title title = Title.open(report.folder(), "film")) {
            assertThat(title.segmentation(0).reference().index().count()).isEqualTo(2);
        }
    }

    @Test
    void whatIsBrokenIsRefusedWithItsReason() throws Exception {
        Path broken = temporary.resolve("broken.mp4");
        Files.write(broken, new byte[] {0, 0, 0, 16, 'f', 't', 'y', 'p', 1, 2, 3});
        Path text = Files.writeString(temporary.resolve("x.vtt"), "1\n00:00:01,000 --> 00:00:02,000\nSRT\n");
        Path picture = Files.writeString(temporary.resolve("x.jpg"), "GIF89a");
        IngestReport report = ingest(broken, text, picture, temporary.resolve("missing.mp4"), DEMO.resolve("v180.mp4"));
        assertThat(report.accepted()).hasSize(1);
        assertThat(report.refused()).hasSize(4);
        assertThat(report.refused().get(0).reason()).contains("ftyp").contains("expected");
        assertThat(report.refused().get(1).reason()).contains("expected: WEBVTT");
        assertThat(report.refused().get(2).reason()).contains("no JPEG");
        assertThat(report.refused().get(3).reason()).contains("cannot be read").contains("NoSuchFile");
    }

    @Test
    void onePictureIsAThumbnailOfAFilmOfHours() throws Exception {
        Path video = Ffmpeg.make(
                temporary.resolve("long.mp4"), "-f", "lavfi", "-i", "color=size=64x64:rate=1/10:duration=7200");
        IngestReport report = ingest(video, Files.copy(DEMO.resolve("thumbs-1.jpg"), temporary.resolve("poster.jpg")));
        assertThat(report.refused()).isEmpty();
        assertThat(TitleFile.read(report.folder()).thumbnails().get(0).sheetMillis())
                .isEqualTo(7_200_000);
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedBeforeAnythingIsDone() {
        for (Duration segment : List.of(Duration.ZERO, Duration.ofMinutes(2))) {
            IngestSettings settings =
                    new IngestSettings(temporary.resolve("library"), "film", "Film", segment, "en", false, true);
            assertThatThrownBy(() -> Ingest.run(List.of(DEMO.resolve("v180.mp4")), settings, progress::add))
                    .isInstanceOf(TitleException.class)
                    .hasMessageContaining("segmentMillis")
                    .hasMessageContaining("expected: 100 to 60000");
        }
        assertThat(progress).isEmpty();
    }

    @Test
    void nothingIsLeftBehindWhenNothingIsLeftToIngest() throws Exception {
        Path broken = Files.writeString(temporary.resolve("broken.mp4"), "nothing");
        assertThatThrownBy(() -> ingest(broken))
                .isInstanceOf(TitleException.class)
                .hasMessageContaining("no media to make a title of: broken.mp4: ");
        assertThat(library()).isEmpty();
    }

    @Test
    void aTitleIsReplacedOnlyWhenToldTo() throws Exception {
        ingest(DEMO.resolve("v180.mp4"));
        assertThatThrownBy(() -> ingest(DEMO.resolve("v270.mp4"))).hasMessageContaining("is there already");
        IngestSettings settings =
                IngestSettings.of(temporary.resolve("library"), "film").withReplace();
        IngestReport report = Ingest.run(List.of(DEMO.resolve("v270.mp4")), settings, progress::add);
        assertThat(report.folder().resolve("v270.mp4")).exists();
        assertThat(report.folder().resolve("v180.mp4")).doesNotExist();
        assertThat(library()).containsExactly("film");
    }

    @Test
    void namesThatWouldLeadElsewhereAreRefused() {
        for (String name : List.of("../film", "live", "a/b", "")) {
            assertThatThrownBy(() -> Ingest.run(
                            List.of(DEMO.resolve("v180.mp4")), IngestSettings.of(temporary, name), progress::add))
                    .isInstanceOf(TitleException.class);
        }
    }

    @Test
    void aLadderIsEncodedWithKeyFramesWhereSegmentsBegin() throws Exception {
        Path source = Ffmpeg.plain(temporary.resolve("source.mp4"), 270, 4.5, 33);
        IngestSettings settings = new IngestSettings(
                temporary.resolve("library"), "film", "Film", Duration.ofSeconds(1), "en", false, true);
        IngestReport report = Ingest.run(List.of(source), settings, progress::add);
        assertThat(report.refused()).isEmpty();
        assertThat(report.accepted())
                .extracting(IngestReport.Accepted::id)
                .startsWith("v180", "v270")
                .hasSize(3);
        try (Title title = Title.open(report.folder(), "film")) {
            assertThat(title.segmentation(0).even()).isTrue();
            assertThat(title.segmentation(0).reference().index().count()).isEqualTo(5);
            assertThat(title.tracks().get(0).indexed()).isPresent();
        }
        assertThat(progress).extracting(IngestProgress::fraction).isSorted().endsWith(1.0);
        assertThat(progress).anySatisfy(step -> assertThat(step.step()).startsWith("encoding 2 rungs"));
    }

    @Test
    void aLadderOfWhatIsNoVideoSaysWhatFfprobeSaid() throws Exception {
        Ffmpeg.make(temporary.resolve("probe.mp4"), "-f", "lavfi", "-i", "testsrc2=duration=0.1");
        Path text = Files.writeString(temporary.resolve("film.mkv"), "nothing");
        IngestSettings settings =
                IngestSettings.of(temporary.resolve("library"), "film").withLadder();
        assertThatThrownBy(() -> Ingest.run(List.of(text), settings, progress::add))
                .isInstanceOf(TitleException.class)
                .hasMessageContaining("ffprobe ended with status 1");
        assertThat(library()).isEmpty();
    }
}
