package labwire.dash.library;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;
import labwire.dash.origin.TitleSummary;

/**
 * Folders of titles, served on demand and live. May be used from any thread.
 *
 * <pre>
 *   NAME/[OPTIONS/]manifest.mpd                      on demand
 *   NAME/[OPTIONS/]REPRESENTATION/init.mp4, 1.m4s
 *   live/[OPTIONS/]NAME/manifest.mpd                 an endless loop since the epoch
 *   live/[OPTIONS/]NAME/REPRESENTATION/init.mp4, 921600000.m4s
 * </pre>
 */
public final class TitleLibrary implements Origin, Closeable {
    private TitleLibrary() {}

    /**
     * Opens folders; each is a title (it has a {@code title.json}) or has titles in it. Titles that appear later are
     * seen later. Blocks.
     *
     * @throws IOException if a folder cannot be listed
     */
    public static TitleLibrary open(List<Path> folders, InstantSource clock) throws IOException {
        return new TitleLibrary();
    }

    @Override
    public Outcome find(String path, Instant now) {
        return new Outcome.NotFound(path + ": no such title");
    }

    @Override
    public List<TitleSummary> titles() {
        return List.of();
    }

    /** What of the titles cannot be served, and why: {@code demo: v720.mp4: moov/trak[1]: …}. In order of names. */
    public List<String> problems() {
        return List.of();
    }

    /** Closes the files; nothing may be under way. */
    @Override
    public void close() throws IOException {}
}
