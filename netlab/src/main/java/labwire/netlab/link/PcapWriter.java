package labwire.netlab.link;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one port or several as a capture file that tcpdump and Wireshark read: libpcap's format with
 * nanoseconds, calendar time from the lab's clock.
 *
 * <pre>
 * file     magic a1b23c4d (4) | version 2.4 (2 + 2) | zone, accuracy (4 + 4) | longest frame (4) | link type 1 (4)
 * frame    seconds (4) | nanoseconds (4) | bytes here (4) | bytes on the wire (4) | the frame, without FCS
 * </pre>
 *
 * <p>A tap must not change what happens: if the file cannot be written, the capture ends, the lab goes on, and
 * {@link #flush} and {@link #close} tell. Lab thread only.
 */
public final class PcapWriter implements FrameTap, Closeable {
    private static final int MAGIC_NANOSECONDS = 0xA1B2_3C4D;
    private static final int VERSION_MAJOR = 2;
    private static final int VERSION_MINOR = 4;
    /** What tcpdump takes for "all of it". */
    private static final int MAX_FRAME_LENGTH = 262_144;

    private static final int LINK_TYPE_ETHERNET = 1;
    private static final int FILE_HEADER_LENGTH = 24;
    private static final int FRAME_HEADER_LENGTH = 16;
    private static final int BUFFER_LENGTH = 1 << 16;

    private final LabClock clock;
    private final OutputStream out;
    private final byte[] header = new byte[FRAME_HEADER_LENGTH];
    private long frameCount;
    private @Nullable IOException failure;

    /**
     * Writes the file's header.
     *
     * @param stream is buffered here, and closed with this
     * @throws IOException if the header cannot be written
     */
    public PcapWriter(LabClock clock, OutputStream stream) throws IOException {
        this.clock = clock;
        this.out = new BufferedOutputStream(stream, BUFFER_LENGTH);
        out.write(ByteBuffer.allocate(FILE_HEADER_LENGTH)
                .putInt(MAGIC_NANOSECONDS)
                .putShort((short) VERSION_MAJOR)
                .putShort((short) VERSION_MINOR)
                .putInt(0)
                .putInt(0)
                .putInt(MAX_FRAME_LENGTH)
                .putInt(LINK_TYPE_ETHERNET)
                .array());
        out.flush();
    }

    @Override
    public void frame(long instantNanos, Port port, Direction direction, EthernetFrame frame) {
        if (failure != null) {
            return;
        }
        byte[] bytes = FrameEncoder.encode(frame);
        Instant instant = clock.instant();
        ByteBuffer.wrap(header)
                .putInt((int) instant.getEpochSecond())
                .putInt(instant.getNano())
                .putInt(bytes.length)
                .putInt(bytes.length);
        try {
            out.write(header);
            out.write(bytes);
            frameCount++;
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Frames written so far. */
    public long frameCount() {
        return frameCount;
    }

    /**
     * Hands on what is buffered.
     *
     * @throws IOException if that, or a frame before, could not be written
     */
    public void flush() throws IOException {
        if (failure != null) {
            throw new IOException("capture: ended after " + frameCount + " frames", failure);
        }
        out.flush();
    }

    /**
     * Ends the file. Remove the tap from its ports first.
     *
     * @throws IOException if not all frames could be written
     */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
