/**
 * Media as bytes and as tracks: where they lie, and how a track is cut into segments without rewriting its file.
 *
 * <pre>
 *   FileSource ─► MediaFile ─► Track ── initSegment() ───────────────► bytes
 *                  plain: SampleTable     │ cut(2.0) ─► SegmentIndex
 *                  fragmented: Fragments  └ segment(index, i, edit) ─► Payload: moof in memory + slices of the file
 * </pre>
 *
 * <p>Above {@code labwire.dash.isobmff}. Start at {@link labwire.dash.media.MediaFile}; a player that checks what it
 * downloads, at {@link labwire.dash.media.SegmentFacts}; who sends it on, at {@link labwire.dash.media.Payload}.
 */
@NullMarked
package labwire.dash.media;

import org.jspecify.annotations.NullMarked;
