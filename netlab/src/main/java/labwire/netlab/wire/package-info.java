/**
 * Frames, packets and segments: immutable records, and the codecs between them and bytes.
 *
 * <p>The lowest layer of the lab. Nothing here holds state, reads a clock or does I/O. Between devices the records
 * themselves travel; bytes are made only where they show (a capture, a tunnel to the outside).
 *
 * <p>Starting points: {@link labwire.netlab.wire.FrameEncoder}, {@link labwire.netlab.wire.FrameDecoder},
 * {@link labwire.netlab.wire.EthernetFrame}, {@link labwire.netlab.wire.Ipv4Packet},
 * {@link labwire.netlab.wire.TcpSegment}.
 */
@NullMarked
package labwire.netlab.wire;

import org.jspecify.annotations.NullMarked;
