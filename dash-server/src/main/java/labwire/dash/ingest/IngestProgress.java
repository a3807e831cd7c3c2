package labwire.dash.ingest;

/**
 * How far an ingest is.
 *
 * @param step such as {@code encoding 640x360} or {@code copying film.mp4}
 * @param fraction of the whole ingest, 0 to 1, never falling
 * @param speed of an encoder, in media seconds a second; 0 where that means nothing
 */
public record IngestProgress(String step, double fraction, double speed) {}
