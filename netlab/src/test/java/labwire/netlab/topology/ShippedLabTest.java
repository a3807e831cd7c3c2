package labwire.netlab.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import labwire.netlab.bridge.PortState;
import labwire.netlab.bridge.SpanningTreePortView;
import labwire.netlab.bridge.SpanningTreeView;
import labwire.netlab.console.Transcript;
import labwire.netlab.device.Device;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;
import labwire.netlab.link.Port;
import labwire.netlab.service.MailExchange;
import labwire.netlab.service.dhcp.DhcpInterface;
import labwire.netlab.service.dhcp.DhcpLease;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lab of {@code config/lab.yaml}, in virtual time. */
class ShippedLabTest {
    private static final Path LAB_FILE = Path.of("..", "config", "lab.yaml");
    private static final Duration CONVERGENCE = Duration.ofSeconds(10);

    private VirtualTime time;
    private Lab lab;

    @BeforeEach
    void build() {
        time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"));
        lab = Lab.build(LabFileLoader.load(LAB_FILE), time.loop(), new RandomStreams(1));
        time.runFor(CONVERGENCE);
    }

    @AfterEach
    void close() {
        lab.close();
        time.close();
    }

    @Test
    void everyHostReachesEveryOther() {
        for (Host from : hosts()) {
            for (Host to : hosts()) {
                assertThat(ping(from, address(to).toString()))
                        .as("%s to %s", from, to)
                        .contains(" 0% packet loss");
            }
        }
    }

    @Test
    void everySwitchAndTheRouterAnswerToEveryHost() {
        for (Host from : hosts()) {
            for (String address :
                    List.of("10.10.88.110", "10.10.88.111", "10.10.88.112", "10.10.88.113", "10.10.88.114")) {
                assertThat(ping(from, address)).as("%s to %s", from, address).contains(" 0% packet loss");
            }
        }
    }

    @Test
    void theRoutersOuterAddressIsALeaseThatItsNeighbourReserves() {
        IosDevice router = (IosDevice) lab.device("R1").orElseThrow();
        DhcpInterface client = router.dhcpClients()
                .of(router.interfaceNamed(InterfaceName.gigabitEthernet(0, 3)).orElseThrow())
                .orElseThrow();
        DhcpLease lease = client.lease().orElseThrow();
        assertThat(lease.address()).isEqualTo(Ipv4Address.parse("192.168.169.110"));
        assertThat(lease.server()).isEqualTo(Ipv4Address.parse("192.168.169.1"));
        assertThat(Duration.ofNanos(lease.grantedNanos()))
                .as("the first exchange of messages gives it")
                .isLessThan(Duration.ofMillis(10));
    }

    @Test
    void everyHostResolvesTheNamesOfTheLab() {
        for (Host from : hosts()) {
            assertThat(ping(from, "mail")).contains("64 bytes from 10.10.88.25");
            assertThat(ping(from, "mail.labwire.test")).contains("64 bytes from 10.10.88.25");
        }
        assertThat(lab.zone().addressesOf("MAIL.Labwire.Test.")).containsExactly(Ipv4Address.parse("10.10.88.25"));
        assertThat(lab.zone().mailExchangesOf("labwire.test"))
                .containsExactly(new MailExchange(10, "mail.labwire.test"));
        assertThat(lab.zone().domain()).contains("labwire.test");
    }

    @Test
    void theActiveCablesAmongTheSwitchesAreATree() {
        Set<String> forwarding = new TreeSet<>();
        for (Switch bridge : switches()) {
            for (SpanningTreePortView port : tree(bridge).ports()) {
                if (port.state() == PortState.FORWARDING) {
                    forwarding.add(bridge.name() + ":" + port.port());
                }
            }
        }
        List<String> active = new ArrayList<>();
        lab.cables().forEach(cable -> {
            if (isSwitchPort(cable.a())
                    && isSwitchPort(cable.b())
                    && forwarding.contains(cable.a().toString())
                    && forwarding.contains(cable.b().toString())) {
                active.add(cable.a() + " - " + cable.b());
            }
        });
        // Four switches, all reached from the first (the pings above), by three cables: no loop.
        assertThat(active).hasSize(3);
        assertThat(tree((Switch) lab.device("SW1").orElseThrow()).isRoot()).isTrue();
    }

