package labwire.smtp.queue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import labwire.smtp.disk.AppendLog;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.LogRecord;

/**
 * The file that says how things stand in the queue, written anew when it has grown: under the next number and another
 * name, synced, renamed, its folder synced, and only then the one before deleted. The highest number counts. For one
 * thread at a time.
 */
final class StateLog {

    private static final String SUFFIX = ".log";
    private static final String UNFINISHED = ".tmp";

    /** So many records are in memory at once while the file is written anew. */
    private static final int PIECE_RECORDS = 256;

    private final Disk disk;
    private final String folder;
    private long number;
    private AppendLog log;
    /** Octets of the file when it was begun: what it would be if it were written anew, more or less. */
    private long begunWith;
    /** Whether the file's name is sure to last. Without that, nothing in it is. */
    private boolean named;

    private StateLog(Disk disk, String folder, long number, AppendLog log) {
        this.disk = disk;
        this.folder = folder;
        this.number = number;
        this.log = log;
    }

    /** Opens the log and replays it; a torn tail was never synced and is cut off. */
    static StateLog open(Disk disk, String folder, Consumer<QueueChange> replay) throws IOException {
        long newest = 0;
        List<String> names = disk.list(folder);
        for (String name : names) {
            if (name.endsWith(SUFFIX)) {
                newest = Math.max(newest, numberOf(name));
            }
        }
        if (newest == 0) {
            newest = 1;
            disk.create(path(folder, newest, SUFFIX)).close();
        }
        String path = path(folder, newest, SUFFIX);
        DiskFile file = disk.open(path);
        // If only the process died, there may be records that were never synced. They count, so they must last.
        file.sync();
        disk.syncFolder(folder);
        long good = 0;
        try (InputStream in = new BufferedInputStream(disk.read(path))) {
            for (var next = LogRecord.read(in); next.isPresent(); next = LogRecord.read(in)) {
                replay.accept(QueueChange.decode(next.get().head()));
                good += next.get().bytes();
            }
        }
        for (String name : names) {
            if (name.endsWith(UNFINISHED) || name.endsWith(SUFFIX) && numberOf(name) < newest) {
                disk.delete(folder + "/" + name);
            }
        }
        StateLog opened = new StateLog(disk, folder, newest, new AppendLog(file, good));
        opened.named = true;
        opened.begunWith = good;
        return opened;
    }

    private static long numberOf(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private static String path(String folder, long number, String suffix) {
        return folder + "/" + String.format(Locale.ROOT, "%08d", number) + suffix;
    }

    /** Whether it has grown by these octets since it was begun, and to twice what it was. */
    boolean hasGrownBy(long bytes) {
        return log.length() - begunWith >= Math.max(bytes, begunWith);
    }

    /** Writes records and makes them last, all of them, or with an exception none. */
    void write(List<QueueChange> changes) throws IOException {
        if (!named) {
            disk.syncFolder(folder);
            named = true;
        }
        append(log, changes);
        log.sync();
    }

    /** In one piece, so that a failure leaves none of them behind. */
    private static void append(AppendLog log, List<QueueChange> changes) throws IOException {
        List<ByteBuffer> octets = new ArrayList<>();
        for (QueueChange change : changes) {
            octets.addAll(List.of(LogRecord.encode(QueueChange.encode(change), List.of())));
        }
        log.append(octets.toArray(ByteBuffer[]::new));
    }

    /** Begins a new file with these records in place of all before. With an exception the old one goes on. */
    void restart(List<QueueChange> standing) throws IOException {
        String unfinished = path(folder, number + 1, UNFINISHED);
        String finished = path(folder, number + 1, SUFFIX);
        if (disk.exists(unfinished)) {
            disk.delete(unfinished);
        }
        DiskFile file = disk.create(unfinished);
        AppendLog begun = new AppendLog(file, 0);
        try {
            for (int from = 0; from < standing.size(); from += PIECE_RECORDS) {
                append(begun, standing.subList(from, Math.min(from + PIECE_RECORDS, standing.size())));
            }
            begun.sync();
            rename(unfinished, finished);
        } catch (IOException e) {
            begun.close();
            throw e;
        }
        // From here on a crash may show either file; the new one has all that is certain in the old one.
        String old = path(folder, number, SUFFIX);
        log.close();
        log = begun;
        number++;
        begunWith = begun.length();
        named = false;
        disk.syncFolder(folder);
        named = true;
        disk.delete(old);
    }

    private void rename(String from, String to) throws IOException {
        try {
            disk.rename(from, to);
        } catch (IOException e) {
            if (!disk.exists(to)) { // Else it is done, and the new file is what a restart would find.
                throw e;
            }
        }
    }

    void close() throws IOException {
        log.close();
    }
}
