package labwire.netlab.console.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScpSessionTest {
    private static final int LIMIT = 1_000;

    /** Files in memory, and all that was said. */
    private static final class Fake implements ScpFiles, ScpSession.Output {
        final Map<String, byte[]> files = new TreeMap<>();
        final StringBuilder said = new StringBuilder();
        int ends;
        int status = -1;

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public Optional<String> refusal(String path, String name, long size) {
            return size > LIMIT ? Optional.of("No space left on device") : Optional.empty();
        }

        @Override
        public void write(String path, String name, byte[] content) {
            files.put(path, content);
        }

        @Override
        public void write(byte[] octets) {
            said.append(new String(octets, StandardCharsets.UTF_8));
        }

        @Override
        public void finished(int exitStatus) {
            ends++;
            status = exitStatus;
        }
    }

    private final Fake fake = new Fake();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void takesAFileHoweverItIsCut(int piece) {
        ScpSink sink = new ScpSink(fake, "flash0:/x.txt", fake);
        sink.begin();
        byte[] all = bytes("T1 0 1 0\nC0644 12 x.txt\nhello\nworld\n\0");
        for (int at = 0; at < all.length; at += piece) {
            sink.input(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)));
        }
        sink.inputEnded();
        assertThat(fake.files.get("flash0:/x.txt")).asString().isEqualTo("hello\nworld\n");
        assertThat(fake.said).hasToString("\0\0\0\0");
        assertThat(fake.status).isZero();
    }

    @Test
    void anEmptyFileIsAFile() {
        ScpSink sink = new ScpSink(fake, "x", fake);
        sink.begin();
        sink.input(bytes("C0644 0 x\n\0"));
        sink.inputEnded();
        assertThat(fake.files.get("x")).isEmpty();
        assertThat(fake.status).isZero();
    }

    @Test
    void aFileThatIsTooBigIsRefusedBeforeItIsSent() {
        ScpSink sink = new ScpSink(fake, "x", fake);
        sink.begin();
        sink.input(bytes("C0644 1001 x\nabc"));
        assertThat(fake.said).hasToString("\0\u0001No space left on device\n");
        assertThat(fake.status).isEqualTo(1);
        assertThat(fake.files).isEmpty();
    }

    @Test
    void aFileOfWhichAPartIsMissingIsNotWritten() {
        ScpSink sink = new ScpSink(fake, "x", fake);
        sink.begin();
        sink.input(bytes("C0644 10 x\nabc"));
        sink.inputEnded();
        assertThat(fake.files).isEmpty();
        assertThat(fake.status).isEqualTo(1);
    }

    @Test
    void neitherSideIsUpsetByNoise() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2_000; round++) {
            Fake each = new Fake();
            ScpSession session = round % 2 == 0 ? new ScpSink(each, "x", each) : new ScpSource(each, "x", each);
            session.begin();
            byte[] noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            session.input(bytes(round % 4 == 0 ? "C0644 5 y\n" : ""));
            session.input(noise);
            session.inputEnded();
            assertThat(each.ends).isEqualTo(1);
        }
    }

    @Test
    void givesAFileStepByStep() {
        fake.files.put("flash:/x.txt", bytes("hello"));
        ScpSource source = new ScpSource(fake, "flash:/x.txt", fake);
        source.begin();
        assertThat(fake.said).hasToString("");
        source.input(new byte[1]);
        assertThat(fake.said).hasToString("C0644 5 x.txt\n");
        source.input(new byte[1]);
        assertThat(fake.said).hasToString("C0644 5 x.txt\nhello\0");
        source.input(new byte[1]);
        assertThat(fake.status).isZero();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        ScpSource source = new ScpSource(fake, "flash:/x.txt", fake);
        source.begin();
        source.input(new byte[1]);
        assertThat(fake.said).hasToString("\u0001%Error opening flash:/x.txt (No such file or directory)\n");
        assertThat(fake.status).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "scp -t flash0:/x.txt, TO_DEVICE, flash0:/x.txt",
        "scp -v -p -t -- 'a b', TO_DEVICE, a b",
        "scp -f running-config, FROM_DEVICE, running-config",
        "scp -t, TO_DEVICE, ''",
    })
    void readsWhatAClientRuns(String line, ScpRequest.Direction direction, String path) {
        assertThat(ScpRequest.parse(line)).contains(new ScpRequest(direction, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show version", "scp x y", "scp", "scpx -t y"})
    void otherCommandsAreNotCopies(String line) {
        assertThat(ScpRequest.parse(line)).isEmpty();
    }
}
