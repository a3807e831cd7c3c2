package labwire.dash.manifest;

import java.net.URI;
import java.util.Optional;

/**
 * What to ask a server for.
 *
 * @param uri absolute, http or https
 * @param range empty: all of it
 */
public record Resource(URI uri, Optional<ByteRange> range) {}
