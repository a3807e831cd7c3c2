package labwire.dash.title;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.dash.media.FileSource;
import labwire.dash.media.MediaFile;
import labwire.dash.media.Payload;
import labwire.dash.media.Piece;
import labwire.dash.origin.Outcome;
import labwire.dash.title.TitleDescription.Subtitle;
import labwire.dash.title.TitleDescription.Thumbnails;

/** Resources of a title that are the same on demand and live, and what answers about them say. */
public final class TitleResources {
    /** Up to here, in bytes, a resource is worth memory. */
    public static final long MAX_HOT = 128 * 1024;

    /**
     * For this long caches take their own word: as long as the server does. Then they ask, and learn from the entity tag
     * whether the title has got other files under its name.
     */
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private TitleResources() {}

    /** An answer with what stays as it is as long as the title does. */
    public static Outcome found(Title title, String path, Payload payload, String mediaType) {
        return new Outcome.Found(
                payload, mediaType, title.entityTag(path), title.modified(), MAX_AGE, payload.length() <= MAX_HOT);
    }

    /** The track of that id. */
    public static Optional<CutTrack> track(Segmentation cut, String id) {
        return cut.tracks().stream().filter(track -> track.id().equals(id)).findFirst();
    }

    public static Outcome init(Title title, String path, TitleTrack track) {
        return found(title, path, Payload.of(track.track().initSegment()), track.mediaType());
    }

    static Outcome file(Title title, String path, TitleTrack track) {
        FileSource file = track.file();
        Payload whole = track.indexed()
                .map(MediaFile.SelfIndexed::whole)
                .orElseGet(() -> new Payload(List.of(new Piece.FileSlice(file, 0, file.size()))));
        return found(title, path, whole, track.mediaType());
    }

    static Outcome subtitles(Title title, String path, String id) {
        for (Subtitle subtitle : title.description().subtitles()) {
            if (subtitle.id().equals(id)) {
                return sidecar(title, path, subtitle.file(), "text/vtt");
            }
        }
        return missing(title, path);
    }

    /** @param sheet from 0; beyond the last sheet they begin anew */
    public static Outcome sheet(Title title, String path, Thumbnails thumbnails, long sheet) {
        String file = thumbnails.files().get((int) (sheet % thumbnails.files().size()));
        return sidecar(title, path, file, "image/jpeg");
    }

    public static Optional<Thumbnails> thumbnails(Title title, String id) {
        return title.description().thumbnails().stream()
                .filter(thumbnails -> thumbnails.id().equals(id))
                .findFirst();
    }

    private static Outcome sidecar(Title title, String path, String file, String mediaType) {
        try {
            return found(title, path, Payload.of(title.read(file)), mediaType);
        } catch (IOException e) {
            return new Outcome.NotFound(title.name() + ": " + file + " cannot be read: " + e.getMessage());
        }
    }

    public static Outcome missing(Title title, String path) {
        return new Outcome.NotFound(title.name() + " has no " + path);
    }
}
