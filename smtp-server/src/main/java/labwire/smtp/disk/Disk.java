package labwire.smtp.disk;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A POSIX-like disk, cut down to what a mail store needs: append-only files, renames, and syncs of files and
 * of folders <em>separately</em>. What a file holds is safe once the file was synced; that its name leads to it is
 * safe once its folder was synced. Nothing is safe before.
 *
 * <p>Paths are relative to the disk, with {@code /} between names; {@code ""} is the root folder. All methods
 * block, may be called from any thread, and throw {@link DiskFullException} when room is what is missing.
 */
public interface Disk {

    /** Makes a folder in an existing one; does nothing if it is there. */
    void makeFolder(String path) throws IOException;

    /** The names in a folder, sorted. */
    List<String> list(String folder) throws IOException;

    boolean exists(String path);

    /** Makes a new empty file, open for appending. */
    DiskFile create(String path) throws IOException;

    /** Opens an existing file for appending. */
    DiskFile open(String path) throws IOException;

    /** Reads a file from its start. */
    InputStream read(String path) throws IOException;

    /** Reads exactly {@code length} octets at {@code offset}; {@link java.io.EOFException} if there are fewer. */
    byte[] read(String path, long offset, int length) throws IOException;

    /** Octets in a file, synced or not. */
    long size(String path) throws IOException;

    /**
     * Gives a file a second name, which must be free. Where the file system has no hard links, makes a copy and syncs it.
     * What was synced of the file is safe under the new name once that name's folder was synced.
     */
    void link(String from, String to) throws IOException;

    /** Moves a file, replacing what had the new name. Both folders need a sync for it to last. */
    void rename(String from, String to) throws IOException;

    void delete(String path) throws IOException;

    /** Makes the names in a folder (not what is behind them) last. */
    void syncFolder(String path) throws IOException;
}
