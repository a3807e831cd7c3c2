package labwire.smtp.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import labwire.smtp.disk.AppendLog;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.LogRecord;
import labwire.smtp.envelope.EnvelopeCodec;
import org.jspecify.annotations.Nullable;

/**
 * Accepted messages on their way to their Maildirs, in numbered segment files. One thread at a time appends and syncs;
 * another may read and say what is filed. A segment goes once a newer one was begun and all of its messages are filed.
 */
final class Journal {

    private static final String FOLDER = "journal";
    private static final String SUFFIX = ".log";

    /**
     * Where a record starts, and how long it is.
     *
     * @param spoolFile the name of the file that holds the message; empty if the record does
     */
    record Position(long segment, long offset, int length, String spoolFile) {}

    /** Who hears of the messages that a journal from before holds, in the order of their acceptance. */
    interface Replay {
        /** @return whether the message has yet to be filed */
        boolean message(MailSummary summary, Position position);
    }

    private final Disk disk;
    private final long segmentBytes;
    /** Messages acknowledged and not filed, by segment. Guarded by this. */
    private final TreeMap<Long, Integer> unfiled = new TreeMap<>();

    private long newestSegment;
    private @Nullable AppendLog log;
    private int unsynced;
    private long tornBytes;
    private int undeleted;

    private Journal(Disk disk, long segmentBytes) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
    }

    /** Opens the journal and replays what it holds. A torn tail of a segment is passed over. */
    static Journal open(Disk disk, long segmentBytes, Replay replay) throws IOException {
        disk.makeFolder(FOLDER);
        disk.syncFolder(FOLDER);
        Journal journal = new Journal(disk, segmentBytes);
        for (String name : disk.list(FOLDER)) {
            if (name.endsWith(SUFFIX)) {
                journal.replay(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), replay);
            }
        }
        return journal;
    }

    private synchronized void replay(long segment, Replay replay) throws IOException {
        long size;
        try (DiskFile file = disk.open(path(segment))) {
            // If only the process died, there may be records that were never synced. They are replayed like the others,
            // so they must last like the others.
            file.sync();
            size = file.size();
        }
        long offset = 0;
        int count = 0;
        try (InputStream in = new BufferedInputStream(disk.read(path(segment)))) {
            for (var next = LogRecord.read(in); next.isPresent(); next = LogRecord.read(in)) {
                LogRecord record = next.get();
                int length = Math.toIntExact(record.bytes());
                DataInputStream head = new DataInputStream(new ByteArrayInputStream(record.head()));
                // The first version had no spool: its summary comes at once.
                boolean first = record.head()[0] == SummaryCodec.FIRST_VERSION;
                Position position = new Position(segment, offset, length, first ? "" : EnvelopeCodec.text(head));
                if (replay.message(SummaryCodec.read(head), position)) {
                    count++;
                }
                offset += length;
            }
        }
        tornBytes += size - offset;
        newestSegment = Math.max(newestSegment, segment);
        unfiled.put(segment, count);
        deleteIfDone(segment);
    }

    /** Octets at the ends of segments that a crash had torn. */
    long tornBytes() {
        return tornBytes;
    }

    /**
     * Appends a message; it is not safe before {@link #sync()}.
     *
     * @param content empty if the message is in a spool file
     * @param spoolFile that one's name; else empty
     */
    Position append(MailSummary summary, List<byte[]> content, String spoolFile) throws IOException {
        AppendLog current = log;
        if (current == null || current.length() >= segmentBytes && current.isSynced()) {
            current = beginSegment();
        }
        ByteBuffer[] octets = LogRecord.encode(head(summary, spoolFile), content);
        long offset = current.append(octets);
        unsynced++;
        return new Position(newestSegment, offset, Math.toIntExact(current.length() - offset), spoolFile);
    }

    private static byte[] head(MailSummary summary, String spoolFile) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(octets);
        EnvelopeCodec.text(out, spoolFile);
        SummaryCodec.write(out, summary);
        return octets.toByteArray();
    }

    /** The number is used up even if this fails, so that a half-made file is in nobody's way. */
    private AppendLog beginSegment() throws IOException {
        AppendLog before = log;
        if (before != null) {
            before.close();
        }
        synchronized (this) {
            log = null;
            newestSegment++;
            deleteIfDone(newestSegment - 1);
        }
        DiskFile file = disk.create(path(newestSegment));
        try {
            disk.syncFolder(FOLDER);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        AppendLog begun = new AppendLog(file, 0);
        synchronized (this) {
            unfiled.put(newestSegment, 0);
            log = begun;
        }
        return begun;
    }

    /** Makes every message appended so far safe, or, with an exception, none of those since the last sync. */
    void sync() throws IOException {
        AppendLog current = log;
        int count = unsynced;
        unsynced = 0;
        if (current == null || count == 0) {
            return;
        }
        current.sync();
        synchronized (this) {
            unfiled.merge(newestSegment, count, Integer::sum);
        }
    }

    /** The message that a record holds. */
    byte[] content(Position position) throws IOException {
        byte[] octets = disk.read(path(position.segment()), position.offset(), position.length());
        return LogRecord.require(new ByteArrayInputStream(octets)).body();
    }

    /** A message is where it is to go, or deleted, and that is in the index: it needs its record no more. */
    synchronized void done(Position position) {
        unfiled.merge(position.segment(), -1, Integer::sum);
        if (unfiled.getOrDefault(position.segment(), 0) == 0) {
            for (long segment : List.copyOf(unfiled.keySet())) {
                deleteIfDone(segment);
            }
        }
    }

    /**
     * Deletes a segment that nobody needs. The folder is not synced: a segment that comes back after a crash is replayed
     * against the index, and found to be done. One that cannot be deleted now is, with the next.
     */
    private void deleteIfDone(long segment) {
        boolean appendedTo = log != null && segment == newestSegment;
        Integer left = unfiled.get(segment);
        if (!appendedTo && left != null && left == 0) {
            try {
                disk.delete(path(segment));
                unfiled.remove(segment);
            } catch (IOException e) {
                undeleted++;
            }
        }
    }

    /** How often a segment could not be deleted. */
    synchronized int undeleted() {
        return undeleted;
    }

    /** Closes the files; deletes the newest segment too if all of it is filed. */
    synchronized void close() throws IOException {
        AppendLog current = log;
        log = null;
        if (current != null) {
            current.close();
            deleteIfDone(newestSegment);
        }
    }

    private static String path(long segment) {
        return String.format(Locale.ROOT, "%s/%08d%s", FOLDER, segment, SUFFIX);
    }
}
