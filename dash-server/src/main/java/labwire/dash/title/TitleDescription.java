package labwire.dash.title;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code title.json} says. Files are named relative to its folder; what a media file can say of itself (codec,
 * size, duration) is not repeated here.
 *
 * @param format {@link #FORMAT}
 * @param title for people
 * @param segmentMillis about how long segments are, unless asked for otherwise
 * @param media tracks, in any order
 * @param subtitles WebVTT files
 * @param thumbnails tiled pictures
 * @param events timed messages
 */
public record TitleDescription(
        int format,
        String title,
        long segmentMillis,
        List<Media> media,
        List<Subtitle> subtitles,
        List<Thumbnails> thumbnails,
        List<Events> events) {
    public static final int FORMAT = 1;

    public TitleDescription {
        media = orEmpty(media);
        subtitles = orEmpty(subtitles);
        thumbnails = orEmpty(thumbnails);
        events = orEmpty(events);
    }

    /**
     * A track of an MP4 file.
     *
     * @param id in paths and in the manifest
     * @param track its identifier in the file; null for the only one
     * @param language RFC 5646, such as {@code en}; null for what the file says
     */
    public record Media(
            String id,
            String file,
            @Nullable Integer track,
            @Nullable String language) {}

    /** A WebVTT file. {@code language} by RFC 5646. */
    public record Subtitle(String id, String file, String language) {}

    /**
     * Pictures that are sheets of tiles, left to right and top to bottom, a tile each so many milliseconds.
     *
     * @param files JPEG, in order of time
     */
    public record Thumbnails(
            String id, List<String> files, int columns, int rows, int tileWidth, int tileHeight, long tileMillis) {
        public Thumbnails {
            files = orEmpty(files);
        }

        /** The time that a sheet covers. */
        public long sheetMillis() {
            return tileMillis * columns * rows;
        }
    }

    /**
     * A stream of events.
     *
     * @param scheme a URI that says how to read it
     * @param timescale ticks a second, of the events' times and durations
     */
    public record Events(String scheme, String value, long timescale, List<Event> events) {
        public Events {
            value = value == null ? "" : value;
            events = orEmpty(events);
        }
    }

    /** An event; times in its stream's ticks, since the title's beginning. */
    public record Event(long id, long time, long duration, String message) {}

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
