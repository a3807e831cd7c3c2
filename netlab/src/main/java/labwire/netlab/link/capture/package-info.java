/**
 * What passes ports, as pcapng: files and streams that Wireshark and tshark read.
 *
 * <p>Beside {@code link}, whose taps it uses. Observing changes nothing: a reader that is too slow, or a disk that is full,
 * loses packets, which are counted and told. Lab thread only.
 *
 * <p>Starting points: {@link labwire.netlab.link.capture.Capture}, {@link labwire.netlab.link.capture.CaptureFilter}.
 */
@NullMarked
package labwire.netlab.link.capture;

import org.jspecify.annotations.NullMarked;
