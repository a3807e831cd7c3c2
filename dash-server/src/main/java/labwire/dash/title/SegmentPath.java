package labwire.dash.title;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path asks for, below a title and its options.
 *
 * <pre>
 *   manifest.mpd
 *   ID.mp4             a whole file
 *   ID.vtt             subtitles
 *   ID/init.mp4
 *   ID/NUMBER.m4s      a segment, by its number or its time
 *   ID/NUMBER.jpg      a sheet of thumbnails
 * </pre>
 *
 * @param id of a representation; empty for the manifest
 * @param number of a segment or a sheet, or its time; 0 for anything else
 */
public record SegmentPath(What what, String id, long number) {
    /** The kinds of resources. */
    public enum What {
        MANIFEST,
        FILE,
        SUBTITLES,
        INIT,
        SEGMENT,
        SHEET
    }

    public static final String MANIFEST = "manifest.mpd";

    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_-]{1,32})\\.(mp4|vtt)");
    private static final Pattern PART = Pattern.compile("([A-Za-z0-9_-]{1,32})/(init\\.mp4|([0-9]{1,18})\\.(m4s|jpg))");

    /** Reads a path; empty if there can be no such thing. */
    public static Optional<SegmentPath> parse(String path) {
        if (path.equals(MANIFEST)) {
            return Optional.of(new SegmentPath(What.MANIFEST, "", 0));
        }
        Matcher part = PART.matcher(path);
        if (part.matches()) {
            if (part.group(3) == null) {
                return Optional.of(new SegmentPath(What.INIT, part.group(1), 0));
            }
            What what = part.group(4).equals("jpg") ? What.SHEET : What.SEGMENT;
            return Optional.of(new SegmentPath(what, part.group(1), Long.parseLong(part.group(3))));
        }
        Matcher file = FILE.matcher(path);
        if (file.matches()) {
            What what = file.group(2).equals("vtt") ? What.SUBTITLES : What.FILE;
            return Optional.of(new SegmentPath(what, file.group(1), 0));
        }
        return Optional.empty();
    }
}
