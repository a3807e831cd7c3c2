package labwire.dash.title;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import labwire.dash.manifest.MpdWriter;
import labwire.dash.media.Payload;
import labwire.dash.media.SegmentEdit;
import labwire.dash.media.SegmentIndex;
import labwire.dash.origin.Outcome;

/** A title on demand. May be used from any thread. */
public final class OnDemand {
    public static final String MANIFEST_TYPE = "application/dash+xml";

    /** So many manifests, of different options, are kept. */
    private static final int MAX_MANIFESTS = 64;

    /** The title may come to be another, so that caches ask again, and learn that nothing has changed. */
    private static final Duration MANIFEST_AGE = Duration.ZERO;

    private final Title title;
    private final RecentlyUsed<String, Outcome> manifests = new RecentlyUsed<>(MAX_MANIFESTS);

    public OnDemand(Title title) {
        this.title = title;
    }

    public Title title() {
        return title;
    }

    /**
     * Looks a resource up.
     *
     * @param options of the path, or nothing
     * @param path below that
     */
    public Outcome find(String options, String path) {
        Optional<SegmentPath> asked = SegmentPath.parse(path);
        if (asked.isEmpty()) {
            return TitleResources.missing(title, path);
        }
        try {
            return switch (asked.get().what()) {
                case MANIFEST -> manifests.get(options, this::manifest);
                case SUBTITLES ->
                    TitleResources.subtitles(title, path, asked.get().id());
                case SHEET -> sheet(path, asked.get());
                case FILE, INIT, SEGMENT -> ofTrack(OnDemandOptions.parse(options), path, asked.get());
            };
        } catch (OptionException e) {
            return new Outcome.BadRequest(e.reason());
        } catch (IOException e) {
            return new Outcome.NotFound(title.name() + ": " + path + " cannot be read: " + e.getMessage());
        }
    }

    private Outcome manifest(String options) throws OptionException {
        byte[] manifest = MpdWriter.write(StaticManifest.of(title, OnDemandOptions.parse(options)));
        return new Outcome.Found(
                Payload.of(manifest), MANIFEST_TYPE, title.entityTag(options), title.modified(), MANIFEST_AGE, true);
    }

    private Outcome sheet(String path, SegmentPath asked) {
        return TitleResources.thumbnails(title, asked.id())
                .filter(thumbnails -> asked.number() >= 1
                        && asked.number() <= thumbnails.files().size())
                .map(thumbnails -> TitleResources.sheet(title, path, thumbnails, asked.number() - 1))
                .orElseGet(() -> TitleResources.missing(title, path));
    }

    private Outcome ofTrack(OnDemandOptions options, String path, SegmentPath asked) throws IOException {
        Segmentation cut = title.segmentation(options.segmentMillis());
        Optional<CutTrack> found = TitleResources.track(cut, asked.id());
        if (found.isEmpty()) {
            return TitleResources.missing(title, path);
        }
        CutTrack track = found.get();
        if (asked.what() == SegmentPath.What.INIT) {
            return TitleResources.init(title, path, track.track());
        }
        if (asked.what() == SegmentPath.What.FILE) {
            return TitleResources.file(title, path, track.track());
        }
        int segment = segment(options.by(), track.index(), asked.number());
        if (segment < 0) {
            return TitleResources.missing(title, path);
        }
        Payload payload = track.track().track().segment(track.index(), segment, SegmentEdit.NONE);
        return TitleResources.found(title, path, payload, track.track().mediaType());
    }

    private static int segment(Addressing by, SegmentIndex index, long number) {
        if (by == Addressing.TIME) {
            int segment = index.find(number);
            return index.startTicks(segment) == number ? segment : -1;
        }
        return number >= 1 && number <= index.count() ? (int) number - 1 : -1;
    }
}
