package labwire.netlab.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in start-up configs and {@code exec} lines, found when the lab is built. */
class LabBuildTest {
    @TempDir
    Path folder;

    @Test
    void namesFileAndLineOfAnAddressThatIsUsedTwice() throws IOException {
        Files.writeString(folder.resolve("R1.cfg"), "interface Gi0/0\n ip address 10.0.0.1 255.255.255.0\n");
        Files.writeString(
                folder.resolve("SW1.cfg"), "!\ninterface Vlan1\n ip address 10.0.0.1 255.255.255.0\n no shutdown\n");
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1: {kind: cisco_vios, startup-config: R1.cfg}
                            SW1: {kind: cisco_vios, type: switch, startup-config: SW1.cfg}
                            pc:
                              kind: linux
                              exec:
                                - ip address add 10.0.0.1/24 dev eth1
                          links:
                            - endpoints: ["R1:Gi0/0", "SW1:Gi0/0"]
                            - endpoints: ["pc:eth1", "SW1:Gi0/1"]
                        """))
                .containsExactly(
                        "SW1.cfg:3: address of SW1's Vlan1: 10.0.0.1, again"
                                + " (expected: one other than that of R1's GigabitEthernet0/0 at R1.cfg:2)",
                        "lab.yaml:9: address of pc's eth1: 10.0.0.1, again"
                                + " (expected: one other than that of R1's GigabitEthernet0/0 at R1.cfg:2)");
    }

    @Test
    void anAddressThatWasReplacedIsFree() throws IOException {
        Files.writeString(
                folder.resolve("R1.cfg"),
                "int gi0/0\n ip address 10.0.0.1 255.255.255.0\n ip address 10.0.0.2 255.255.255.0\n");
        Lab lab = build("""
                name: demo
                topology:
                  nodes:
                    R1: {kind: cisco_vios, startup-config: R1.cfg}
                    pc:
                      kind: linux
                      exec: [ip address add 10.0.0.1/24 dev eth1]
                  links:
                    - endpoints: ["R1:Gi0/0", "pc:eth1"]
                """);
        assertThat(lab.devices()).hasSize(2);
    }

    @Test
    void namesEveryLineThatIsRefused() throws IOException {
        Files.writeString(folder.resolve("R1.cfg"), """
                hostname R1
                interfce Gi0/0
                interface Gi0/7
                interface Gi0/0
                 ip adress 10.0.0.1 255.255.255.0
                 ip address 10.0.0.1 255.0.255.0
                 ip address 10.0.0.1
                 ip address 10.0.0.255 255.255.255.0
                i
                exit
                s
                ip route 10.0.0.1 255.255.255.0 10.0.0.2
                end
                nonsense after the end
                """);
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1: {kind: cisco_vios, startup-config: R1.cfg}
                            pc:
                              kind: linux
                              exec:
                                - ip address add 10.0.0.9/24 dev eth9
                                - ip adress show
                                - ping -c 1 10.0.0.1
                                - reboot
                        """))
                .containsExactly(
                        "R1.cfg:2: line for R1: interfce, in interfce Gi0/0 (expected: a command)",
                        "R1.cfg:3: line for R1: GigabitEthernet0/7 (expected: one of Gi0/0 to Gi0/3)",
                        "R1.cfg:5: line for R1: adress, in ip adress 10.0.0.1 255.255.255.0"
                                + " (expected: address, redirects)",
                        "R1.cfg:6: line for R1: 255.0.255.0"
                                + " (expected: a mask of leading ones, such as 255.255.255.0)",
                        "R1.cfg:7: line for R1: ip address 10.0.0.1 (expected: A.B.C.D after it)",
                        "R1.cfg:8: line for R1: 10.0.0.255/24 (expected: a host's address in its network)",
                        "R1.cfg:9: line for R1: i (expected: address, redirects after it)",
                        "R1.cfg:11: line for R1: s (expected: service or snmp-server)",
                        "R1.cfg:12: line for R1: 10.0.0.1 255.255.255.0"
                                + " (expected: a network and its mask, such as 10.10.88.0 255.255.255.0)",
                        "lab.yaml:8: line for pc: eth9 (expected: an interface of this host)",
                        "lab.yaml:9: line for pc: adress, in ip adress show"
                                + " (expected: address, link, neigh, neighbor, neighbour, route)",
                        "lab.yaml:10: line for pc: ping -c 1 10.0.0.1 (expected: a command that ends at once)",
                        "lab.yaml:11: line for pc: reboot (expected: exit, hostname, ip, ping, traceroute)");
    }

    private Lab build(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), text);
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            return Lab.build(LabFileLoader.load(file), time.loop(), new RandomStreams(1));
        }
    }

    private List<String> problems(String text) {
        LabException e = catchThrowableOfType(LabException.class, () -> build(text));
        assertThat(e).as("refused").isNotNull();
        return e.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
