package labwire.netlab.service.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import labwire.netlab.console.Transcript;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R1 gives addresses from 10.0.4.10 on; R3 uses the first two of them without having asked. */
class DhcpConflictTest {
    @TempDir
    private Path folder;

    private String lab(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
                name: conflict
                topology:
                  kinds:
                    cisco_vios: {type: router}
                  nodes:
                    SW:
                      kind: cisco_vios
                      type: switch
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        %s
                        ip dhcp excluded-address 10.0.4.1 10.0.4.9
                        ip dhcp pool near
                         network 10.0.4.0 255.255.255.0
                        interface Gi0/0
                         ip address 10.0.4.1 255.255.255.0
                         no shutdown
                    R2:
                      kind: cisco_vios
                      startup-config: |
                        interface Gi0/0
                         ip address dhcp
                         no shutdown
                    R3:
                      kind: cisco_vios
                      startup-config: |
                        interface Gi0/0
                         ip address 10.0.4.10 255.255.255.0
                         ip address 10.0.4.11 255.255.255.0 secondary
                         no shutdown
                  links:
                    - endpoints: ["R1:Gi0/0", "SW:Gi0/0"]
                    - endpoints: ["R2:Gi0/0", "SW:Gi0/1"]
                    - endpoints: ["R3:Gi0/0", "SW:Gi0/2"]
                """.formatted(line));
        try (VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T12:00:00Z"))) {
            Lab lab = Lab.build(LabFileLoader.load(file), time.loop(), new RandomStreams(1));
            time.runFor(Duration.ofMinutes(2));
            StringBuilder shown = new StringBuilder();
            for (String command : new String[] {"show ip dhcp conflict", "show ip dhcp binding", "show logging"}) {
                shown.append(Transcript.run(
                        time, IosImage.privileged((IosDevice) lab.device("R1").orElseThrow()), command));
            }
            return shown.toString();
        }
    }

    @Test
    void anAddressThatAnswersAnEchoIsNotOffered() throws IOException {
        assertThat(lab("ip dhcp ping timeout 200"))
                .containsPattern("10\\.0\\.4\\.10 +Ping +Nov 22 2026 12:0[01] PM")
                .containsPattern("10\\.0\\.4\\.11 +Ping")
                .containsPattern("(?m)^10\\.0\\.4\\.12 .*Automatic")
                .contains("%DHCPD-4-PING_CONFLICT: DHCP address conflict:  server pinged 10.0.4.10.");
    }

    /** Then it is for the client to find out; this one asks by ARP and declines. */
    @Test
    void withoutEchoesTheClientFindsOut() throws IOException {
        assertThat(lab("ip dhcp ping packets 0"))
                .doesNotContain("PING_CONFLICT")
                .doesNotContain(" Ping ");
    }
}
