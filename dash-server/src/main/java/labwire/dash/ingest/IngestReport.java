package labwire.dash.ingest;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of the files.
 *
 * @param folder the title's
 * @param accepted what the title is made of, in the order of the manifest
 * @param refused what it is not, and why
 */
public record IngestReport(Path folder, List<Accepted> accepted, List<Refused> refused) {
    public IngestReport {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /**
     * A rung, another track, subtitles or thumbnails.
     *
     * @param id in paths
     * @param what such as {@code 640x360 400 kbit/s avc1.4d401e}
     */
    public record Accepted(Path source, String id, String what) {}

    /** A file, or a track of it. The reason names the box and what is wrong with it. */
    public record Refused(Path source, String reason) {}
}