    @Test
    void findsNodesAndPortsByAnyOfTheirNames() {
        Port port = lab.port("SW1:Gi0/1").orElseThrow();
        assertThat(port.toString()).isEqualTo("SW1:GigabitEthernet0/1");
        assertThat(lab.port("sw1:gi0/1")).contains(port);
        assertThat(lab.port("SW1:GigabitEthernet0/1")).contains(port);
        assertThat(lab.port("SW1:g0/1")).contains(port);
        assertThat(lab.port("mail:eth1").orElseThrow().cable()).isNotNull();
        assertThat(lab.port("SW1:Gi9/9")).isEmpty();
        assertThat(lab.port("SW9:Gi0/1")).isEmpty();
        assertThat(lab.port("SW1")).isEmpty();
        assertThat(lab.cloud().map(Host::name)).contains("home");
    }

    @Test
    void publishesThePortsOfItsServers() {
        assertThat(lab.file().ports())
                .extracting(port ->
                        port.address() + ":" + port.workstationPort() + ":" + port.node() + ":" + port.nodePort())
                .containsExactly(
                        "127.0.0.1:2201:R1:22",
                        "127.0.0.1:2301:R1:23",
                        "127.0.0.1:2202:SW1:22",
                        "127.0.0.1:2302:SW1:23",
                        "127.0.0.1:2203:SW2:22",
                        "127.0.0.1:2303:SW2:23",
                        "127.0.0.1:2204:SW3:22",
                        "127.0.0.1:2304:SW3:23",
                        "127.0.0.1:2205:SW4:22",
                        "127.0.0.1:2305:SW4:23",
                        "127.0.0.1:2525:mail:25",
                        "127.0.0.1:2587:mail:587",
                        "127.0.0.1:2465:mail:465",
                        "127.0.0.1:2110:mail:110",
                        "127.0.0.1:2995:mail:995",
                        "127.0.0.1:8080:video:8080",
                        "127.0.0.1:8443:video:8443");
    }

    @Test
    void addressesOfCardsFollowFromSeedAndNameAlone() {
        Lab again = Lab.build(LabFileLoader.load(LAB_FILE), time.loop(), new RandomStreams(1));
        Lab other = Lab.build(LabFileLoader.load(LAB_FILE), time.loop(), new RandomStreams(2));
        assertThat(again.port("mail:eth1").map(Port::mac))
                .isEqualTo(lab.port("mail:eth1").map(Port::mac));
        assertThat(other.port("mail:eth1").map(Port::mac))
                .isNotEqualTo(lab.port("mail:eth1").map(Port::mac));
        assertThat(lab.devices().stream()
                        .flatMap(device -> device.ports().stream())
                        .map(Port::mac))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRouterPortComesUpOnceBothEndsAreEnabled() {
        assertThat(lab.port("R1:Gi0/0").orElseThrow().isUp()).isTrue();
        assertThat(lab.port("R1:Gi0/1").orElseThrow().isUp()).isFalse();
        assertThat(lab.device("R1")
                        .flatMap(r1 -> r1.interfaceNamed(InterfaceName.gigabitEthernet(0, 1)))
                        .orElseThrow()
                        .isEnabled())
                .isFalse();
    }

    private List<Host> hosts() {
        return lab.devices().stream()
                .filter(Host.class::isInstance)
                .map(Host.class::cast)
                .toList();
    }

    private List<Switch> switches() {
        return lab.devices().stream()
                .filter(Switch.class::isInstance)
                .map(Switch.class::cast)
                .toList();
    }

    private boolean isSwitchPort(Port port) {
        Optional<Device> device = lab.device(port.device());
        return device.isPresent() && device.get() instanceof Switch;
    }

    private static SpanningTreeView tree(Switch bridge) {
        return bridge.bridge().spanningTree(1).orElseThrow();
    }

    private static Ipv4Address address(Host host) {
        return host.stack().interfaces().get(0).addresses().get(0).address();
    }

    private String ping(Host from, String target) {
        return Transcript.run(time, lab.console(from), "ping -c 1 " + target);
    }
}
