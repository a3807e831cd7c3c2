package labwire.gateway.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.DeviceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a router or a switch has saved, as files that a person can read and edit while the lab is down: {@code
 * startup-config} and {@code flash/}. Read once; changes are written in order, by an executor.
 */
public final class DeviceFolder implements DeviceStore {
    /** A larger file is not one that a device wrote. */
    private static final long MAX_FILE_BYTES = 67_108_864;

    private static final Logger LOG = LoggerFactory.getLogger(DeviceFolder.class);

    /** What is done to a file. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private final Path folder;
    private final Executor executor;
    private final List<DeviceFile> files = new ArrayList<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private boolean writing;

    private DeviceFolder(Path folder, Executor executor) {
        this.folder = folder;
        this.executor = executor;
    }

    /**
     * Reads a device's folder, which need not be there. Blocks.
     *
     * @param executor runs what blocks later
     * @throws DataFolderException if a file is there but cannot be read
     */
    public static DeviceFolder read(Path folder, Executor executor) {
        DeviceFolder read = new DeviceFolder(folder, executor);
        Path flash = folder.resolve("flash");
        try {
            if (Files.isRegularFile(folder.resolve(STARTUP_CONFIG))) {
                read.take(folder.resolve(STARTUP_CONFIG), STARTUP_CONFIG);
            }
            if (Files.isDirectory(flash)) {
                try (Stream<Path> listed = Files.list(flash)) {
                    for (Path file :
                            listed.filter(Files::isRegularFile).sorted().toList()) {
                        read.take(file, FLASH + file.getFileName());
                    }
                }
            }
        } catch (IOException e) {
            throw new DataFolderException(folder + ": " + e + " (expected: files that can be read)", e);
        }
        return read;
    }

    private void take(Path file, String name) throws IOException {
        if (Files.size(file) <= MAX_FILE_BYTES) {
            files.add(new DeviceFile(
                    name,
                    Files.readAllBytes(file),
                    Files.getLastModifiedTime(file).toInstant()));
        } else {
            LOG.warn("{}: left out: larger than {} bytes", file, MAX_FILE_BYTES);
        }
    }

    @Override
    public List<DeviceFile> files() {
        return List.copyOf(files);
    }

    @Override
    public void save(DeviceFile file) {
        change(() -> {
            Path target = folder.resolve(file.name());
            Files.createDirectories(target.getParent());
            Path half = target.resolveSibling(target.getFileName() + "~");
            Files.write(half, file.content());
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Override
    public void delete(String name) {
        change(() -> Files.deleteIfExists(folder.resolve(name)));
    }

    @Override
    public String describe(String name) {
        return folder.resolve(name).toString();
    }

    private void change(Change change) {
        synchronized (changes) {
            changes.add(change);
            if (writing) {
                return;
            }
            writing = true;
        }
        executor.execute(this::write);
    }

    /** One at a time, since {@link #writing} is set until there is no change left. */
    private void write() {
        while (true) {
            Change next;
            synchronized (changes) {
                if (changes.isEmpty()) {
                    writing = false;
                    changes.notifyAll();
                    return;
                }
                next = changes.remove();
            }
            try {
                next.make();
            } catch (IOException e) {
                LOG.warn("{}: not saved: {}", folder, e.toString());
            }
        }
    }

    /** Waits until what was saved so far has been written. Not on the lab's thread. */
    public void flush() {
        boolean interrupted = false;
        synchronized (changes) {
            while (writing) {
                try {
                    changes.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
