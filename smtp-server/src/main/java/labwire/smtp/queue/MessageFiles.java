package labwire.smtp.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;

/** The contents of queued messages, a file each, named by the message's id. */
final class MessageFiles {

    private static final int PIECE_BYTES = 32 << 10;
    private static final Pattern FILE_NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,99}");

    private final Disk disk;
    private final String folder;

    MessageFiles(Disk disk, String folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** A file written, not yet synced, and what was seen of its octets. */
    record Written(DiskFile file, long bytes, ContentTraits traits) {}

    Written write(String id, RelayQueue.Content content) throws IOException {
        String path = path(id);
        if (disk.exists(path)) {
            disk.delete(path); // Begun before, and never part of the queue.
        }
        DiskFile file = disk.create(path);
        try (InputStream in = content.open()) {
            TraitScanner scanner = new TraitScanner();
            byte[] piece = new byte[PIECE_BYTES];
            long bytes = 0;
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                scanner.add(piece, count);
                file.append(ByteBuffer.wrap(piece, 0, count));
                bytes += count;
            }
            return new Written(file, bytes, scanner.traits());
        } catch (IOException | RuntimeException e) {
            discard(id, file, e);
            throw e;
        }
    }

    /** Gives up a file that was written; one that cannot be deleted now is when the queue is opened. */
    void discard(String id, DiskFile file, Exception why) {
        try {
            file.close();
            disk.delete(path(id));
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    void syncNames() throws IOException {
        disk.syncFolder(folder);
    }

    InputStream read(String id) throws IOException {
        return disk.read(path(id));
    }

    boolean exists(String id) {
        return disk.exists(path(id));
    }

    void delete(String id) throws IOException {
        disk.delete(path(id));
    }

    List<String> ids() throws IOException {
        return disk.list(folder);
    }

    private String path(String id) throws IllegalArgumentException {
        if (!FILE_NAME.matcher(id).matches()) {
            throw new IllegalArgumentException("message id: " + id + " (expected: letters and digits)");
        }
        return folder + "/" + id;
    }
}
