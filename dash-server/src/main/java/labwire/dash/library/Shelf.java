package labwire.dash.library;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import labwire.dash.live.Live;
import labwire.dash.title.OnDemand;
import labwire.dash.title.Title;
import labwire.dash.title.TitleException;
import labwire.dash.title.TitleFile;
import labwire.dash.title.TitleNames;
import org.jspecify.annotations.Nullable;

/** The titles found in folders. May be used from any thread; what it says is as of the last scan. */
final class Shelf implements Closeable {
    /** Folders looked at, in each library. */
    static final int MAX_TITLES = 10_000;

    private final List<Path> folders;
    private volatile Contents contents = new Contents(new TreeMap<>(), List.of());

    /** A title in both its forms. */
    record Shelved(Title title, OnDemand onDemand, Live live) {
        static Shelved of(Title title) {
            return new Shelved(title, new OnDemand(title), new Live(title));
        }
    }

    /** By name; never changed. */
    private record Contents(NavigableMap<String, Shelved> titles, List<String> problems) {}

    Shelf(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    @Nullable
    Shelved get(String name) {
        return contents.titles.get(name);
    }

    /** In order of their names. */
    List<Shelved> all() {
        return List.copyOf(contents.titles.values());
    }

    List<String> problems() {
        return contents.problems;
    }

    /**
     * Looks at the folders. Titles whose files are as they were stay open.
     *
     * @throws IOException if a folder cannot be listed; the titles are then as before
     */
    synchronized void scan() throws IOException {
        NavigableMap<String, Shelved> found = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Path> candidate : candidates(problems).entrySet()) {
            String name = candidate.getKey();
            Shelved before = contents.titles.get(name);
            if (before != null && before.title.isCurrent(candidate.getValue())) {
                found.put(name, before);
                continue;
            }
            try {
                found.put(name, Shelved.of(Title.open(candidate.getValue(), name)));
            } catch (TitleException e) {
                problems.add(name + ": " + e.getMessage());
            } catch (IOException e) {
                problems.add(name + ": cannot be read: " + e);
            }
        }
        found.forEach(
                (name, shelved) -> shelved.title.problems().forEach(problem -> problems.add(name + ": " + problem)));
        contents = new Contents(found, List.copyOf(problems));
    }

    private Map<String, Path> candidates(List<String> problems) throws IOException {
        Map<String, Path> candidates = new TreeMap<>();
        for (Path folder : folders) {
            for (Path title : isTitle(folder) ? List.of(folder) : titles(folder)) {
                String name = title.toAbsolutePath().normalize().getFileName().toString();
                try {
                    TitleNames.checkName(name);
                    Path other = candidates.putIfAbsent(name, title);
                    if (other != null) {
                        problems.add(name + ": in " + title + " too (expected: only in " + other + ")");
                    }
                } catch (TitleException e) {
                    problems.add(title + ": " + e.getMessage());
                }
            }
        }
        return candidates;
    }

    private static boolean isTitle(Path folder) {
        return Files.isRegularFile(folder.resolve(TitleFile.NAME));
    }

    private static List<Path> titles(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            // Hidden folders are titles in the making.
            return children.limit(MAX_TITLES)
                    .filter(child -> !child.getFileName().toString().startsWith(".") && isTitle(child))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (Shelved shelved : contents.titles.values()) {
            shelved.title.close();
        }
        contents = new Contents(new TreeMap<>(), List.of());
    }
}
