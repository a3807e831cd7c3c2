package labwire.smtp.disk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder of this machine as a {@link Disk}. */
public final class RealDisk implements Disk {

    /**
     * The most to read or write at once. A channel copies heap memory into direct memory of the same size, and each thread
     * keeps that for good.
     */
    private static final int PIECE_BYTES = 64 << 10;

    private final Path root;

    private RealDisk(Path root) {
        this.root = root;
    }

    /** Opens a folder, and makes it, readable by its owner alone, if it is not there. Its parent must be. */
    public static RealDisk at(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(root);
            }
            Path parent = root.getParent();
            if (parent != null) {
                force(parent);
            }
        }
        return new RealDisk(root);
    }

    @Override
    public void makeFolder(String path) throws IOException {
        try {
            Files.createDirectory(resolve(path));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(resolve(path))) {
                throw e;
            }
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try (Stream<Path> children = Files.list(resolve(folder))) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(resolve(path));
    }

    @Override
    public DiskFile create(String path) throws IOException {
        try {
            return new RealFile(
                    FileChannel.open(resolve(path), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public DiskFile open(String path) throws IOException {
        FileChannel channel = FileChannel.open(resolve(path), StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new RealFile(channel);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Files.newInputStream(resolve(path));
    }

    @Override
    public byte[] read(String path, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(resolve(path), StandardOpenOption.READ)) {
            ByteBuffer data = ByteBuffer.allocate(length);
            while (data.position() < length) {
                data.limit(Math.min(data.position() + PIECE_BYTES, length));
                if (channel.read(data, offset + data.position()) < 0) {
                    throw new EOFException(
                            path + ": " + data.position() + " octets at " + offset + " (expected: " + length + ")");
                }
            }
            return data.array();
        }
    }

    @Override
    public long size(String path) throws IOException {
        return Files.size(resolve(path));
    }

    @Override
    public void link(String from, String to) throws IOException {
        try {
            Files.createLink(resolve(to), resolve(from));
        } catch (UnsupportedOperationException e) {
            copy(from, to);
        } catch (IOException e) {
            throw named(e);
        }
    }

    private void copy(String from, String to) throws IOException {
        try (InputStream in = read(from);
                DiskFile file = create(to)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                file.append(ByteBuffer.wrap(piece, 0, count));
            }
            file.sync();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try {
            Files.move(resolve(from), resolve(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Files.delete(resolve(path));
    }

    @Override
    public void syncFolder(String path) throws IOException {
        force(resolve(path));
    }

    @Override
    public String toString() {
        return root.toString();
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path resolve(String path) {
        Path resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root)) {
            throw new IllegalArgumentException("path: " + path + " (expected: one inside " + root + ")");
        }
        return resolved;
    }

    /** Java has no exception of its own for ENOSPC and EDQUOT: the operating system's words are all there is. */
    private static IOException named(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded") ? new DiskFullException(e) : e;
    }

    private record RealFile(FileChannel channel) implements DiskFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void append(ByteBuffer... data) throws IOException {
            long total = 0;
            for (ByteBuffer part : data) {
                total += part.remaining();
            }
            try {
                if (total <= PIECE_BYTES) {
                    for (long left = total; left > 0; ) {
                        left -= channel.write(data);
                    }
                } else {
                    for (ByteBuffer part : data) {
                        appendInPieces(part);
                    }
                }
            } catch (IOException e) {
                throw named(e);
            }
        }

        private void appendInPieces(ByteBuffer part) throws IOException {
            int end = part.limit();
            while (part.position() < end) {
                part.limit(Math.min(part.position() + PIECE_BYTES, end));
                channel.write(part);
            }
        }

        @Override
        public void overwrite(long offset, ByteBuffer data) throws IOException {
            try {
                long at = offset;
                while (data.hasRemaining()) {
                    at += channel.write(data, at);
                }
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
            channel.position(channel.size());
        }

        @Override
        public void sync() throws IOException {
            try {
                channel.force(false); // fdatasync: the length is synced too, the time stamps need not be
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
