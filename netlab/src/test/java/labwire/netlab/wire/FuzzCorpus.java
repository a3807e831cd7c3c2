package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The inputs beside a fuzz test, where Jazzer looks for them, and puts what it finds. */
public final class FuzzCorpus {
    private static final int MAX_CHANGES = 4;

    private FuzzCorpus() {}

    /**
     * By the names of their files, in their order.
     *
     * @param method the test that Jazzer runs
     */
    public static Map<String, byte[]> of(Class<?> test, String method) throws IOException, URISyntaxException {
        String folder = test.getSimpleName() + "Inputs/" + method;
        Path inputs =
                Path.of(Objects.requireNonNull(test.getResource(folder), folder).toURI());
        try (Stream<Path> files = Files.list(inputs)) {
            Map<String, byte[]> read = new LinkedHashMap<>();
            for (Path file : files.sorted().toList()) {
                read.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            assertThat(read).as(folder).isNotEmpty();
            return read;
        }
    }

    /** The input with a few of its octets changed. */
    public static byte[] mutant(byte[] input, SplittableRandom random) {
        byte[] mutant = input.clone();
        for (int left = 1 + random.nextInt(MAX_CHANGES); left > 0; left--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        return mutant;
    }
}
