package labwire.dash.live;

import java.time.Instant;
import java.util.Optional;
import labwire.dash.origin.Outcome;
import labwire.dash.title.OptionException;
import labwire.dash.title.RecentlyUsed;
import labwire.dash.title.SegmentPath;
import labwire.dash.title.Title;
import labwire.dash.title.TitleResources;

/** A title as live streams, one for each choice of options. May be used from any thread. */
public final class Live {
    /** So many streams, of different options, are kept; one that is not is made anew, and is the same. */
    private static final int MAX_STREAMS = 64;

    private final Title title;
    private final RecentlyUsed<String, LiveStream> streams = new RecentlyUsed<>(MAX_STREAMS);

    public Live(Title title) {
        this.title = title;
    }

    /**
     * Looks a resource up.
     *
     * @param options of the path, or nothing
     * @param path below the title's name
     */
    public Outcome find(String options, String path, Instant now) {
        Optional<SegmentPath> asked = SegmentPath.parse(path);
        if (asked.isEmpty()) {
            return TitleResources.missing(title, path);
        }
        try {
            return streams.get(options, text -> new LiveStream(title, "live/" + text, LiveOptions.parse(text)))
                    .find(asked.get(), now);
        } catch (OptionException e) {
            return new Outcome.BadRequest(e.reason());
        }
    }
}
