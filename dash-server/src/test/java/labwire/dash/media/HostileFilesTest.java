package labwire.dash.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import labwire.dash.isobmff.Mp4Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileFilesTest {
    /** What opening a file of some kilobytes may cost; the largest of those here is a quarter of a megabyte. */
    private static final long MAX_ALLOCATION = 16 << 20;

    private static final int MUTANTS = 2000;

    @TempDir
    private static Path folder;

    static List<HostileFiles.Hostile> hostileFiles() {
        return HostileFiles.all();
    }

    @Test
    void thereAreAHundredOfThemAtLeast() {
        assertThat(hostileFiles())
                .hasSizeGreaterThanOrEqualTo(100)
                .extracting(HostileFiles.Hostile::toString)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileFiles")
    void isRefusedWithTheBoxAndTheReason(HostileFiles.Hostile hostile) throws IOException {
        Path path = Files.write(folder.resolve("hostile.mp4"), hostile.bytes().toArray());
        try (FileSource file = FileSource.open(path)) {
            long before = allocated();
            Mp4Exception refusal = catchThrowableOfType(Mp4Exception.class, () -> MediaFile.open(file));
            assertThat(allocated() - before).isLessThan(MAX_ALLOCATION);
            assertThat(refusal).as("refusal").isNotNull();
            assertThat(refusal.path()).isEqualTo(hostile.path());
            assertThat(refusal.reason()).contains("(expected: ");
        }
    }

    /** Every good file of the tests, spoilt at random: whatever happens, nothing else is thrown, and little is allocated. */
    @Test
    void mutantsAreReadOrRefused() throws IOException {
        Random random = new Random(20_261_122);
        List<byte[]> corpus = BoxFuzzTest.seeds();
        int read = 0;
        Path path = folder.resolve("mutant.mp4");
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = corpus.get(i % corpus.size()).clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xFF : 0);
            }
            long before = allocated();
            read += BoxFuzzTest.isRead(bytes, path) ? 1 : 0;
            assertThat(allocated() - before).as("mutant %d", i).isLessThan(MAX_ALLOCATION);
        }
        assertThat(read).as("both ways are walked").isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
