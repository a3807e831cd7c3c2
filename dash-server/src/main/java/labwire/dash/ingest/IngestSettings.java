package labwire.dash.ingest;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to ingest.
 *
 * @param library the folder that gets the title; made if it is not there
 * @param name the title's name, see {@link labwire.dash.title.TitleNames#checkName}
 * @param title for people
 * @param segment about how long segments shall be, 0.1 to 60 s
 * @param language of audio and subtitles that do not say, RFC 5646
 * @param replace whether a title of that name gives way
 * @param ladder whether to have ffmpeg encode rungs of the first video
 */
public record IngestSettings(
        Path library, String name, String title, Duration segment, String language, boolean replace, boolean ladder) {
    public static final Duration DEFAULT_SEGMENT = Duration.ofSeconds(2);

    /** With the defaults: segments of about 2 s, language {@code und}, nothing replaced, no ladder. */
    public static IngestSettings of(Path library, String name) {
        return new IngestSettings(library, name, name, DEFAULT_SEGMENT, "und", false, false);
    }

    public IngestSettings withLadder() {
        return new IngestSettings(library, name, title, segment, language, replace, true);
    }

    public IngestSettings withReplace() {
        return new IngestSettings(library, name, title, segment, language, true, ladder);
    }
}
