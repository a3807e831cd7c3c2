package labwire.smtp.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.disk.Disk;
import labwire.smtp.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch on its way into its mailboxes: written once, and linked into the others. A step after a failed
 * one does nothing.
 */
final class FiledCopy {

    private final Entry entry;
    private final Disk disk;
    private final StoreParts parts;
    private final String name;
    /** The mailboxes that it is not in yet. */
    private final List<Maildir> missing = new ArrayList<>();

    private @Nullable DiskFile file;
    private Optional<IOException> failure = Optional.empty();

    FiledCopy(Entry entry, Disk disk, StoreParts parts) {
        this.entry = entry;
        this.disk = disk;
        this.parts = parts;
        this.name = Maildirs.baseName(entry.summary());
    }

    Entry entry() {
        return entry;
    }

    /** Why it could not be filed; empty as long as it could. */
    Optional<IOException> failure() {
        return failure;
    }

    void fail(IOException e) {
        failure = failure.or(() -> Optional.of(e));
    }

    /** Writes it where no reader looks. */
    void write() {
        try {
            for (String folder : Maildirs.folders(entry.summary())) {
                Maildir maildir = parts.maildirs().makeSure(folder);
                if (!entry.mayBeFiled()) {
                    missing.add(maildir);
                } else if (maildir.find(name).isEmpty()) {
                    if (disk.exists(maildir.tmp(name))) {
                        disk.delete(maildir.tmp(name));
                    }
                    missing.add(maildir);
                }
            }
            if (!missing.isEmpty() && !parts.isSpooled(entry)) {
                DiskFile created = disk.create(missing.get(0).tmp(name));
                file = created;
                created.append(ByteBuffer.wrap(parts.journal().content(entry.position())));
            }
        } catch (IOException e) {
            fail(e);
            close();
        }
    }

    private void close() {
        DiskFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    /** Whether there is a file to {@link #sync}. */
    boolean needsSync() {
        return file != null;
    }

    /** The step that makes what was written last. */
    SideBySide.Step sync() {
        DiskFile written = file;
        file = null;
        return () -> {
            if (written != null) {
                try (written) {
                    written.sync();
                }
            }
        };
    }

    /** Puts it where readers look, in each mailbox. */
    void place() {
        if (failure.isPresent()) {
            return;
        }
        try {
            for (Maildir maildir : missing) {
                if (parts.isSpooled(entry)) {
                    parts.spool().link(entry.position().spoolFile(), maildir.tmp(name));
                } else if (maildir != missing.get(0)) {
                    disk.link(missing.get(0).tmp(name), maildir.tmp(name));
                }
            }
            for (Maildir maildir : missing) {
                maildir.put(name);
            }
        } catch (IOException e) {
            fail(e);
        }
    }
}
