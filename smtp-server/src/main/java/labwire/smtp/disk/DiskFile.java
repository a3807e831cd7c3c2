package labwire.smtp.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for appending. For one thread at a time. */
public interface DiskFile extends Closeable {

    /** Octets in the file, synced or not. */
    long size() throws IOException;

    /** Appends all of the buffers, in order. After an exception any prefix of them may have been written. */
    void append(ByteBuffer... data) throws IOException;

    /** Writes over octets that are there. What is at {@code offset} after a crash is the old or the new. */
    void overwrite(long offset, ByteBuffer data) throws IOException;

    /** Cuts the file to its first {@code size} octets. */
    void truncate(long size) throws IOException;

    /** Makes the contents last. After an exception nobody knows what of the unsynced part is on the disk. */
    void sync() throws IOException;
}
