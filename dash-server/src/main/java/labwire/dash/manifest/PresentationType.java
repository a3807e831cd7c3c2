package labwire.dash.manifest;

/** {@code MPD@type}. */
public enum PresentationType {
    /** On demand: all segments are there. Never becomes dynamic. */
    STATIC,
    /** Live: segments come and go by the clock. A refreshed manifest may be static: the end. */
    DYNAMIC
}
