package labwire.dash.manifest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Manifests of our own that have between them all that manifests have: the corpus of {@link MpdFuzzTest}. */
final class MpdExamples {
    private MpdExamples() {}

    static List<Path> all() throws IOException {
        return corpus().stream()
                .filter(file -> file.toString().endsWith(".mpd"))
                .toList();
    }

    /** The examples, and what a fuzzer once found. */
    static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    static Mpd read(String name) throws IOException, MpdException {
        return MpdReader.read(Files.readAllBytes(folder().resolve(name)));
    }

    private static Path folder() {
        try {
            return Path.of(
                    Objects.requireNonNull(MpdExamples.class.getResource("MpdFuzzTestInputs/readsBackWhatItReads"))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
