package labwire.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources, because a package without annotations leaves no trace in the class files. */
class PackageInfoTest {
    private static final List<String> MODULES =
            List.of("tls", "netlab", "smtp-server", "dash-server", "gateway", "testkit");

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        List<Path> packages = packages();
        assertThat(packages).hasSizeGreaterThan(MODULES.size());
        assertThat(packages)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("/**")
                        .contains("@NullMarked"));
    }

    private static List<Path> packages() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> roots = MODULES.stream()
                .map(module -> root.resolve(module).resolve("src/main/java"))
                .toList();
        assertThat(roots).allMatch(Files::isDirectory);
        return roots.stream().flatMap(PackageInfoTest::packagesBelow).toList();
    }

    private static Stream<Path> packagesBelow(Path sources) {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(Files::isDirectory).filter(PackageInfoTest::holdsClasses).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
