package labwire.netlab.link.capture;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import labwire.netlab.link.Port;
import labwire.netlab.time.LabClock;
import org.jspecify.annotations.Nullable;

/**
 * A capture into a stream that takes octets at once, such as a file in virtual time. If it cannot be written, what comes is
 * lost and the lab goes on; {@link #close} tells.
 */
public final class CaptureFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Sink sink;
    private final Capture capture;

    private CaptureFile(Sink sink, Capture capture) {
        this.sink = sink;
        this.capture = capture;
    }

    /**
     * Begins to capture.
     *
     * @param stream is buffered here, and closed with this
     */
    public static CaptureFile start(LabClock clock, List<Port> ports, CaptureFilter filter, OutputStream stream) {
        Sink sink = new Sink(new BufferedOutputStream(stream, BUFFER_BYTES));
        return new CaptureFile(sink, Capture.start(clock, ports, filter, Long.MAX_VALUE, sink));
    }

    /** Packets written so far. */
    public long captured() {
        return capture.captured();
    }

    /**
     * Ends the file.
     *
     * @throws IOException if not all packets could be written
     */
    @Override
    public void close() throws IOException {
        capture.stop();
        try (OutputStream out = sink.out) {
            if (sink.failure != null) {
                throw new IOException(
                        "capture: ended after about " + capture.captured() + " packets; lost " + capture.lost(),
                        sink.failure);
            }
            out.flush();
        }
    }

    private static final class Sink implements CaptureSink {
        final OutputStream out;

        @Nullable
        IOException failure;

        Sink(OutputStream out) {
            this.out = out;
        }

        @Override
        public boolean hasRoom() {
            return failure == null;
        }

        @Override
        public void write(byte[] block) {
            if (failure == null) {
                try {
                    out.write(block);
                } catch (IOException e) {
                    failure = e;
                }
            }
        }

        @Override
        public void end() {}
    }
}
