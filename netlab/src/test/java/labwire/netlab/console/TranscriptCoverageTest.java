package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import labwire.netlab.console.GraphNode.Edge;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;
import labwire.netlab.console.ios.image.IosImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every {@code show} command that any feature offers, and every mode, is in some transcript. */
class TranscriptCoverageTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "labwire", "netlab", "console");
    private static final Pattern TYPED =
            Pattern.compile(" *[A-Za-z][A-Za-z0-9_-]*(\\([a-z0-9-]+\\))?([>#])(?:do )?(.*)");

    private static List<Matcher> typed() {
        List<Matcher> typed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).stream()
                        .map(TYPED::matcher)
                        .filter(Matcher::matches)
                        .forEach(typed::add);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return typed;
    }

    private static String suffix(Matcher line) {
        String mode = line.group(1) == null ? "" : line.group(1);
        return mode + line.group(2);
    }

    /** The commands below a node, each with the ways to it. */
    private static IdentityHashMap<Command<IosConsole>, List<String>> commands(GraphNode<IosConsole> node, String way) {
        IdentityHashMap<Command<IosConsole>, List<String>> found = new IdentityHashMap<>();
        node.command().ifPresent(command -> found.put(command, new ArrayList<>(List.of(way))));
        List<Edge<IosConsole>> edges = new ArrayList<>(node.keywordsFor(""));
        edges.addAll(node.arguments());
        for (Edge<IosConsole> edge : edges) {
            commands(edge.target(), way + " " + edge.token().shown())
                    .forEach((command, ways) -> found.computeIfAbsent(command, key -> new ArrayList<>())
                            .addAll(ways));
        }
        return found;
    }

    private static IdentityHashMap<Command<IosConsole>, List<String>> showCommands(IosLanguage language) {
        Edge<IosConsole> show =
                language.graph(Kind.PRIVILEGED_EXEC).root().keywordsFor("show").get(0);
        return commands(show.target(), "show");
    }

    @Test
    void everyShowCommandIsInSomeTranscript() {
        List<IosLanguage> languages = List.of(IosImage.ROUTER, IosImage.SWITCH);
        Set<String> seen = new TreeSet<>();
        Map<IosLanguage, IdentityHashMap<Command<IosConsole>, List<String>>> offered = new LinkedHashMap<>();
        for (IosLanguage language : languages) {
            IdentityHashMap<Command<IosConsole>, List<String>> commands = showCommands(language);
            offered.put(language, commands);
            Set<Command<IosConsole>> matched = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Matcher line : typed()) {
                if (language.graph(Kind.PRIVILEGED_EXEC).parse(line.group(3))
                        instanceof Parsed.Matched<IosConsole> found) {
                    matched.add(found.command());
                }
            }
            commands.forEach((command, ways) -> {
                if (matched.contains(command)) {
                    seen.addAll(ways);
                }
            });
        }
        Set<String> unseen = new TreeSet<>();
        offered.values()
                .forEach(commands -> commands.values().forEach(ways -> {
                    if (Collections.disjoint(ways, seen)) {
                        unseen.add(ways.get(0));
                    }
                }));
        assertThat(unseen).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KEPT", "LOGGED_OUT"})
    void everyModeIsInSomeTranscript(Kind mode) {
        assertThat(typed().stream().map(TranscriptCoverageTest::suffix)).contains(mode.suffix());
    }
}
