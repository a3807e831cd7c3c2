package labwire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that README.md tells users to type. */
class ReadmeTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyCommandSucceeds() throws Exception {
        for (String program : List.of("curl", "openssl", "python3")) {
            Program.assumeInstalled(program);
        }
        SecureRandom random = new SecureRandom();
        LabCa ca = LabCa.loadOrCreate(folder, InstantSource.system(), random);
        List<String> blocks = COMMANDS.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();

        try (TinyHttpsServer server = new TinyHttpsServer(ServerTls.of(ca.issue("mail", List.of()), random))) {
            String variables =
                    "set -ex; export no_proxy='*' CA='" + folder.resolve("ca.pem") + "' PORT=" + server.port() + '\n';
            for (String block : blocks) {
                Program sh = Program.run(variables + block, List.of("sh"));
                assertThat(sh.status()).as(sh.output()).isZero();
                assertThat(sh.output()).contains(TinyHttpsServer.GREETING, "DNS:labwire.test", "Verification: OK");
            }
        }
    }
}
