package labwire.smtp.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An append-only file whose appends and syncs happen whole or not at all: after a failed one the file is cut back to
 * what was good, now or, if that fails too, before the next append. After a failed sync everything since the last good
 * one is cut, to be written anew, because the system may have dropped those pages and would call the next sync a
 * success.
 */
public final class AppendLog implements Closeable {

    private final DiskFile file;
    private long synced;
    private long length;
    private boolean needsCut;

    /** @param length up to which the file is good; the rest is cut off before the first append */
    public AppendLog(DiskFile file, long length) throws IOException {
        this.file = file;
        this.length = length;
        this.synced = length;
        this.needsCut = file.size() != length;
    }

    public long length() {
        return length;
    }

    public boolean isSynced() {
        return synced == length;
    }

    /** @return where in the file the octets start */
    public long append(ByteBuffer... octets) throws IOException {
        if (needsCut) {
            cut();
        }
        long bytes = 0;
        for (ByteBuffer part : octets) {
            bytes += part.remaining();
        }
        try {
            file.append(octets);
        } catch (IOException e) {
            throw cutAfter(e);
        }
        long start = length;
        length += bytes;
        return start;
    }

    public void sync() throws IOException {
        try {
            file.sync();
            synced = length;
        } catch (IOException e) {
            length = synced;
            throw cutAfter(e);
        }
    }

    private IOException cutAfter(IOException failure) {
        needsCut = true;
        try {
            cut();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private void cut() throws IOException {
        file.truncate(length);
        needsCut = false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
