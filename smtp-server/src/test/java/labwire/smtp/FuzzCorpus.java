package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The inputs beside a fuzz test, where Jazzer looks for them too, and puts what it finds. */
public final class FuzzCorpus {

    private FuzzCorpus() {}

    /** The inputs of one method, in the order of their files' names. */
    public static List<byte[]> of(Class<?> test, String method) throws IOException, URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(test.getResource(test.getSimpleName() + "Inputs/" + method), method)
                        .toURI());
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        assertThat(inputs).isNotEmpty();
        return inputs;
    }
}
