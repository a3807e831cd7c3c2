package labwire.dash.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import labwire.dash.title.TitleNames;
import org.jspecify.annotations.Nullable;

/**
 * A title in the making, in a hidden folder of the library: on the disk before it gets its name, gone if it does not. Not
 * for several threads.
 */
final class TitleFolder implements Closeable {
    private final Path library;
    private final Path path;
    private final Path work;
    private final Set<String> names = new HashSet<>();

    private TitleFolder(Path library, Path path, Path work) {
        this.library = library;
        this.path = path;
        this.work = work;
    }

    static TitleFolder create(Path library, String name) throws IOException {
        Files.createDirectories(library);
        Path path = Files.createTempDirectory(library, "." + name + "-");
        return new TitleFolder(library, path, Files.createDirectory(path.resolve(".work")));
    }

    Path path() {
        return path;
    }

    /** For files that are not to stay. */
    Path work() {
        return work;
    }

    /**
     * Takes a file in, by a name that no other one has.
     *
     * @return the name
     */
    String add(Path source, String extension) throws IOException {
        String file = source.getFileName().toString();
        int dot = file.lastIndexOf('.');
        String stem = TitleNames.suggest(dot > 0 ? file.substring(0, dot) : file);
        String room = stem.length() > 48 ? stem.substring(0, 48) : stem;
        String name = room + extension;
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = room + "-" + i + extension;
        }
        Path target = path.resolve(name);
        if (source.startsWith(work)) {
            Files.move(source, target);
        } else {
            // Copied, not linked: who writes to the source later does not write to the title.
            Files.copy(source, target);
        }
        sync(target);
        return name;
    }

    void write(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
        sync(file);
    }

    /**
     * Gives it its name, in place of what has it.
     *
     * @return where it is now
     */
    Path moveTo(String name) throws IOException {
        delete(work);
        sync(path);
        Path target = library.resolve(name);
        if (Files.exists(target)) {
            Path away = Files.createTempDirectory(library, ".old-");
            Files.move(target, away.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            delete(away);
        } else {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }
        sync(library);
        return target;
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes what is left of it, if it has no name by now. */
    @Override
    public void close() throws IOException {
        delete(path);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
