package labwire.smtp.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** Makes the names of a batch's messages last: one sync for each folder, however many messages went there. */
final class FolderSyncs {

    /** Which messages need a folder's sync. */
    private record Need(SideBySide.Step step, List<FiledCopy> copies) {}

    private final TreeMap<String, Need> needs = new TreeMap<>();

    private FolderSyncs() {}

    static FolderSyncs of(List<FiledCopy> copies, Maildirs maildirs) {
        FolderSyncs syncs = new FolderSyncs();
        for (FiledCopy copy : copies) {
            if (copy.failure().isEmpty()) {
                for (String folder : Maildirs.folders(copy.entry().summary())) {
                    Maildir maildir = maildirs.maildir(folder);
                    syncs.need(folder + "/new", maildir::syncNew, copy);
                    if (copy.entry().mayBeFiled()) {
                        // It may have been there, moved by a reader who did not sync.
                        syncs.need(folder + "/cur", maildir::syncCur, copy);
                    }
                }
            }
        }
        return syncs;
    }

    private void need(String folder, SideBySide.Step step, FiledCopy copy) {
        needs.computeIfAbsent(folder, name -> new Need(step, new ArrayList<>()))
                .copies()
                .add(copy);
    }

    /** Fails the messages whose folder could not be synced. */
    void run(Executor helpers, int maxHelpers) {
        List<Need> all = List.copyOf(needs.values());
        List<Optional<IOException>> failures =
                SideBySide.run(all.stream().map(Need::step).toList(), helpers, maxHelpers);
        for (int i = 0; i < all.size(); i++) {
            List<FiledCopy> copies = all.get(i).copies();
            failures.get(i).ifPresent(e -> copies.forEach(copy -> copy.fail(e)));
        }
    }
}
