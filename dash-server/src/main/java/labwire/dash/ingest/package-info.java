/**
 * Makes titles of media files, without transcoding; or has ffmpeg encode a ladder of rungs first.
 *
 * <p>Layer: a tool above {@code title}; it blocks, and never runs on an event loop. Start at
 * {@link labwire.dash.ingest.Ingest}.
 */
@NullMarked
package labwire.dash.ingest;

import org.jspecify.annotations.NullMarked;
