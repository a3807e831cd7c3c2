package labwire.dash.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import labwire.dash.origin.Outcome;
import labwire.dash.origin.TitleSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleLibraryTest {
    private static final Path DEMO = Path.of("../config/video/demo");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);

    private Path copyDemo(String name) throws IOException {
        Path title = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> files = Files.list(DEMO)) {
            for (Path file : files.toList()) {
                Files.copy(file, title.resolve(file.getFileName()));
            }
        }
        return title;
    }

    private TitleLibrary open() throws IOException {
        return TitleLibrary.open(List.of(folder), clock::get);
    }

    private void later() {
        clock.updateAndGet(now -> now.plus(TitleLibrary.SCAN_INTERVAL));
    }

    @Test
    void listsTitlesWithTheirRungs() throws Exception {
        try (TitleLibrary library = TitleLibrary.open(List.of(DEMO.getParent()), clock::get)) {
            assertThat(library.problems()).isEmpty();
            assertThat(library.titles())
                    .contains(new TitleSummary(
                            "demo",
                            Duration.ofMillis(11_520),
                            "demo/manifest.mpd",
                            "live/demo/manifest.mpd",
                            List.of(
                                    "320x180 104 kbit/s avc1.4d400c",
                                    "480x270 206 kbit/s avc1.4d4015",
                                    "640x360 412 kbit/s avc1.4d401e",
                                    "960x540 818 kbit/s avc1.4d401f",
                                    "1280x720 1642 kbit/s avc1.4d401f",
                                    "en 67 kbit/s mp4a.40.2")));
        }
    }

    @Test
    void aFolderMayBeATitleItself() throws Exception {
        try (TitleLibrary library = TitleLibrary.open(List.of(DEMO), clock::get)) {
            assertThat(library.titles()).extracting(TitleSummary::name).containsExactly("demo");
        }
    }

    @Test
    void titlesComeAndGoWithoutARestart() throws Exception {
        try (TitleLibrary library = open()) {
            assertThat(library.find("film/manifest.mpd", NOW)).isInstanceOf(Outcome.NotFound.class);
            Path film = copyDemo("film");
            assertThat(library.find("film/manifest.mpd", NOW)).isInstanceOf(Outcome.NotFound.class);
            later();
            assertThat(library.find("film/manifest.mpd", NOW)).isInstanceOf(Outcome.Found.class);
            Files.delete(film.resolve("title.json"));
            later();
            assertThat(library.titles()).isEmpty();
            assertThat(library.find("film/manifest.mpd", NOW)).isInstanceOf(Outcome.NotFound.class);
        }
    }

    @Test
    void aChangedTitleHasOtherEntityTags() throws Exception {
        Path film = copyDemo("film");
        try (TitleLibrary library = open()) {
            String before =
                    OriginWalk.found(library.find("film/v360/1.m4s", NOW)).entityTag();
            assertThat(OriginWalk.found(library.find("film/v360/1.m4s", NOW)).entityTag())
                    .isEqualTo(before);
            assertThat(OriginWalk.found(library.find("film/v360/2.m4s", NOW)).entityTag())
                    .isNotEqualTo(before);
            Files.writeString(film.resolve("en.vtt"), "\n\n", StandardOpenOption.APPEND);
            later();
            library.titles();
            assertThat(OriginWalk.found(library.find("film/v360/1.m4s", NOW)).entityTag())
                    .isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v180.mp4", "a64.mp4", "de.vtt", "thumbs-2.jpg", "title.json"})
    void aNewerFileUnderTheSameNameIsAnotherTitle(String file) throws Exception {
        Path film = copyDemo("film");
        try (TitleLibrary library = open()) {
            Outcome.Found before = OriginWalk.found(library.find("film/v360/1.m4s", NOW));
            FileTime newer = FileTime.from(Instant.parse("2040-01-01T00:00:00Z"));
            Files.setLastModifiedTime(film.resolve(file), newer);
            later();
            library.titles();
            Outcome.Found after = OriginWalk.found(library.find("film/v360/1.m4s", NOW));
            assertThat(after.entityTag()).isNotEqualTo(before.entityTag());
            assertThat(after.modified()).isEqualTo(newer.toInstant());
        }
    }

    @Test
    void brokenPartsAreReportedAndTheRestStands() throws Exception {
        Path film = copyDemo("film");
        Files.write(film.resolve("v720.mp4"), new byte[100]);
        Files.delete(film.resolve("v540.mp4"));
        Path other = copyDemo("other");
        Files.writeString(other.resolve("title.json"), "{");
        try (TitleLibrary library = open()) {
            assertThat(library.problems()).hasSize(3);
            assertThat(library.problems().get(0)).startsWith("other: title.json:1: ");
            assertThat(library.problems().get(1)).startsWith("film: v540.mp4: cannot be read");
            assertThat(library.problems().get(2)).startsWith("film: v720.mp4: ");
            assertThat(library.titles()).hasSize(1);
            assertThat(library.titles().get(0).rungs()).hasSize(4);
            new OriginWalk(library, "film/manifest.mpd", NOW).walk();
        }
    }

    @Test
    void pathsThatLeadNowhereAreNotFound() throws Exception {
        copyDemo("film");
        try (TitleLibrary library = open()) {
            for (String path : List.of(
                    "",
                    "film",
                    "film/",
                    "film//manifest.mpd",
                    "film/title.json",
                    "film/../film/manifest.mpd",
                    "film/v360/0.m4s",
                    "film/v360/7.m4s",
                    "film/v360/99999999999999999999.m4s",
                    "film/v999/1.m4s",
                    "film/v999/init.mp4",
                    "film/fr.vtt",
                    "film/thumbs/3.jpg",
                    "film/a\u0000/1.m4s",
                    "live",
                    "live/",
                    "live/film",
                    "live/film/en.vtt",
                    "live/film/v360.mp4",
                    "live/nothing/manifest.mpd",
                    "../film/manifest.mpd")) {
                assertThat(library.find(path, NOW)).as(path).isInstanceOf(Outcome.NotFound.class);
            }
        }
    }

    @Test
    void optionsThatMakeNoSenseSayWhatWouldMakeSome() throws Exception {
        copyDemo("film");
        try (TitleLibrary library = open()) {
            assertThat(library.find("film/by=magic/manifest.mpd", NOW))
                    .isEqualTo(new Outcome.BadRequest("by=magic (expected: one of number, timeline, time, base)"));
            assertThat(library.find("film/by=magic/v360/1.m4s", NOW)).isInstanceOf(Outcome.BadRequest.class);
            assertThat(library.find("live/window=0/film/manifest.mpd", NOW))
                    .isEqualTo(
                            new Outcome.BadRequest("window=0 (expected: seconds, 1 to 3600, at most three decimals)"));
            assertThat(library.find("film/periods=7/manifest.mpd", NOW))
                    .isEqualTo(new Outcome.BadRequest("periods=7 (expected: at most one a segment, 6)"));
            assertThat(library.find("film/codec=vp9/manifest.mpd", NOW))
                    .isInstanceOf(Outcome.BadRequest.class)
                    .extracting(Object::toString)
                    .asString()
                    .contains("codec=vp9 (expected: the beginning of one of avc1.4d400c");
        }
    }

    @Test
    void aFolderThatIsNotThereCannotBeOpened() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> TitleLibrary.open(List.of(folder.resolve("nothing")), clock::get)))
                .isInstanceOf(FileSystemException.class);
    }
}
