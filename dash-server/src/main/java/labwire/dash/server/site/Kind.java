package labwire.dash.server.site;

/** What a request was for, as metrics group them. */
public enum Kind {
    MANIFEST,
    INIT,
    SEGMENT,
    /** Another file of a title: a whole representation, subtitles, a thumbnail. */
    MEDIA,
    PAGE,
    /** The time, the metrics, the list of titles. */
    SERVICE,
    /** Not carried out: there is no such thing, or the request is bad. */
    REFUSED;

    /** By the last segment of an origin's path. */
    static Kind of(String path) {
        if (path.endsWith(".mpd")) {
            return MANIFEST;
        }
        if (path.endsWith(".m4s")) {
            return SEGMENT;
        }
        return path.endsWith("/init.mp4") ? INIT : MEDIA;
    }
}
