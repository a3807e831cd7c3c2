package labwire.dash.media;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, open for reading until closed. */
public final class FileSource implements ByteSource, Closeable {
    /** At a time: a channel keeps as much memory off the heap for each thread, for what it reads into arrays. */
    private static final int MAX_READ_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;

    private FileSource(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a file, as long as it is now.
     *
     * @throws IOException if it cannot be opened
     */
    public static FileSource open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new FileSource(path, channel, channel.size());
    }

    public Path path() {
        return path;
    }

    /** For zero-copy transfers; not to be closed, nor its position used. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
        long at = position;
        int limit = target.limit();
        while (target.hasRemaining()) {
            target.limit(target.position() + Math.min(target.remaining(), MAX_READ_BYTES));
            int count = channel.read(target, at);
            target.limit(limit);
            if (count < 0) {
                throw new EOFException(
                        path + ": ends at byte " + at + " (expected: " + target.remaining() + " bytes more)");
            }
            at += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
