package labwire.gateway.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import labwire.gateway.data.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who starts a lab from a file that is wrong; nothing is left running. */
class BadLabTest {
    @TempDir
    Path folder;

    private Path file;
    private Path data;

    @BeforeEach
    void names() {
        file = folder.resolve("lab.yaml");
        data = folder.resolve("data");
    }

    private void refuses(String lab, String... messages) throws IOException {
        Files.writeString(file, lab);
        assertThatThrownBy(() -> LiveLab.start(new LiveLabOptions(file, data, 0)))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll(messages);
        // The folder is free again.
        DataFolder.open(data).close();
    }

    @Test
    void malformedYaml() throws IOException {
        refuses("name: x\ntopology: {nodes: [\n", file + ":", "expected");
    }

    @Test
    void anUnknownKind() throws IOException {
        refuses("""
                name: x
                topology:
                  nodes:
                    a: {kind: toaster}
                """, file + ":4: ", "toaster", "(expected: linux");
    }

    @Test
    void aCableToAPortThatDoesNotExist() throws IOException {
        refuses("""
                name: x
                topology:
                  nodes:
                    R1: {kind: cisco_vios, type: router}
                    a: {kind: linux}
                  links:
                    - endpoints: ["R1:Gi7/7", "a:eth1"]
                """, file + ":7: ", "R1:Gi7/7", "Gi0/0 to Gi0/3");
    }

    @Test
    void anAddressUsedTwice() throws IOException {
        refuses("""
                name: x
                topology:
                  nodes:
                    a: {kind: linux, exec: ["ip address add 10.0.0.1/24 dev eth1"]}
                    b: {kind: linux, exec: ["ip address add 10.0.0.1/24 dev eth1"]}
                  links:
                    - endpoints: ["a:eth1", "b:eth1"]
                """, file + ":5: ", "10.0.0.1");
    }

    @Test
    void aLineThatAHostsConsoleRefuses() throws IOException {
        refuses("""
                name: x
                topology:
                  nodes:
                    a: {kind: linux, exec: ["ip adress add 10.0.0.1/24 dev eth1"]}
                    b: {kind: linux}
                  links:
                    - endpoints: ["a:eth1", "b:eth1"]
                """, file + ":4: ", "adress", "expected");
    }

    @Test
    void anUnknownService() throws IOException {
        refuses("""
                name: x
                topology:
                  nodes:
                    a: {kind: linux, labels: {labwire.service: gopher}}
                """, file + ":4: labwire.service: gopher (expected: mail or video)");
    }

    @Test
    void aPublishedPortWithoutACloud() throws IOException {
        refuses("""
                name: x
                topology:
                  nodes:
                    a: {kind: linux, labels: {labwire.service: mail}, ports: ["29999:25"]}
                """, file + ":4: ", "no node of kind cloud (expected: one to enter by)");
    }

    @Test
    void aPortOffsetOutOfRange() throws IOException {
        Path lab = Path.of("../config/lab.yaml");
        assertThatThrownBy(() -> LiveLab.start(new LiveLabOptions(lab, data, 70_000)))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("lab.yaml:", "72201 (expected: 1-65535)");
        DataFolder.open(data).close();
    }

    @Test
    void aMissingFile() {
        assertThatThrownBy(() -> LiveLab.start(new LiveLabOptions(file, data, 0)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(file + ", which does not exist");
        assertThat(data).doesNotExist();
    }
}
