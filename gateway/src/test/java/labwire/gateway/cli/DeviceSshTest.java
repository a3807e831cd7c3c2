package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OpenSSH sees of a router beside its command line: keys, banners, filters, files, the size of the window. */
class DeviceSshTest {
    /** Of R2, whose lines let nobody in from home. */
    private static final int REFUSING_PORT = 2202;

    private static final int PORT = 2201;

    private static final String LAB = """
            name: course
            topology:
              nodes:
                R1:
                  kind: cisco_vios
                  startup-config: |
                    username admin privilege 15 password access123
                    ip scp server enable
                    banner login ^Authorised users of R1 only^
                    banner motd ^R1 goes down at noon^
                    interface GigabitEthernet0/1
                     ip address 192.168.1.2 255.255.255.0
                    line vty 0 4
                     login local
                  ports:
                    - "127.0.0.1:2201:22"
                R2:
                  kind: cisco_vios
                  startup-config: |
                    username admin privilege 15 password access123
                    access-list 10 deny 192.168.2.0 0.0.0.255
                    access-list 10 permit any
                    interface GigabitEthernet0/1
                     ip address 192.168.2.2 255.255.255.0
                    line vty 0 4
                     login local
                     access-class 10 in
                  ports:
                    - "127.0.0.1:2202:22"
                home:
                  kind: cloud
                  exec:
                    - ip address add 192.168.1.1/24 dev eth1
                    - ip address add 192.168.2.1/24 dev eth2
              links:
                - endpoints: ["R1:Gi0/1", "home:eth1"]
                - endpoints: ["R2:Gi0/1", "home:eth2"]
            """;

    @TempDir
    static Path folder;

    private static Path labFile;
    private static LabProcess lab;

    @BeforeAll
    static void start() throws IOException {
        labFile = Files.writeString(folder.resolve("lab.yaml"), LAB);
        lab = LabProcess.start(folder.resolve("data"), LabProcess.freeOffset(), labFile);
        assertThat(lab.startOutput()).contains("Lab course is up");
    }

    @AfterAll
    static void end() throws Exception {
        assertThat(lab.end().output()).doesNotContain("Exception");
    }

    private static LabProcess.Outcome withPassword(String program, String... arguments) throws Exception {
        ExternalProgram.assumePresent(program);
        List<String> command = new ArrayList<>(List.of("sshpass", "-p", "access123", program));
        command.addAll(
                List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + folder.resolve("known")));
        command.addAll(List.of(arguments));
        return ExternalProgram.run("", command.toArray(String[]::new));
    }

    @Test
    void aRoutersKeySurvivesARestartOfTheLab() throws Exception {
        ExternalProgram.assumePresent("ssh-keyscan");
        Path data = folder.resolve("restarted");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (LabProcess restarted = LabProcess.start(data, LabProcess.freeOffset(), labFile)) {
                String scanned = ExternalProgram.run(
                                "", "ssh-keyscan", "-p", String.valueOf(restarted.port(PORT)), "127.0.0.1")
                        .output();
                keys.add(scanned.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .sorted()
                        .toList()
                        .toString());
            }
        }
        assertThat(keys.get(0)).contains("ssh-rsa ").isEqualTo(keys.get(1));
    }

    @Test
    void bannersComeBeforeAndAfterThePassword() throws Exception {
        ExternalProgram.assumePresent("expect");
        Path script = Files.writeString(
                folder.resolve("banners.exp"), """
                set timeout 20
                spawn ssh -tt -o StrictHostKeyChecking=no -o UserKnownHostsFile=%s -p %d admin@127.0.0.1
                expect "Authorised users of R1 only"
                expect "assword:" ; send "access123\\r"
                expect "R1 goes down at noon"
                expect "R1#" ; send "exit\\r"
                expect eof
                """.formatted(folder.resolve("known"), lab.port(PORT)));
        assertThat(ExternalProgram.run("", "expect", script.toString()).output())
                .containsSubsequence("Authorised users of R1 only", "assword:", "R1 goes down at noon", "R1#");
    }

    @Test
    void theFilterOfTheLinesHolds() throws Exception {
        LabProcess.Outcome outcome = withPassword(
                "ssh",
                "-o",
                "ConnectTimeout=10",
                "-p",
                String.valueOf(lab.port(REFUSING_PORT)),
                "admin@127.0.0.1",
                "show clock");
        assertThat(outcome.status()).isEqualTo(255);
        assertThat(outcome.output()).containsAnyOf("Connection refused", "Connection reset", "Connection closed");
    }

    @Test
    void filesAreFetched() throws Exception {
        Path fetched = folder.resolve("fetched.cfg");
        LabProcess.Outcome outcome = withPassword(
                "scp",
                "-O",
                "-P",
                String.valueOf(lab.port(PORT)),
                "admin@127.0.0.1:running-config",
                fetched.toString());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(fetched).content().contains("hostname R1", "ip scp server enable");
    }

    @Test
    void thePagerKeepsToAWindowThatBecomesSmaller() throws Exception {
        ExternalProgram.assumePresent("expect");
        Path script =
                Files.writeString(folder.resolve("window.exp"), """
                set timeout 20
                spawn ssh -tt -o StrictHostKeyChecking=no -o UserKnownHostsFile=%s -p %d admin@127.0.0.1
                stty rows 50 columns 80 < $spawn_out(slave,name)
                expect "assword:" ; send "access123\\r"
                expect "R1#"
                stty rows 10 columns 80 < $spawn_out(slave,name)
                send "show clock\\r"
                expect "R1#" ; send "show running-config\\r"
                expect " --More-- " ; send "q"
                expect "R1#" ; send "exit\\r"
                expect eof
                """.formatted(folder.resolve("known"), lab.port(PORT)));
        String screen = ExternalProgram.run("", "expect", script.toString()).output();
        int begin = screen.indexOf("show running-config");
        int more = screen.indexOf("--More--", begin);
        assertThat(more).as(screen).isPositive();
        assertThat(screen.substring(begin, more).lines().count()).isBetween(8L, 11L);
    }
}
