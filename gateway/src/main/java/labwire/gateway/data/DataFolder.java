package labwire.gateway.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one running lab has for itself: certificate authority, mail, titles, the local API's address.
 *
 * <pre>
 *  data/
 *    lock       held while the lab runs; holds its process ID
 *    api.json   where the lab's API listens, and its token (owner only)
 *    ca/        the lab CA
 *    devices/NODE/ what a router or a switch has saved: startup-config, flash/
 *    mail/HOST/ the mail store of a host
 *    log/       what web servers were asked for, since the lab was started
 *    ssh/NODE/  the host keys of a router or a switch (owner only)
 *    video/     titles that were ingested
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
    private static final int MAX_PID_LENGTH = 20;

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder if it is missing, readable by its owner alone, and locks it.
     *
     * @throws DataFolderException if another lab runs in it, or it cannot be made or written
     */
    public static DataFolder open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String owner = readOwner(channel);
                channel.close();
                throw new DataFolderException(path + ": in use by process " + owner
                        + " (expected: a free data folder; end that lab with './labwire down', or choose another with"
                        + " --data DIR)");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new DataFolderException(
                    path + ": " + reason(e) + " (expected: a folder that can be written; choose one with --data DIR)",
                    e);
        }
    }

    /** Where a lab in this folder says how it is reached. */
    public static Path apiFile(Path folder) {
        return folder.resolve("api.json");
    }

    public static Path ca(Path folder) {
        return folder.resolve("ca");
    }

    public Path path() {
        return path;
    }

    public Path ca() {
        return ca(path);
    }

    public Path apiFile() {
        return apiFile(path);
    }

    /** The folder of what a router or a switch has saved. */
    public Path device(String node) {
        return path.resolve("devices").resolve(node);
    }

    /** The folder of a host's mail. */
    public Path mail(String host) {
        return path.resolve("mail").resolve(host);
    }

    /** The folder of a device's SSH host keys. */
    public Path ssh(String node) {
        return path.resolve("ssh").resolve(node);
    }

    /** The folder of access logs. */
    public Path log() {
        return path.resolve("log");
    }

    /** The folder of titles, for all video servers. */
    public static Path titles(Path folder) {
        return folder.resolve("video");
    }

    public Path titles() {
        return titles(path);
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new DataFolderException(path + ": " + reason(e) + " (expected: a lock that can be released)", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String readOwner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(MAX_PID_LENGTH);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
