package labwire.dash.origin;

import java.time.Instant;
import java.util.List;

/** A source of manifests and segments. Called on event loops; does not block beyond what a page cache may. */
public interface Origin {
    /**
     * Looks a resource up.
     *
     * @param path decoded and normalised, without a leading slash, a query or dot segments: {@code demo/manifest.mpd}
     * @param now the server's time; the only time there is
     */
    Outcome find(String path, Instant now);

    /** For the page and the command line, in order of their names. */
    List<TitleSummary> titles();
}
