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

/** Switches of the shipped lab that route: between VLANs, and on ports that are no longer switched. */
class LayerThreeSwitchingTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final Lab lab =
            Lab.build(LabFileLoader.load(Path.of("..", "config", "lab.yaml")), time.loop(), new RandomStreams(1));

    @AfterEach
    void close() {
        lab.close();
        time.close();
    }

    private String type(String node, String... lines) {
        ConsoleSession session = lab.console(lab.device(node).orElseThrow());
        String last = "";
        for (String line : lines) {
            last = Transcript.run(time, session, line);
        }
        return last;
    }

    @Test
    void routesBetweenItsVlansOnceToldTo() {
        type("SW3", "configure terminal", "vlan 20", "exit", "interface gi1/0", "switchport access vlan 20", "end");
        type("SW3", "configure terminal", "interface vlan 20", "ip address 10.20.0.1 255.255.255.0", "no shutdown");
        type("pc1", "ip address del 10.10.88.11/24 dev eth1", "ip address add 10.20.0.11/24 dev eth1");
        type("pc1", "ip route add default via 10.20.0.1");
        type("mail", "ip route add 10.20.0.0/24 via 10.10.88.113");
        time.runFor(Duration.ofSeconds(5));
        assertThat(type("pc1", "ping -c 2 10.10.88.25")).contains("100% packet loss");

        type("SW3", "configure terminal", "ip routing", "end");
        assertThat(type("pc1", "ping -c 2 10.10.88.25")).contains(" 0% packet loss");
    }

    @Test
    void aRoutedPortHasAnAddressAndIsNoPartOfTheBridge() {
        for (String node : new String[] {"SW1", "SW2"}) {
            String address = node.equals("SW1") ? "10.12.0.1" : "10.12.0.2";
            type(
                    node,
                    "configure terminal",
                    "interface gi0/2",
                    "no switchport",
                    "ip address " + address + " 255.255.255.0",
                    "end");
        }
        time.runFor(Duration.ofSeconds(5));

        assertThat(type("SW1", "ping 10.12.0.2")).contains("!!!");
        assertThat(type("SW1", "show spanning-tree")).contains("Gi0/1").doesNotContain("Gi0/2");
        assertThat(type("SW1", "show cdp neighbors gi0/2")).contains("Gig 0/2");

        type("SW1", "configure terminal", "interface gi0/2", "switchport", "end");
        assertThat(type("SW1", "show ip interface brief")).containsPattern("GigabitEthernet0/2 +unassigned");
        assertThat(type("SW1", "ping 10.12.0.2")).contains(".....");
    }

    @Test
    void anInterfaceOfAVlanIsUpOnlyWithAPortThatForwardsIt() {
        type("SW3", "configure terminal", "vlan 30", "interface vlan 30", "no shutdown", "end");
        time.runFor(Duration.ofSeconds(1));
        assertThat(type("SW3", "show ip interface brief")).containsPattern("Vlan30 .* down +down");

        type("SW3", "configure terminal", "interface gi1/0", "switchport access vlan 30", "end");
        time.runFor(Duration.ofSeconds(1));
        assertThat(type("SW3", "show ip interface brief")).containsPattern("Vlan30 .* up +up");
    }
}
