package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import labwire.tls.SeededSecureRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersFileTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrites() throws Exception {
        Path file = folder.resolve("users");
        Files.write(
                file,
                List.of(
                        "# who may log in",
                        "",
                        UsersFile.plainLine("alice", "with:colon {and} # all"),
                        UsersFile.scramLine("bob@example.com", "b\u00FCilder", 5_000, SeededSecureRandom.of(1))));
        Assumptions.assumeTrue(
                Files.getFileStore(file).supportsFileAttributeView("posix"), "the file system has no permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        UserTable users = UsersFile.read(file);
        assertThat(users.names()).containsExactly("alice", "bob@example.com");
        assertThat(users.forms()).containsExactly(Secret.Form.PLAIN, Secret.Form.SCRAM_SHA_256);
        assertThat(users.scramIterations()).isEqualTo(5_000);
        assertThat(users.find("ALICE").orElseThrow().secret().matches("with:colon {and} # all"))
                .isTrue();
        Secret bobs = users.find("bob@example.com").orElseThrow().secret();
        assertThat(bobs.matches("b\u00FCilder")).isTrue();
        assertThat(bobs.matches("bu\u0308ilder")).as("typed in another way").isTrue();
        assertThat(bobs.matches("")).isFalse();
        assertThat(users.find("carol")).isEmpty();
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("users");
        Files.writeString(file, "alice:{PLAIN}wonderland\n");
        Assumptions.assumeTrue(
                Files.getFileStore(file).supportsFileAttributeView("posix"), "the file system has no permissions");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> UsersFile.read(file))
                .isInstanceOf(UsersFileException.class)
                .hasMessage(file + ": rw-r----- (expected: rw-------, for its owner alone)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alice                             | no colon (expected: name:{PLAIN}secret)
            alice:secret                      | secret of an unknown form (expected: {PLAIN} or {SCRAM-SHA-256})
            alice:{MD5}secret                 | secret of an unknown form (expected: {PLAIN} or {SCRAM-SHA-256})
            :{PLAIN}secret                    | user name: 0 characters (expected: 1 to 255 octets, without control characters and colons)
            alice:{PLAIN}                     | password: 0 characters (expected: 1 to 1024 octets, without control characters and others that RFC 4013 prohibits)
            bob:{PLAIN}other                  | user: bob (expected: a name other than that of Bob)
            alice:{SCRAM-SHA-256}4096:AAAA    | SCRAM secret of 2 parts (expected: 4, iterations:salt:stored-key:server-key)
            alice:{SCRAM-SHA-256}1:AAAA:%K:%K | iterations: 1 (expected: 4096 to 1000000)
            alice:{SCRAM-SHA-256}x:AAAA:%K:%K | iterations: not a number (expected: 4096 to 1000000)
            alice:{SCRAM-SHA-256}4096::%K:%K  | salt: 0 octets (expected: 1 to 64)
            alice:{SCRAM-SHA-256}4096:A:%K:%K | salt: not base64 (expected: base64)
            alice:{SCRAM-SHA-256}4096:AAAA:AAAA:%K | stored key: 3 octets (expected: 32)
            alice:{SCRAM-SHA-256}4096:AAAA:%K:     | server key: 0 octets (expected: 32)
            """)
    void errorsNameTheLineAndNotTheSecret(String line, String problem) {
        String key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        List<String> lines = List.of("Bob:{PLAIN}x", "", "# comment", line.replace("%K", key));
        assertThatThrownBy(() -> UsersFile.parse("users", lines))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("users:4: " + problem);
    }

    @Test
    void linesThatCouldNotBeReadBackAreNotMade() {
        assertThatThrownBy(() -> UsersFile.plainLine("#alice", "x")).hasMessageContaining("expected: not to begin");
        assertThatThrownBy(() -> UsersFile.plainLine("a:b", "x")).hasMessageContaining("expected: ");
        assertThatThrownBy(() -> UsersFile.plainLine("alice", "a\nb")).hasMessageContaining("expected: ");
    }
}
