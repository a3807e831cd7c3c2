package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our router and two of FRR's in several areas, with MD5 authentication.
 *
 * <pre>
 *   area 1: pc1 ── R1 ── area 0, MD5 ── FRR 9.9.9.9 ── area 2: 10.7.7.0/24
 *                  │                         └ redistributes 203.0.113.0/24
 *                  └ area 3, stub ── FRR 8.8.8.8 ── 10.8.8.0/24
 * </pre>
 */
@Timeout(120)
class OspfAreasLabTest {
    private static final String LAB = """
            name: areas
            topology:
              nodes:
                R1:
                  kind: cisco_vios
                  type: router
                  startup-config: |
                    hostname R1
                    interface GigabitEthernet0/0
                     ip address 10.0.1.1 255.255.255.0
                     ip ospf hello-interval 1
                     ip ospf dead-interval 4
                     ip ospf message-digest-key 7 md5 s3cret
                     ip ospf 1 area 0
                     no shutdown
                    interface GigabitEthernet0/2
                     ip address 10.0.30.1 255.255.255.0
                     ip ospf hello-interval 1
                     ip ospf dead-interval 4
                     ip ospf 1 area 3
                     no shutdown
                    interface GigabitEthernet0/1
                     ip address 10.0.2.1 255.255.255.0
                     ip ospf 1 area 1
                     no shutdown
                    router ospf 1
                     router-id 1.1.1.1
                     area 0 authentication message-digest
                     area 3 stub no-summary
                     passive-interface GigabitEthernet0/1
                     redistribute static subnets
                     timers throttle spf 100 200 1000
                    ip route 192.0.2.0 255.255.255.0 10.0.2.9
                pc1:
                  kind: linux
                  exec:
                    - ip address add 10.0.2.2/24 dev eth1
                    - ip route add default via 10.0.2.1
              links:
                - type: vxlan
                  endpoint:
                    node: R1
                    interface: Gi0/0
                  remote: 10.9.0.2
                  vni: 100
                  dst-port: 4789
                - type: vxlan
                  endpoint:
                    node: R1
                    interface: Gi0/2
                  remote: 10.9.1.2
                  vni: 101
                  dst-port: 4790
                - endpoints: [R1:Gi0/1, pc1:eth1]
            """;

    /** Where the other FRR is: with a VXLAN of its own. */
    private static final String INNER = """
            ip netns add inner
            ip -n inner link set lo up
            ip link add w0 type veth peer name w1
            ip link set w1 netns inner
            ip addr add 10.9.1.1/24 dev w0
            ip link set w0 mtu 1600 up
            ip -n inner addr add 10.9.1.2/24 dev w1
            ip -n inner link set w1 mtu 1600 up
            ip -n inner link add vx type vxlan id 101 local 10.9.1.2 remote 10.9.1.1 dstport 4790
            ip -n inner addr add 10.0.30.2/24 dev vx
            ip -n inner link set vx mtu 1500 up
            """;

    @TempDir
    Path folder;

    @Test
    void areasAreToldOfEachOtherOfExternalNetworksAndStubsOfADefaultAlone() throws IOException, InterruptedException {
        VxlanPeer.assumeFrr();
        Path lab = Files.writeString(folder.resolve("areas.yaml"), LAB);
        LabProcess.Outcome outcome = VxlanPeer.run(folder, lab.toString(), INNER, """
                for each in peer:10.7.7.1 inner:10.8.8.1; do
                    ip -n ${each%:*} link add far type veth peer name end
                    ip -n ${each%:*} addr add ${each#*:}/24 dev far
                    ip -n ${each%:*} link set far up
                    ip -n ${each%:*} link set end up
                done
                ip -n peer route add 203.0.113.0/24 dev far
                frr peer <<END
                interface vx
                 ip ospf hello-interval 1
                 ip ospf dead-interval 4
                 ip ospf message-digest-key 7 md5 s3cret
                router ospf
                 ospf router-id 9.9.9.9
                 area 0 authentication message-digest
                 redistribute kernel metric 33
                 network 10.0.1.0/24 area 0
                 network 10.7.7.0/24 area 2
                END
                frr inner <<END
                interface vx
                 ip ospf hello-interval 1
                 ip ospf dead-interval 4
                router ospf
                 ospf router-id 8.8.8.8
                 area 3 stub
                 network 10.0.30.0/24 area 3
                 network 10.8.8.0/24 area 3
                END
                await 'ip -n peer route show proto ospf | grep -q 192.0.2.0'
                await 'ip -n peer route show proto ospf | grep -q 10.8.8.0'
                await 'ip -n inner route show proto ospf | grep -q default'
                await 'R1 show ip route ospf | grep -q 203.0.113.0'
                await 'R1 show ip route ospf | grep -q 10.8.8.0'
                echo FRR 9.9.9.9
                frr_says peer 'show ip ospf route'
                frr_says peer 'show ip ospf border-routers'
                echo FRR 8.8.8.8
                frr_says inner 'show ip ospf route'
                echo R1
                R1 show ip ospf interface gi0/0
                R1 show ip route ospf
                R1 show ip ospf border-routers
                peer ping -c 3 -i 0.2 -W 5 -I 10.7.7.1 10.8.8.1
                """);
        String output = outcome.output();
        assertThat(outcome.status()).as(output).isZero();
        assertThat(output).doesNotContain("in vain");
        String outer = output.substring(output.indexOf("FRR 9.9.9.9"), output.indexOf("FRR 8.8.8.8"));
        assertThat(outer)
                .containsPattern("N IA 10\\.0\\.2\\.0/24 ")
                .containsPattern("N IA 10\\.8\\.8\\.0/24 ")
                .containsPattern("N E2 192\\.0\\.2\\.0/24 +\\[[0-9]+/20\\]")
                .containsPattern("R +1\\.1\\.1\\.1 .*ABR.*ASBR");
        String inner = output.substring(output.indexOf("FRR 8.8.8.8"), output.indexOf("\nR1\n"));
        assertThat(inner).containsPattern("N IA 0\\.0\\.0\\.0/0 ").doesNotContain("10.7.7.0", "203.0.113.0");
        String ours = output.substring(output.indexOf("\nR1\n"));
        assertThat(ours)
                .contains("Cryptographic authentication enabled", "Youngest key id is 7")
                .containsPattern("O IA +10\\.7\\.7\\.0.* via 10\\.0\\.1\\.2")
                .containsPattern("O +10\\.8\\.8\\.0.* via 10\\.0\\.30\\.2")
                .containsPattern("O E2 +203\\.0\\.113\\.0.* \\[110/33\\] via 10\\.0\\.1\\.2")
                .containsPattern("i 9\\.9\\.9\\.9 .*ABR/ASBR")
                .contains("3 received, 0% packet loss");
    }
}
