package labwire.smtp.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import labwire.smtp.disk.Disk;

/**
 * One mailbox on the disk: {@code tmp}, where messages are written, {@code new}, where they are put when whole, and
 * {@code cur}, where a reader moves them, with flags behind the name: {@code NAME:2,S}. What other programs do there is
 * taken as it is found.
 */
final class Maildir {

    private static final int MAX_UID_CHARS = 70; // RFC 1939 section 7

    private static final Comparator<Letter> BY_ARRIVAL =
            Comparator.comparingLong(Letter::seconds).thenComparing(Letter::baseName);

    private final Disk disk;
    private final String path;

    Maildir(Disk disk, String path) {
        this.disk = disk;
        this.path = path;
    }

    /**
     * A message's file.
     *
     * @param baseName its name without the flags, which stays as long as the file does
     */
    record Letter(String path, String baseName) {

        /** Names the message in its mailbox for ever: the base name, or, where POP3 does not allow that, its hash. */
        String uid() {
            boolean plain =
                    baseName.length() <= MAX_UID_CHARS && baseName.chars().allMatch(c -> c > ' ' && c <= '~');
            return plain ? baseName : MailboxNames.sha256(baseName);
        }

        /** Of arrival, which a Maildir name begins with; 0 if this one does not. */
        private long seconds() {
            int dot = baseName.indexOf('.');
            try {
                return dot > 0 ? Long.parseLong(baseName.substring(0, dot)) : 0;
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /** Makes the folders, for good; does nothing if they are there. */
    void make() throws IOException {
        disk.makeFolder(path);
        disk.makeFolder(path + "/tmp");
        disk.makeFolder(path + "/new");
        disk.makeFolder(path + "/cur");
        disk.syncFolder(path);
    }

    /** Whether it is there, and nobody took it away. */
    boolean exists() {
        return disk.exists(path + "/new") && disk.exists(path + "/cur");
    }

    /** Deletes what a crash left half written. */
    void clearTmp() throws IOException {
        if (disk.exists(path + "/tmp")) {
            for (String leftover : disk.list(path + "/tmp")) {
                disk.delete(path + "/tmp/" + leftover);
            }
        }
    }

    /** The path of a file to write before it is {@link #put}. */
    String tmp(String baseName) {
        return path + "/tmp/" + baseName;
    }

    /** Puts a whole file from {@code tmp} where readers look; lasts from the next {@link #syncNew()} on. */
    void put(String baseName) throws IOException {
        disk.rename(tmp(baseName), path + "/new/" + baseName);
    }

    void syncNew() throws IOException {
        disk.syncFolder(path + "/new");
    }

    void syncCur() throws IOException {
        disk.syncFolder(path + "/cur");
    }

    /** The messages, those first that came first. */
    List<Letter> letters() throws IOException {
        TreeMap<String, Letter> byName = new TreeMap<>();
        // In this order: what a reader moves on meanwhile is then seen at least once.
        for (String folder : List.of(path + "/new", path + "/cur")) {
            if (disk.exists(folder)) {
                for (String name : disk.list(folder)) {
                    Letter letter = letter(folder, name);
                    byName.put(letter.baseName(), letter);
                }
            }
        }
        List<Letter> letters = new ArrayList<>(byName.values());
        letters.sort(BY_ARRIVAL);
        return letters;
    }

    private static Letter letter(String folder, String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != ':' && name.charAt(end) != ',') {
            end++; // Behind a comma some programs note sizes and numbers.
        }
        return new Letter(folder + "/" + name, name.substring(0, end));
    }

    /** Looks for a message by its base name. */
    Optional<Letter> find(String baseName) throws IOException {
        if (disk.exists(path + "/new/" + baseName)) {
            return Optional.of(new Letter(path + "/new/" + baseName, baseName));
        }
        return letters().stream()
                .filter(letter -> letter.baseName().equals(baseName))
                .findFirst();
    }

    /** Looks for a message by its uid. */
    Optional<Letter> withUid(String uid) throws IOException {
        if (uid.indexOf('/') < 0 && disk.exists(path + "/new/" + uid)) {
            return Optional.of(letter(path + "/new", uid));
        }
        return letters().stream().filter(letter -> letter.uid().equals(uid)).findFirst();
    }

    /**
     * Deletes a message; for good once the folders were synced.
     *
     * @return whether it was there
     */
    boolean delete(String baseName) throws IOException {
        // A reader may move it between the look and the deletion.
        for (Optional<Letter> found = find(baseName); found.isPresent(); found = find(baseName)) {
            String file = found.get().path();
            try {
                disk.delete(file);
                return true;
            } catch (NoSuchFileException e) {
                // Moved: where to, the next look tells.
            }
        }
        return false;
    }
}
