package labwire.smtp.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;

/** Files of large messages, from their first octets until they are filed. Safe for any thread. */
final class Spool {

    private static final String FOLDER = "spool";

    private final Disk disk;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong leftOvers = new AtomicLong();

    private Spool(Disk disk) {
        this.disk = disk;
    }

    static Spool open(Disk disk) throws IOException {
        disk.makeFolder(FOLDER);
        return new Spool(disk);
    }

    /** Deletes the files that no message of the journal needs: those of sessions which a crash had ended. */
    void clear(Set<String> needed) throws IOException {
        for (String name : disk.list(FOLDER)) {
            if (needed.contains(name)) {
                next.accumulateAndGet(Long.parseLong(name), Math::max);
            } else {
                disk.delete(path(name));
            }
        }
    }

    String newName() {
        return Long.toString(next.incrementAndGet());
    }

    DiskFile create(String name) throws IOException {
        return disk.create(path(name));
    }

    /** Makes the names of the files last. */
    void sync() throws IOException {
        disk.syncFolder(FOLDER);
    }

    InputStream read(String name) throws IOException {
        return disk.read(path(name));
    }

    /** Gives a spooled message a name elsewhere on the disk. */
    void link(String name, String to) throws IOException {
        disk.link(path(name), to);
    }

    void delete(String name) throws IOException {
        disk.delete(path(name));
    }

    /** A file could not be deleted, and stays until the next start. */
    void leftOver() {
        leftOvers.incrementAndGet();
    }

    private static String path(String name) {
        return FOLDER + "/" + name;
    }
}
