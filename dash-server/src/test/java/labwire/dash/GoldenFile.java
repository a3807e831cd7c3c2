package labwire.dash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A result that is kept in {@code src/test/resources/labwire/dash} and compared byte by byte. To write them anew after a
 * wanted change, then read the diff: {@code LABWIRE_GOLDEN=write mvn -pl dash-server -am test}.
 */
public final class GoldenFile {
    private static final Path FOLDER = Path.of("src/test/resources/labwire/dash");

    private GoldenFile() {}

    public static void assertMatches(String name, String actual) throws IOException {
        assertMatches(FOLDER.resolve(name), actual);
    }

    public static void assertMatches(Path file, String actual) throws IOException {
        if ("write".equals(System.getenv("LABWIRE_GOLDEN"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(file).as("written by LABWIRE_GOLDEN=write").exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
