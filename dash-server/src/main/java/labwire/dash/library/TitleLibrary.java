package labwire.dash.library;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import labwire.dash.library.Shelf.Shelved;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;
import labwire.dash.origin.TitleSummary;
import labwire.dash.title.CutTrack;
import labwire.dash.title.PathOptions;
import labwire.dash.title.SegmentPath;
import labwire.dash.title.Segmentation;
import labwire.dash.title.StreamGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders of titles, served on demand and live. May be used from any thread.
 *
 * <pre>
 *   NAME/[OPTIONS/]manifest.mpd                      on demand
 *   NAME/[OPTIONS/]REPRESENTATION/init.mp4, 1.m4s
 *   live/[OPTIONS/]NAME/manifest.mpd                 an endless loop since the epoch
 *   live/[OPTIONS/]NAME/REPRESENTATION/init.mp4, 928735411.m4s
 * </pre>
 *
 * A new, changed or removed title is noticed when titles are listed, one is missing, or its manifest on demand is asked
 * for; the folders are looked at once a second at the most.
 */
public final class TitleLibrary implements Origin, Closeable {
    static final Duration SCAN_INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(TitleLibrary.class);
    private static final String LIVE = "live/";

    private final Shelf shelf;
    private final InstantSource clock;
    private final AtomicLong scannedMillis;

    private TitleLibrary(Shelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        this.scannedMillis = new AtomicLong(clock.millis());
    }

    /**
     * Opens folders; each is a title (it has a {@code title.json}) or has titles in it. Blocks.
     *
     * @param clock says when to look again
     * @throws IOException if a folder cannot be listed
     */
    public static TitleLibrary open(List<Path> folders, InstantSource clock) throws IOException {
        Shelf shelf = new Shelf(folders);
        shelf.scan();
        return new TitleLibrary(shelf, clock);
    }

    @Override
    public Outcome find(String path, Instant now) {
        return path.startsWith(LIVE) ? live(path, now) : onDemand(path);
    }

    private Outcome live(String path, Instant now) {
        String rest = path.substring(LIVE.length());
        String first = head(rest);
        boolean hasOptions = PathOptions.looksLike(first);
        String options = hasOptions ? first : "";
        String below = hasOptions ? tail(rest) : rest;
        Shelved title = title(head(below));
        return title == null ? missing(below) : title.live().find(options, tail(below), now);
    }

    private Outcome onDemand(String path) {
        String rest = tail(path);
        if (rest.endsWith(SegmentPath.MANIFEST)) {
            scan();
        }
        Shelved title = title(head(path));
        if (title == null) {
            return missing(path);
        }
        String first = head(rest);
        return PathOptions.looksLike(first)
                ? title.onDemand().find(first, tail(rest))
                : title.onDemand().find("", rest);
    }

    private @Nullable Shelved title(String name) {
        Shelved title = shelf.get(name);
        if (title == null && scan()) {
            return shelf.get(name);
        }
        return title;
    }

    private static Outcome missing(String path) {
        return new Outcome.NotFound("no title \"" + head(path) + "\"");
    }

    /** Up to the first slash. */
    private static String head(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** Behind the first slash. */
    private static String tail(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    /** Looks at the folders, unless that was done just now. */
    private boolean scan() {
        long now = clock.millis();
        long last = scannedMillis.get();
        if (Math.abs(now - last) < SCAN_INTERVAL.toMillis() || !scannedMillis.compareAndSet(last, now)) {
            return false;
        }
        try {
            shelf.scan();
        } catch (IOException e) {
            LOG.warn("titles cannot be listed, they stay as they were: {}", e.toString());
        }
        return true;
    }

    @Override
    public List<TitleSummary> titles() {
        scan();
        return shelf.all().stream().map(TitleLibrary::summary).toList();
    }

    private static TitleSummary summary(Shelved shelved) {
        String name = shelved.title().name();
        Segmentation cut = shelved.title().segmentation(0);
        List<String> rungs = new ArrayList<>();
        for (StreamGroup group : StreamGroup.of(cut.tracks())) {
            group.rungs().stream()
                    .sorted(Comparator.comparingLong(rung -> rung.index().averageBitsPerSecond()))
                    .map(CutTrack::describe)
                    .forEach(rungs::add);
        }
        return new TitleSummary(
                name,
                cut.duration(),
                name + "/" + SegmentPath.MANIFEST,
                LIVE + name + "/" + SegmentPath.MANIFEST,
                rungs);
    }

    /** What of the titles cannot be served, and why: {@code demo: v720.mp4: moov/trak[1]: …}. */
    public List<String> problems() {
        return shelf.problems();
    }

    /** Closes the files; nothing may be under way. */
    @Override
    public void close() throws IOException {
        shelf.close();
    }
}
