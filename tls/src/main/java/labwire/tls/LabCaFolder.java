package labwire.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A CA's home on disk.
 *
 * <pre>
 * ca.lock      held while one process loads or makes the files
 * ca.pem.new   1. written and synced          a crash up to here leaves no ca.key: the next start begins anew
 * ca.key.new   2. written and synced
 * ca.key       3. ca.key.new, renamed         a crash from here on: the next start does step 4
 * ca.pem       4. ca.pem.new, renamed
 * </pre>
 */
final class LabCaFolder {
    private static final String LOCK = "ca.lock";
    private static final String CERTIFICATE = "ca.pem";
    private static final String KEY = "ca.key";
    private static final String NEW = ".new";

    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC_FILE = PosixFilePermissions.fromString("rw-r--r--");

    /** File locks are held by the process; this one is for its threads. */
    private static final Object THREADS = new Object();

    private final Path folder;
    private final Path certificateFile;
    private final Path keyFile;

    LabCaFolder(Path folder) {
        this.folder = folder;
        this.certificateFile = folder.resolve(CERTIFICATE);
        this.keyFile = folder.resolve(KEY);
    }

    LabCa loadOrCreate(List<String> hostNames, InstantSource clock, SecureRandom random) {
        synchronized (THREADS) {
            try {
                if (!Files.isDirectory(folder)) {
                    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
                }
                try (FileChannel lock = FileChannel.open(
                        folder.resolve(LOCK),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_FILE))) {
                    lock.lock();
                    finishInterruptedCreation();
                    return Files.exists(keyFile) || Files.exists(certificateFile)
                            ? new LabCaFiles(certificateFile, keyFile).load(clock, random)
                            : create(hostNames, clock, random);
                }
            } catch (IOException e) {
                throw new LabCaException(folder + ": " + e + " (expected: a folder for the lab CA's files)", e);
            }
        }
    }

    private LabCa create(List<String> hostNames, InstantSource clock, SecureRandom random) throws IOException {
        LabCa ca = LabCa.create(LabCaFiles.KIND, hostNames, clock, random);
        write(sibling(certificateFile), ca.certificatePem(), PUBLIC_FILE);
        write(sibling(keyFile), Pem.encode(ca.key()), OWNER_FILE);
        syncFolder();
        rename(keyFile);
        rename(certificateFile);
        return ca;
    }

    private void finishInterruptedCreation() throws IOException {
        if (Files.exists(keyFile) && !Files.exists(certificateFile) && Files.exists(sibling(certificateFile))) {
            rename(certificateFile);
        }
    }

    private static void write(Path file, String text, Set<PosixFilePermission> mode) throws IOException {
        Files.deleteIfExists(file); // Left by an interrupted creation: its mode would be kept.
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(mode))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void rename(Path file) throws IOException {
        Files.move(sibling(file), file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path sibling(Path file) {
        return file.resolveSibling(file.getFileName() + NEW);
    }
}
