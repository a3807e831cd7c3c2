package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first lines that a course has its users type, as they type them, into routers that have no configuration yet. */
class CourseLinesTest {
    private static final int PATIENCE_SECONDS = 60;

    /** In their own case and abbreviations. */
    private static final List<String> LINES = List.of(
            "config t",
            "int gi0/0",
            "ip add 10.10.88.110 255.255.255.0",
            "no sh",
            "exit",
            "int gi0/3",
            "IP add DHCP",
            "no sh",
            "exit",
            "exit",
            "sh ip int br");

    /** R1 has what SSH needs, R2 nothing at all. */
    private static final String LAB = """
            name: course
            topology:
              nodes:
                R1:
                  kind: cisco_vios
                  startup-config: |
                    enable password access123
                    username admin password access123
                    interface GigabitEthernet0/1
                     ip address 192.168.1.2 255.255.255.0
                    line vty 0 4
                     login local
                  ports:
                    - "127.0.0.1:2201:22"
                R2:
                  kind: cisco_vios
                home:
                  kind: cloud
                  exec:
                    - ip address add 192.168.1.1/24 dev eth1
                    - ip address add 192.168.169.1/24 dev eth2
                  labels:
                    labwire.leases: R1:Gi0/3 192.168.169.110
              links:
                - endpoints: ["R1:Gi0/1", "home:eth1"]
                - endpoints: ["R1:Gi0/3", "home:eth2"]
            """;

    @TempDir
    static Path folder;

    private static LabProcess lab;

    @BeforeAll
    static void start() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), LAB);
        lab = LabProcess.start(folder.resolve("data"), LabProcess.freeOffset(), file);
        assertThat(lab.startOutput()).contains("Lab course is up");
    }

    @AfterAll
    static void end() throws Exception {
        assertThat(lab.end().output()).doesNotContain("Exception");
    }

    @Test
    void typedOverSshIntoAnEmptyRouter() throws Exception {
        ExternalProgram.assumePresent("ssh");
        ExternalProgram.assumePresent("expect");
        String typed = LINES.stream()
                .map(line -> "expect -re {R1(\\([a-z-]+\\))?#$}; send \"" + line + "\\r\"\n")
                .collect(Collectors.joining());
        Path script = Files.writeString(
                folder.resolve("lines.exp"), """
                set timeout 20
                spawn ssh -tt -o StrictHostKeyChecking=no -o UserKnownHostsFile=%s -p %d admin@127.0.0.1
                expect "assword:" ; send "access123\\r"
                expect "R1>" ; send "enable\\r"
                expect "assword:" ; send "access123\\r"
                %sexpect "GigabitEthernet0/3" ; expect "R1#" ; send "exit\\r"
                expect eof
                """.formatted(folder.resolve("known_hosts"), lab.port(2201), typed));
        LabProcess.Outcome outcome = ExternalProgram.run("", "expect", script.toString());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertShowsManualAndDhcp(outcome.output());
    }

    @Test
    void typedOnTheConsoleOfAnEmptyRouter() throws Exception {
        Process process = LabProcess.begin(
                List.of("console", "R2", "--data", folder.resolve("data").toString()));
        try (OutputStream keys = process.getOutputStream()) {
            String typed = "\renable\r" + String.join("\r", LINES) + "\r";
            keys.write(typed.getBytes(StandardCharsets.US_ASCII));
        }
        String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertShowsManualAndDhcp(screen);
    }

    private static void assertShowsManualAndDhcp(String screen) {
        assertThat(screen)
                .containsPattern("GigabitEthernet0/0 +10\\.10\\.88\\.110 +YES manual ")
                .containsPattern("GigabitEthernet0/3 +\\S+ +YES DHCP ")
                .doesNotContain("% ");
    }
}
