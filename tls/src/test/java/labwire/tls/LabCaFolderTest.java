package labwire.tls;

import static labwire.tls.Fixtures.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes are read, not tried out: that root may read everything makes no difference here. */
class LabCaFolderTest {
    @TempDir
    Path temp;

    private final AtomicLong seed = new AtomicLong();
    private Path folder;
    private Path certificate;
    private Path key;

    @BeforeEach
    void nameFiles() {
        folder = temp.resolve("data/ca");
        certificate = folder.resolve("ca.pem");
        key = folder.resolve("ca.key");
    }

    @Test
    void firstRunMakesTheFilesForTheirOwnerAlone() throws Exception {
        LabCa ca = load();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(Files.readString(certificate)).isEqualTo(ca.certificatePem());
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("ca.pem", "ca.key", "ca.lock");
        }
    }

    @Test
    void keyIsForItsOwnerAloneWhateverTheUmask() throws Exception {
        Process java = new ProcessBuilder(command("sh", "-c", "umask 000; exec \"$@\"", "sh"))
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(key)).isEqualTo("rw-------");
    }

    @Test
    void laterRunsLoadTheSameCa() {
        LabCa first = load();
        LabCa second = load();

        assertThat(second.certificatePem()).isEqualTo(first.certificatePem());
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void laterRunsKeepTheNamesTheCaWasMadeFor() throws Exception {
        LabCa.loadOrCreate(folder, List.of("mail"), CLOCK, SeededSecureRandom.of(1));
        LabCa later = LabCa.loadOrCreate(folder, List.of("video"), CLOCK, SeededSecureRandom.of(2));

        assertThat(Fixtures.names(later.issue("mail", List.of()).certificate())).contains("mail");
        assertThat(Fixtures.names(later.issue("video", List.of()).certificate()))
                .doesNotContain("video");
    }

    @Test
    void leavesAFolderThatItDidNotMakeAsItIs() throws Exception {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        load();

        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
        assertThat(mode(key)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-", "rw-rw-rw-"})
    void refusesAKeyThatOthersCanGetAt(String mode) throws Exception {
        load();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(this::load)
                .isInstanceOf(LabCaException.class)
                .hasMessageContaining(key + ": mode " + mode)
                .hasMessageContaining("chmod 600 " + key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(load()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "ca.key"})
    void refusesDamagedFiles(String name) throws Exception {
        load();
        Path file = folder.resolve(name);
        String whole = Files.readString(file);
        String[] damages = {
            "",
            "hello\n",
            whole.substring(0, whole.length() / 2),
            whole.replaceFirst("\n[A-Za-z0-9+/]{16}", "\n!!!!!!!!!!!!!!!!"),
            whole.replaceFirst("\n[A-Za-z0-9+/]{16}", "\nAAAAAAAAAAAAAAAA"),
            whole + whole,
            "x".repeat(1_000_000),
        };
        for (String damage : damages) {
            Files.writeString(file, damage);

            assertThatThrownBy(this::load)
                    .isInstanceOf(LabCaException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining("expected: ");
        }
    }

    @Test
    void refusesACertificateThatIsNotTheLabCas() throws Exception {
        LabCa ca = load();
        Files.writeString(certificate, ca.issue("mail", List.of()).certificatePem());

        assertThatThrownBy(this::load)
                .isInstanceOf(LabCaException.class)
                .hasMessageContaining(certificate + ": ")
                .hasMessageContaining("expected: the certificate of the lab CA");
    }

    @Test
    void refusesTheKeyOfAnotherCa() throws Exception {
        load();
        Files.writeString(key, Pem.encode(Fixtures.ca(KeyKind.P256, 99).key()));

        assertThatThrownBy(this::load)
                .isInstanceOf(LabCaException.class)
                .hasMessageContaining(key + ": the key of another certificate")
                .hasMessageContaining("expected: the key of " + certificate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "ca.key"})
    void refusesOneFileWithoutTheOther(String name) throws Exception {
        load();
        Files.delete(folder.resolve(name));

        assertThatThrownBy(this::load)
                .isInstanceOf(LabCaException.class)
                .hasMessageContaining(folder.resolve(name) + ": ")
                .hasMessageContaining("expected: both");
    }

    @Test
    void refusesACaThatTheClockCallsExpired() {
        LabCa ca = load();
        InstantSource late =
                InstantSource.fixed(ca.certificate().getNotAfter().toInstant().plus(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> LabCa.loadOrCreate(folder, late, SeededSecureRandom.of(1)))
                .isInstanceOf(LabCaException.class)
                .hasMessageContaining(certificate + ": valid from 2031-05-06T06:08:09Z to 2041-");
    }

    @Test
    void refusesAFolderThatCannotBe() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file");

        assertThatThrownBy(this::load)
                .isInstanceOf(LabCaException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("expected: ");
    }

    @Test
    void creationInterruptedBeforeTheKeyIsInPlaceBeginsAnew() throws Exception {
        load();
        Files.move(key, folder.resolve("ca.key.new"));
        Files.move(certificate, folder.resolve("ca.pem.new"));
        Files.setPosixFilePermissions(folder.resolve("ca.key.new"), PosixFilePermissions.fromString("rw-r--r--"));

        LabCa ca = load();

        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(load().certificatePem()).isEqualTo(ca.certificatePem());
    }

    @Test
    void creationInterruptedAfterwardsIsFinished() throws Exception {
        LabCa ca = load();
        Files.move(certificate, folder.resolve("ca.pem.new"));

        assertThat(load().certificatePem()).isEqualTo(ca.certificatePem());
    }

    @Test
    void firstRunsAtOnceInThreadsAgree() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> run = () -> load().certificatePem();
            List<String> certificates = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(Collections.nCopies(8, run))) {
                certificates.add(future.get());
            }
            assertThat(certificates).containsOnly(Files.readString(certificate));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void firstRunsAtOnceInProcessesAgree() throws Exception {
        List<Process> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(new ProcessBuilder(command()).redirectErrorStream(true).start());
        }
        List<String> certificates = new ArrayList<>();
        for (Process run : runs) {
            certificates.add(new String(run.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            assertThat(run.waitFor()).isZero();
        }

        assertThat(certificates).containsOnly(Files.readString(certificate));
    }

    /** What the other processes run: each with randomness of its own. */
    public static void main(String[] args) {
        System.out.print(
                LabCa.loadOrCreate(Path.of(args[0]), CLOCK, new SecureRandom()).certificatePem());
    }

    private List<String> command(String... before) {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LabCaFolderTest.class.getName(),
                folder.toString()));
        return command;
    }

    /** Each time with other randomness, so that another CA would show. */
    private LabCa load() {
        return LabCa.loadOrCreate(folder, CLOCK, SeededSecureRandom.of(seed.getAndIncrement()));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
