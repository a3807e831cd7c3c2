/**
 * Media as bytes and as tracks: where they lie, and how a track is cut into segments without rewriting its file.
 *
 * <p>Above {@code labwire.dash.isobmff}. Start at {@link labwire.dash.media.Payload}.
 */
@NullMarked
package labwire.dash.media;

import org.jspecify.annotations.NullMarked;
