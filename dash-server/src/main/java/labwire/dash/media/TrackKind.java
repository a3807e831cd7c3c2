package labwire.dash.media;

/** What a track holds. */
public enum TrackKind {
    VIDEO,
    AUDIO,
    TEXT
}
