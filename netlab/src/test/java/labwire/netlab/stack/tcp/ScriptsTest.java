package labwire.netlab.stack.tcp;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The conversations under {@code scripts}, a file for each RFC: a line {@code == name} begins one. See {@link Script}. */
class ScriptsTest {
    @TestFactory
    Stream<DynamicContainer> conversations() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(ScriptsTest.class.getResource("scripts")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(ScriptsTest::container).toList().stream();
        }
    }

    private static DynamicContainer container(Path file) {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> lines = List.of();
        for (String line : read(file)) {
            if (line.startsWith("== ")) {
                List<String> own = new ArrayList<>();
                lines = own;
                tests.add(DynamicTest.dynamicTest(line.substring(3), () -> Script.run(own)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line);
            }
        }
        return DynamicContainer.dynamicContainer(file.getFileName().toString(), tests);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
