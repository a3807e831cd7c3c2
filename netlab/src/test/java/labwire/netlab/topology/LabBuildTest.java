package labwire.netlab.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.device.storage.MemoryStore;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
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
    void namesLeasesThatCannotBeReserved() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1: {kind: cisco_vios}
                            pc:
                              kind: linux
                              exec: [ip address add 10.0.0.1/24 dev eth1]
                              labels: {labwire.leases: "R1:Gi0/0 10.0.1.9, R2:Gi0/0 10.0.0.9, R1:Gi0/0"}
                          links:
                            - endpoints: ["R1:Gi0/0", "pc:eth1"]
                        """))
                .containsExactly(
                        "lab.yaml:5: labwire.leases of node pc: 10.0.1.9 (expected: an address in a network of pc)",
                        "lab.yaml:5: labwire.leases of node pc: R2:Gi0/0 10.0.0.9"
                                + " (expected: NODE:PORT ADDRESS, …, such as R1:Gi0/3 192.168.169.110)",
                        "lab.yaml:5: labwire.leases of node pc: R1:Gi0/0"
                                + " (expected: NODE:PORT ADDRESS, …, such as R1:Gi0/3 192.168.169.110)");
    }

    @Test
    void hostsKnowNodesByNameThatNoTableHas() throws IOException {
        Lab lab = build("""
                name: demo
                topology:
                  nodes:
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        interface Gi0/0
                         ip address 10.0.0.1 255.255.255.0
                    pc: {kind: linux}
                  links:
                    - endpoints: ["R1:Gi0/0", "pc:eth1"]
                """);
        assertThat(lab.host("pc").orElseThrow().names().addressesOf("r1"))
                .containsExactly(Ipv4Address.parse("10.0.0.1"));
        assertThat(lab.host("pc").orElseThrow().names().addressesOf("pc")).isEmpty();
    }

    @Test
    void aProgramReachesAHostThatHasOnlyAnIpv6AddressByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
                name: demo
                topology:
                  nodes:
                    pc:
                      kind: linux
                      exec: [ip address add 10.0.0.2/24 dev eth1, ip address add fd00::2/64 dev eth1]
                    web:
                      kind: linux
                      exec: [ip address add fd00::80/64 dev eth1]
                  links:
                    - endpoints: ["pc:eth1", "web:eth1"]
                """);
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            Lab lab = Lab.build(LabFileLoader.load(file), time.loop(), new RandomStreams(1));
            lab.host("web")
                    .orElseThrow()
                    .serverBootstrap()
                    .childHandler(new ChannelInboundHandlerAdapter())
                    .bind(new InetSocketAddress(80));
            time.runFor(Duration.ofSeconds(3));
            ChannelFuture connected = lab.host("pc")
                    .orElseThrow()
                    .bootstrap()
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(InetSocketAddress.createUnresolved("web", 80));
            assertThat(time.runUntil(connected::isDone, Duration.ofSeconds(5))).isTrue();
            assertThat(connected.cause()).isNull();
            assertThat(connected.channel().remoteAddress()).hasToString("web/[fd00:0:0:0:0:0:0:80]:80");
        }
    }

    @Test
    void anIpv6AddressThatIsUsedTwiceIsNamedToo() throws IOException {
        Files.writeString(folder.resolve("lab.yaml"), """
                name: demo
                topology:
                  nodes:
                    one:
                      kind: linux
                      exec: [ip address add fd00::2/64 dev eth1]
                    two:
                      kind: linux
                      exec: [ip address add fd00::2/64 dev eth1]
                  links:
                    - endpoints: ["one:eth1", "two:eth1"]
                """);
        LabException refused = catchThrowableOfType(
                LabException.class,
                () -> Lab.build(
                        LabFileLoader.load(folder.resolve("lab.yaml")),
                        VirtualTime.startingAt(Instant.EPOCH).loop(),
                        new RandomStreams(1)));
        assertThat(refused.problems()).singleElement().asString().contains("address of two's eth1: fd00::2, again");
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
    void aRouterStartsWithWhatItCanAndNamesEveryLineThatItRefuses() throws IOException {
        Files.writeString(folder.resolve("R1.cfg"), """
                hostname R1
                interfce Gi0/0
                interface Gi0/7
                interface Gi0/0
                 descripton x
                 ip address 10.0.0.1 255.0.255.0
                 ip address 10.0.0.1
                 ip address 10.0.0.255 255.255.255.0
                 ip address 10.0.0.7 255.255.255.0
                exit
                ip route 10.0.0.1 255.255.255.0 10.0.0.2
                end
                nonsense after the end
                """);
        Lab lab = build("""
                name: demo
                topology:
                  nodes:
                    R1: {kind: cisco_vios, startup-config: R1.cfg}
                """);
        IosDevice router = (IosDevice) lab.device("R1").orElseThrow();
        assertThat(router.stack().isLocal(Ipv4Address.parse("10.0.0.7"))).isTrue();
        assertThat(lab.warnings())
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .containsExactly(
                        "R1.cfg:2: line for R1: interfce, in interfce Gi0/0 (expected: a command)",
                        "R1.cfg:3: line for R1: GigabitEthernet0/7 (expected: one of Gi0/0 to Gi0/3)",
                        "R1.cfg:5: line for R1: descripton, in descripton x (expected: a command)",
                        "R1.cfg:6: line for R1: 255.0.255.0"
                                + " (expected: a mask of leading ones, such as 255.255.255.0)",
                        "R1.cfg:7: line for R1: ip address 10.0.0.1 (expected: A.B.C.D after it)",
                        "R1.cfg:8: line for R1: 10.0.0.255/24 (expected: a host's address in its network)",
                        "R1.cfg:11: line for R1: 10.0.0.1 255.255.255.0"
                                + " (expected: a network and its mask, such as 10.10.88.0 255.255.255.0)");
        assertThat(router.log().buffer())
                .anyMatch(line -> line.contains("%PARSER-4-BADCFG: startup-config line 2: interfce"));
    }

    @Test
    void namesEveryLineThatAHostRefuses() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            pc:
                              kind: linux
                              exec:
                                - ip address add 10.0.0.9/24 dev eth9
                                - ip adress show
                                - ping -c 1 10.0.0.1
                                - reboot
                        """))
                .containsExactly(
                        "lab.yaml:7: line for pc: eth9 (expected: an interface of this host)",
                        "lab.yaml:8: line for pc: adress, in ip adress show"
                                + " (expected: -6, -s, address, link, maddress, neigh, neighbor, neighbour, route)",
                        "lab.yaml:9: line for pc: ping -c 1 10.0.0.1 (expected: a command that ends at once)",
                        "lab.yaml:10: line for pc: reboot (expected: exit, hostname, ip, netstat, ping, ping6, ss, sysctl, traceroute)");
    }

    @Test
    void whatWasSavedOnADeviceIsPreferredToTheLabFilesConfig() throws IOException {
        Files.writeString(folder.resolve("R1.cfg"), "hostname FromTheLabFile\n");
        Files.writeString(folder.resolve("lab.yaml"), """
                name: demo
                topology:
                  nodes:
                    R1: {kind: cisco_vios, startup-config: R1.cfg}
                """);
        MemoryStore store = new MemoryStore();
        assertThat(hostname(store)).isEqualTo("FromTheLabFile");
        store.save(DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, "hostname Saved\nnonsense\n", Instant.EPOCH));
        assertThat(hostname(store)).isEqualTo("Saved");
        store.delete(DeviceStore.STARTUP_CONFIG);
        assertThat(hostname(store)).isEqualTo("FromTheLabFile");
    }

    private String hostname(DeviceStore store) {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            Lab lab = Lab.build(
                    LabFileLoader.load(folder.resolve("lab.yaml")), time.loop(), new RandomStreams(1), node -> store);
            return ((IosDevice) lab.device("R1").orElseThrow()).settings().hostname();
        }
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
