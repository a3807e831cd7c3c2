package labwire.smtp.disk;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import labwire.smtp.disk.SimulatedNode.SimulatedFile;
import labwire.smtp.disk.SimulatedNode.SimulatedFolder;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that is as careless as POSIX lets a disk be: what was not synced may be gone after a
 * {@link #crash()}, the contents of a file and the names in a folder each on their own account. A rename that
 * nobody synced may leave the file under both names, or under neither.
 *
 * <p>For virtual labs and for tests, which can count its operations and cut its power before any one of them,
 * give it little room, or take it away for a while. Safe for any thread.
 */
public final class SimulatedDisk implements Disk {

    /** What becomes of the disk's next operations. */
    private enum Power {
        ON,
        /** Every operation fails, until {@link #restore()} or {@link #crash()}. */
        OFF
    }

    private final SimulatedFolder root = new SimulatedFolder();
    private final long capacityBytes;
    private long usedBytes;
    private long operations;
    private final List<Long> syncPoints = new ArrayList<>();
    private long powerCutAfter = Long.MAX_VALUE;
    private Power power = Power.ON;

    /** A disk of unlimited room. */
    public SimulatedDisk() {
        this(Long.MAX_VALUE);
    }

    /** A disk that holds {@code capacityBytes} octets of file contents. */
    public SimulatedDisk(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** How many changing operations (syncs among them) were done so far. */
    public synchronized long operations() {
        return operations;
    }

    /** Which of them were syncs, of files and of folders, by their numbers from 0. */
    public synchronized List<Long> syncPoints() {
        return List.copyOf(syncPoints);
    }

    /** Lets {@code count} more changing operations happen and cuts the power before the next. */
    public synchronized void cutPowerAfter(long count) {
        powerCutAfter = operations + count;
    }

    /** Fails every operation until {@link #restore()}; nothing is forgotten. */
    public synchronized void takeAway() {
        power = Power.OFF;
    }

    /** Gives power again without forgetting anything: the disk's user died, or a cable was out, and no more. */
    public synchronized void restore() {
        power = Power.ON;
        powerCutAfter = Long.MAX_VALUE;
    }

    /** Forgets everything that was not synced, then has power again. */
    public synchronized void crash() {
        crash(Forgetful.DICE);
    }

    /**
     * Forgets of what was not synced as much as the dice say, piece by piece: a name may have reached the disk or not,
     * of a file's tail any part may have, the last of it as rubbish. Then has power again.
     */
    public synchronized void crash(RandomGenerator dice) {
        root.crash(dice);
        usedBytes = root.countNames();
        power = Power.ON;
        powerCutAfter = Long.MAX_VALUE;
    }

    @Override
    public synchronized void makeFolder(String path) throws IOException {
        change();
        SimulatedFolder parent = parentOf(path);
        SimulatedNode there = parent.get(lastName(path));
        if (there == null) {
            parent.put(lastName(path), new SimulatedFolder());
        } else if (!(there instanceof SimulatedFolder)) {
            throw new FileAlreadyExistsException(path);
        }
    }

    @Override
    public synchronized List<String> list(String folder) throws IOException {
        checkPower();
        return folder(folder).names();
    }

    @Override
    public synchronized boolean exists(String path) {
        return path.isEmpty() || find(path) != null;
    }

    @Override
    public synchronized DiskFile create(String path) throws IOException {
        change();
        SimulatedFolder parent = parentOf(path);
        if (parent.get(lastName(path)) != null) {
            throw new FileAlreadyExistsException(path);
        }
        SimulatedFile file = new SimulatedFile();
        parent.put(lastName(path), file);
        return new OpenFile(file);
    }

    @Override
    public synchronized DiskFile open(String path) throws IOException {
        checkPower();
        return new OpenFile(file(path));
    }

    @Override
    public synchronized InputStream read(String path) throws IOException {
        checkPower();
        return new ByteArrayInputStream(file(path).read(0, file(path).size()));
    }

    @Override
    public synchronized byte[] read(String path, long offset, int length) throws IOException {
        checkPower();
        SimulatedFile file = file(path);
        if (offset + length > file.size()) {
            throw new EOFException(path + ": " + file.size() + " octets (expected: " + (offset + length) + ")");
        }
        return file.read(Math.toIntExact(offset), length);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        change();
        SimulatedFile file = file(from);
        SimulatedFolder target = parentOf(to);
        if (target.get(lastName(to)) instanceof SimulatedFile replaced) {
            unlink(replaced);
        }
        parentOf(from).remove(lastName(from));
        target.put(lastName(to), file);
    }

    @Override
    public synchronized void link(String from, String to) throws IOException {
        change();
        SimulatedFile file = file(from);
        SimulatedFolder target = parentOf(to);
        if (target.get(lastName(to)) != null) {
            throw new FileAlreadyExistsException(to);
        }
        file.addName();
        target.put(lastName(to), file);
    }

    @Override
    public synchronized long size(String path) throws IOException {
        checkPower();
        return file(path).size();
    }

    /** A file that loses its last name gives its room back. */
    private void unlink(SimulatedFile file) {
        if (file.removeName()) {
            usedBytes -= file.size();
        }
    }

    @Override
    public synchronized void delete(String path) throws IOException {
        change();
        unlink(file(path));
        parentOf(path).remove(lastName(path));
    }

    @Override
    public synchronized void syncFolder(String path) throws IOException {
        change();
        syncPoints.add(operations - 1);
        folder(path).sync();
    }

    private void change() throws IOException {
        if (operations >= powerCutAfter) {
            power = Power.OFF;
        }
        checkPower();
        operations++;
    }

    private void checkPower() throws IOException {
        if (power != Power.ON) {
            throw new IOException("the simulated disk has no power");
        }
    }

    private @Nullable SimulatedNode find(String path) {
        SimulatedNode node = root;
        for (String name : path.split("/")) {
            node = node instanceof SimulatedFolder folder ? folder.get(name) : null;
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    private SimulatedFolder folder(String path) throws IOException {
        if (path.isEmpty()) {
            return root;
        }
        if (find(path) instanceof SimulatedFolder folder) {
            return folder;
        }
        throw new NoSuchFileException(path, null, "no such folder");
    }

    private SimulatedFile file(String path) throws IOException {
        if (find(path) instanceof SimulatedFile file) {
            return file;
        }
        throw new NoSuchFileException(path, null, "no such file");
    }

    private SimulatedFolder parentOf(String path) throws IOException {
        return folder(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Dice that always say "forgotten". */
    private enum Forgetful implements RandomGenerator {
        DICE;

        @Override
        public long nextLong() {
            return 0;
        }
    }

    private final class OpenFile implements DiskFile {

        private final SimulatedFile file;

        OpenFile(SimulatedFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedDisk.this) {
                checkPower();
                return file.size();
            }
        }

        @Override
        public void append(ByteBuffer... data) throws IOException {
            synchronized (SimulatedDisk.this) {
                change();
                for (ByteBuffer part : data) {
                    // A full disk takes what fits, as a real one does.
                    int fits = (int) Math.min(part.remaining(), capacityBytes - usedBytes);
                    byte[] bytes = new byte[fits];
                    part.get(bytes);
                    file.append(bytes);
                    usedBytes += fits;
                    if (part.hasRemaining()) {
                        throw new DiskFullException("the simulated disk is full: " + usedBytes + " octets");
                    }
                }
            }
        }

        @Override
        public void overwrite(long offset, ByteBuffer data) throws IOException {
            synchronized (SimulatedDisk.this) {
                change();
                byte[] bytes = new byte[data.remaining()];
                data.get(bytes);
                file.overwrite(Math.toIntExact(offset), bytes);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (SimulatedDisk.this) {
                change();
                usedBytes -= file.size() - size;
                file.truncate(Math.toIntExact(size));
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (SimulatedDisk.this) {
                change();
                syncPoints.add(operations - 1);
                file.sync();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
