package labwire.smtp.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import labwire.smtp.disk.AppendLog;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.LogRecord;
import labwire.smtp.envelope.EnvelopeCodec;

/**
 * The file that lists the messages which are in all of their mailboxes, and the ids of those that were and are gone.
 * What it lists, kept or gone, is never filed again, so that a message read and deleted does not come back when a journal
 * is replayed. Once half of it is of messages gone it is written anew without them; below the <em>floor</em>, an id up to
 * which everything was filed, their ids need not be kept either. For one thread at a time.
 */
final class MailIndex implements Closeable {

    private static final String PATH = "index.log";
    private static final String NEXT_PATH = "index.new";

    /** Who hears of what the index lists, in the order in which it was listed. */
    interface Reader {
        void kept(MailSummary summary);

        void gone(String id);

        /** All messages up to this id, if they are not kept, are gone. */
        void floor(String id);
    }

    private static final int KEPT = 'K';
    private static final int GONE = 'G';
    private static final int FLOOR = 'F';

    private final Disk disk;
    private int minCompactedRecords;
    private AppendLog log;
    private int kept;
    private int records;
    private String floor = "";
    /** The index was written anew, and its name may not be safe: nothing is until it is. */
    private boolean renamed;
    /** Above the floor. */
    private final TreeSet<String> gone = new TreeSet<>();

    private MailIndex(Disk disk, int minCompactedRecords, DiskFile file) throws IOException {
        this.disk = disk;
        this.minCompactedRecords = minCompactedRecords;
        this.log = new AppendLog(file, file.size());
    }

    /**
     * Opens the index, hears what it lists, and cuts off a torn tail.
     *
     * @param minCompactedRecords below which it is not worth the while to write it anew
     */
    static MailIndex open(Disk disk, int minCompactedRecords, Reader reader) throws IOException {
        if (!disk.exists(PATH)) {
            disk.create(PATH).close();
        }
        if (disk.exists(NEXT_PATH)) {
            disk.delete(NEXT_PATH); // A crash had come in between.
        }
        DiskFile file = disk.open(PATH);
        // If only the process died, there may be records that were never synced. Journal segments go by what the index
        // says, so it must not say what a power failure could still take back.
        file.sync();
        MailIndex index = new MailIndex(disk, minCompactedRecords, file);
        long good = 0;
        try (InputStream in = new BufferedInputStream(disk.read(PATH))) {
            for (var next = LogRecord.read(in); next.isPresent(); next = LogRecord.read(in)) {
                index.read(next.get(), reader);
                good += next.get().bytes();
            }
        }
        index.log = new AppendLog(file, good);
        return index;
    }

    private void read(LogRecord record, Reader reader) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(record.head()));
        int kind = in.readUnsignedByte();
        records++;
        switch (kind) {
            case KEPT -> {
                kept++;
                reader.kept(SummaryCodec.read(in));
            }
            case SummaryCodec.FIRST_VERSION -> {
                kept++;
                reader.kept(SummaryCodec.readFirst(in));
            }
            case GONE -> {
                String id = EnvelopeCodec.text(in);
                // Of a message that never was kept here: see Filer.
                kept -= in.readBoolean() ? 1 : 0;
                gone.add(id);
                reader.gone(id);
            }
            case FLOOR -> {
                floor = EnvelopeCodec.text(in);
                reader.floor(floor);
            }
            default -> throw new IOException("index: a record of kind " + kind + " (expected: K, G or F)");
        }
    }

    /** A message that goes, or is through without being kept. */
    record Gone(String id, boolean wasKept) {}

    /** Lists messages, safely; or with an exception none of them. */
    void write(Collection<MailSummary> newlyKept, Collection<Gone> newlyGone) throws IOException {
        syncName();
        for (MailSummary summary : newlyKept) {
            log.append(LogRecord.encode(kept(summary), List.of()));
        }
        for (Gone message : newlyGone) {
            log.append(LogRecord.encode(gone(message), List.of()));
        }
        log.sync();
        kept += newlyKept.size();
        records += newlyKept.size() + newlyGone.size();
        for (Gone message : newlyGone) {
            kept -= message.wasKept() ? 1 : 0;
            gone.add(message.id());
        }
    }

    /** Whether a message was kept once, or was through without being kept, and is kept no more. */
    boolean isGone(String id) {
        return id.compareTo(floor) <= 0 || gone.contains(id);
    }

    /** Puts the next compaction off. */
    void compactionFailed() {
        minCompactedRecords = records + minCompactedRecords;
    }

    /** Whether half of the index, and enough of it, could be done without. */
    boolean isHalfDead() {
        return records >= minCompactedRecords && records >= 2 * (kept + 1);
    }

    /**
     * Writes the index anew. A crash leaves the old one or the new one, for a rename replaces a file at one stroke.
     *
     * @param keptNow all that is kept
     * @param newFloor a message up to which, in the order of ids, all were filed; empty if that is not known
     */
    void compact(Collection<MailSummary> keptNow, String newFloor) throws IOException {
        String higher = newFloor.compareTo(floor) > 0 ? newFloor : floor;
        List<String> stillGone = List.copyOf(gone.tailSet(higher, false));
        if (disk.exists(NEXT_PATH)) {
            disk.delete(NEXT_PATH);
        }
        DiskFile file = disk.create(NEXT_PATH);
        AppendLog next = new AppendLog(file, 0);
        try {
            next.append(LogRecord.encode(floor(higher), List.of()));
            for (MailSummary summary : keptNow) {
                next.append(LogRecord.encode(kept(summary), List.of()));
            }
            for (String id : stillGone) {
                next.append(LogRecord.encode(gone(new Gone(id, false)), List.of()));
            }
            next.sync();
            disk.rename(NEXT_PATH, PATH);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        renamed = true;
        AppendLog before = log;
        log = next;
        floor = higher;
        gone.retainAll(stillGone);
        kept = keptNow.size();
        records = 1 + kept + stillGone.size();
        before.close();
        syncName();
    }

    private void syncName() throws IOException {
        if (renamed) {
            disk.syncFolder("");
            renamed = false;
        }
    }

    private static byte[] kept(MailSummary summary) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(octets);
        out.writeByte(KEPT);
        SummaryCodec.write(out, summary);
        return octets.toByteArray();
    }

    private static byte[] gone(Gone message) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(32);
        DataOutputStream out = new DataOutputStream(octets);
        out.writeByte(GONE);
        EnvelopeCodec.text(out, message.id());
        out.writeBoolean(message.wasKept());
        return octets.toByteArray();
    }

    private static byte[] floor(String id) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(32);
        DataOutputStream out = new DataOutputStream(octets);
        out.writeByte(FLOOR);
        EnvelopeCodec.text(out, id);
        return octets.toByteArray();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
