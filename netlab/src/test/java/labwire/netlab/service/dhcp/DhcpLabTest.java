package labwire.netlab.service.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import labwire.netlab.console.Transcript;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on R1, a relay agent on R2, and R3, which asks through it; R4 asks the server itself. */
class DhcpLabTest {
    @TempDir
    Path folder;

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-01T10:15:00Z"));

    private Lab lab() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
                name: dhcp
                topology:
                  nodes:
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        hostname R1
                        ip dhcp excluded-address 10.0.4.1 10.0.4.9
                        ip dhcp excluded-address 10.0.3.1
                        ip dhcp pool near
                         network 10.0.4.0 255.255.255.0
                         default-router 10.0.4.1
                         dns-server 10.0.4.1
                         domain-name labwire.test
                        ip dhcp pool far
                         network 10.0.3.0 /24
                         default-router 10.0.3.1
                         lease 0 1
                        interface Gi0/0
                         ip address 10.0.12.1 255.255.255.0
                         no shutdown
                        interface Gi0/1
                         ip address 10.0.4.1 255.255.255.0
                         no shutdown
                        ip route 10.0.3.0 255.255.255.0 10.0.12.2
                    R2:
                      kind: cisco_vios
                      startup-config: |
                        hostname R2
                        interface Gi0/0
                         ip address 10.0.12.2 255.255.255.0
                         no shutdown
                        interface Gi0/1
                         ip address 10.0.3.1 255.255.255.0
                         ip helper-address 10.0.12.1
                         no shutdown
                    R3:
                      kind: cisco_vios
                      startup-config: |
                        hostname R3
                        interface Gi0/3
                         ip address dhcp
                         no shutdown
                    R4:
                      kind: cisco_vios
                      startup-config: |
                        hostname R4
                        interface Gi0/3
                         ip address dhcp
                         no shutdown
                  links:
                    - endpoints: ["R1:Gi0/0", "R2:Gi0/0"]
                    - endpoints: ["R2:Gi0/1", "R3:Gi0/3"]
                    - endpoints: ["R1:Gi0/1", "R4:Gi0/3"]
                """);
        return Lab.build(LabFileLoader.load(file), time.loop(), new RandomStreams(1));
    }

    private String typed(Lab lab, String node, String line) {
        return Transcript.run(time, lab.console(lab.device(node).orElseThrow()), line);
    }

    @Test
    void addressesComeFromTheServerAndThroughTheRelayAgent() throws IOException {
        Lab lab = lab();
        time.runFor(Duration.ofSeconds(10));
        assertThat(typed(lab, "R4", "show ip interface brief"))
                .containsPattern("GigabitEthernet0/3 +10.0.4.10 +YES DHCP +up +up");
        assertThat(typed(lab, "R3", "show ip interface brief"))
                .containsPattern("GigabitEthernet0/3 +10.0.3.2 +YES DHCP +up +up");
        assertThat(typed(lab, "R3", "show ip route"))
                .contains("Gateway of last resort is 10.0.3.1 to network 0.0.0.0")
                .containsPattern("S\\* +0.0.0.0/0 \\[254/0\\] via 10.0.3.1");
        assertThat(typed(lab, "R3", "ping 10.0.4.10")).contains("Success rate is 0 percent");
        assertThat(typed(lab, "R3", "ping 10.0.12.1")).contains("!!!!!");
        assertThat(typed(lab, "R1", "show ip dhcp binding"))
                .contains("""
                Bindings from all pools not associated with VRF:
                IP address          Client-ID/              Lease expiration        Type
                                    Hardware address/
                                    User name
                """)
                .containsPattern("10.0.3.2 +0063.6973.636f.2d30.+ Mar 01 2026 11:15 AM +Automatic\n")
                .containsPattern("10.0.4.10 +0063.6973.636f.2d30.+ Mar 02 2026 10:15 AM +Automatic\n");
        assertThat(typed(lab, "R4", "show dhcp lease"))
                .contains("Temp IP addr: 10.0.4.10  for peer on Interface: GigabitEthernet0/3", "state: 5 Bound");
        assertThat(typed(lab, "R2", "show ip interface gi0/1")).contains("  Helper address is 10.0.12.1\n");
        assertThat(typed(lab, "R2", "show ip interface gi0/0")).contains("  Helper address is not set\n");
        assertThat(typed(lab, "R4", "show running-config interface gi0/3")).contains(" ip address dhcp\n");
    }

    @Test
    void aLeaseIsProlongedForAsLongAsItIsNeededAndGivenBack() throws IOException {
        Lab lab = lab();
        time.runFor(Duration.ofHours(5));
        assertThat(typed(lab, "R3", "show ip interface brief")).contains("10.0.3.2");
        assertThat(typed(lab, "R1", "show ip dhcp binding")).contains("10.0.3.2", "10.0.4.10");
        typed(lab, "R3", "release dhcp Gi0/3");
        time.runFor(Duration.ofSeconds(1));
        assertThat(typed(lab, "R1", "show ip dhcp binding"))
                .doesNotContain("10.0.3.2 ")
                .contains("10.0.4.10");
        assertThat(typed(lab, "R3", "show ip interface brief")).doesNotContain("10.0.3.2");
        typed(lab, "R3", "renew dhcp Gi0/3");
        time.runFor(Duration.ofSeconds(5));
        assertThat(typed(lab, "R3", "show ip interface brief")).contains("10.0.3.2");
    }

    @Test
    void withoutAServerTheClientKeepsAskingAndTakesWhatComesLater() throws IOException {
        Lab lab = lab();
        lab.cables().get(0).cut();
        time.runFor(Duration.ofMinutes(5));
        assertThat(typed(lab, "R3", "show ip interface brief"))
                .containsPattern("GigabitEthernet0/3 +unassigned +YES DHCP");
        lab.cables().get(0).restore();
        time.runFor(Duration.ofMinutes(2));
        assertThat(typed(lab, "R3", "show ip interface brief")).contains("10.0.3.2");
    }
}
