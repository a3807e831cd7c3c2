package labwire.smtp.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import labwire.smtp.disk.AppendLog;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.LogRecord;

/**
 * The file that lists the messages which are in all of their Maildirs. What it lists is never filed again, so that a
 * message read and deleted does not come back when a journal is replayed.
 */
final class MailIndex {

    private static final String PATH = "index.log";

    private final AppendLog log;

    private MailIndex(AppendLog log) {
        this.log = log;
    }

    /** Opens the index, hears what it lists, and cuts off a torn tail. */
    static MailIndex open(Disk disk, Consumer<MailSummary> listed) throws IOException {
        if (!disk.exists(PATH)) {
            disk.create(PATH).close();
        }
        DiskFile file = disk.open(PATH);
        // If only the process died, there may be records that were never synced. Journal segments go by what the index
        // says, so it must not say what a power failure could still take back.
        file.sync();
        long good = 0;
        try (InputStream in = new BufferedInputStream(disk.read(PATH))) {
            for (var next = LogRecord.read(in); next.isPresent(); next = LogRecord.read(in)) {
                listed.accept(SummaryCodec.decode(next.get().head()));
                good += next.get().bytes();
            }
        }
        return new MailIndex(new AppendLog(file, good));
    }

    /** Lists messages, safely; or with an exception none of them. */
    void add(List<MailSummary> summaries) throws IOException {
        for (MailSummary summary : summaries) {
            log.append(LogRecord.encode(SummaryCodec.encode(summary), List.of()));
        }
        log.sync();
    }

    void close() throws IOException {
        log.close();
    }
}
