package labwire.dash.media;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that can be read at any position. May be used from any thread. */
public interface ByteSource {
    /** In bytes. */
    long size();

    /**
     * Fills the target's remaining room.
     *
     * @throws IOException if the bytes cannot be read, or end before
     */
    void read(long position, ByteBuffer target) throws IOException;
}
