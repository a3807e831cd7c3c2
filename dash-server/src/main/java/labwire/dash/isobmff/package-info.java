/**
 * The ISO base media file format (ISO/IEC 14496-12) as records: boxes read from bytes and written to bytes. No files, no
 * clock, no state.
 *
 * <pre>
 *   Bytes ── BoxReader ──► ContainerBox(moov) ── records: TrackHeaderBox, TimeToSampleBox, TrackRunBox …
 *                              │                 unknown ones: OpaqueBox, bytes as they were
 *                              └── BoxWriter ──► bytes
 * </pre>
 *
 * <p>What is read is somebody else's: depth and count are limited, a table is a view of the bytes that are there rather
 * than an array as long as the file claims, and a refusal is an {@link labwire.dash.isobmff.Mp4Exception} that names the
 * box.
 *
 * <p>Layer: the lowest of the video server. Start at {@link labwire.dash.isobmff.BoxReader}.
 */
@NullMarked
package labwire.dash.isobmff;

import org.jspecify.annotations.NullMarked;
