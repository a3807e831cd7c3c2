package labwire.netlab.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.Transcript;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trunks between SW1 and SW2 of the shipped lab, which two cables join; as a person sees them. */
class TrunkingLabTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final Lab lab =
            Lab.build(LabFileLoader.load(Path.of("..", "config", "lab.yaml")), time.loop(), new RandomStreams(1));
    private final ConsoleSession sw1 = console("SW1");
    private final ConsoleSession sw2 = console("SW2");

    @AfterEach
    void close() {
        lab.close();
        time.close();
    }

    private ConsoleSession console(String name) {
        return lab.console(lab.device(name).orElseThrow());
    }

    private String type(ConsoleSession session, String... lines) {
        String last = "";
        for (String line : lines) {
            last = Transcript.run(time, session, line);
        }
        return last;
    }

    private void trunk(ConsoleSession session) {
        type(
                session,
                "configure terminal",
                "interface range gi0/1 - 2",
                "switchport trunk encapsulation dot1q",
                "switchport mode trunk",
                "end");
        time.runFor(Duration.ofSeconds(1));
    }

    @Test
    void portsThatOnlyWaitToBeAskedAreNoTrunks() {
        time.runFor(Duration.ofMinutes(2));

        assertThat(type(sw1, "show interfaces trunk")).isEmpty();
        assertThat(type(sw1, "show interfaces gi0/1 switchport"))
                .contains("Administrative Mode: dynamic auto", "Operational Mode: static access");
    }

    @Test
    void theOtherSideNegotiatesWhatOneSideIsConfiguredToBe() {
        trunk(sw2);

        assertThat(type(sw1, "show interfaces trunk")).isEqualTo("""

                Port        Mode             Encapsulation  Status        Native vlan
                Gi0/1       auto             n-802.1q       trunking      1
                Gi0/2       auto             n-802.1q       trunking      1

                Port        Vlans allowed on trunk
                Gi0/1       1-4094
                Gi0/2       1-4094

                Port        Vlans allowed and active in management domain
                Gi0/1       1
                Gi0/2       1

                Port        Vlans in spanning tree forwarding state and not pruned
                Gi0/1       1
                Gi0/2       1
                """);
        assertThat(type(sw2, "show interfaces trunk")).isEqualTo("""

                Port        Mode             Encapsulation  Status        Native vlan
                Gi0/1       on               802.1q         trunking      1
                Gi0/2       on               802.1q         trunking      1

                Port        Vlans allowed on trunk
                Gi0/1       1-4094
                Gi0/2       1-4094

                Port        Vlans allowed and active in management domain
                Gi0/1       1
                Gi0/2       1

                Port        Vlans in spanning tree forwarding state and not pruned
                Gi0/1       1
                Gi0/2       none
                """);
    }

    @Test
    void bothSidesShowWhatBothAreConfiguredToBe() {
        trunk(sw2);
        trunk(sw1);

        assertThat(type(sw1, "show interfaces trunk"))
                .contains(
                        "Gi0/1       on               802.1q         trunking      1",
                        "Gi0/2       on               802.1q         trunking      1");
    }

    @Test
    void theHostsGoOnTalkingWhileTrunksComeAndGo() {
        ConsoleSession pc = console("pc1");
        assertThat(type(pc, "ping -c 2 10.10.88.80")).contains("0% packet loss");
        trunk(sw2);
        assertThat(type(pc, "ping -c 2 10.10.88.80")).contains("0% packet loss");
        type(sw2, "configure terminal", "interface range gi0/1 - 2", "no switchport mode", "end");
        assertThat(type(pc, "ping -c 2 10.10.88.80")).contains("0% packet loss");
    }

    @Test
    void vlansBeyondTheFirstTravelOnTheTrunk() {
        for (ConsoleSession session : new ConsoleSession[] {sw1, sw2}) {
            type(session, "configure terminal", "vlan 10", "exit", "interface vlan 10");
        }
        type(sw1, "ip address 10.0.10.1 255.255.255.0", "no shutdown", "end");
        type(sw2, "ip address 10.0.10.2 255.255.255.0", "no shutdown", "end");
        trunk(sw2);
        time.runFor(Duration.ofSeconds(40));

        assertThat(type(sw1, "ping 10.0.10.2")).contains("!!!");
        assertThat(type(sw1, "show interfaces vlan 10"))
                .containsPattern(" [1-9][0-9]* packets input, [1-9]")
                .containsPattern(" [1-9][0-9]* packets output, [1-9]");
        assertThat(type(sw1, "show interfaces trunk")).contains("Gi0/1       1,10");
    }
}
