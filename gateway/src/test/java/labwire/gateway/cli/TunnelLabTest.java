package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample labs whose links lead outside, with what their comments say stands there. */
@Timeout(120)
class TunnelLabTest {
    private static final int PATIENCE_SECONDS = 60;

    private static final String SAMPLE = "config/labs/vxlan.yaml";

    @TempDir
    Path folder;

    /** A process that is ended whatever happens. */
    private record Running(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private Running up(String lab) throws IOException {
        Process process = LabProcess.command(
                        List.of("up", "--data", folder.resolve("data").toString(), "config/labs/" + lab + ".yaml"))
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.equals("Lab " + lab + " is up")) {
                return new Running(process);
            }
        }
        throw new AssertionError(read.toString());
    }

    @Test
    void aVirtualPcPingsThroughTheUdpTunnel() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("vpcs");
        ExternalProgram.assumePresent("script");
        Path script = Files.writeString(folder.resolve("ping.vpc"), """
                ip 10.0.1.2/24 10.0.1.1
                ping 10.0.1.1 -c 3
                ping 10.0.2.2 -c 3
                quit
                """);
        try (Running lab = up("udp-tunnel")) {
            assertThat(lab.process().isAlive()).isTrue();
            // VPCS wants a terminal.
            LabProcess.Outcome vpcs = ExternalProgram.run(
                    "", "script", "-qec", "vpcs -i 1 -s 20000 -c 30000 -t 127.0.0.1 " + script, "/dev/null");
            assertThat(vpcs.output()).contains("10.0.1.1 icmp_seq=3", "10.0.2.2 icmp_seq=3");
        }
    }

    @Test
    void iPxeTakesALeaseThroughTheUdpTunnel() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("qemu-system-x86_64");
        assumeTrue(Files.isReadable(Path.of("/usr/lib/ipxe/qemu/pxe-virtio.rom")), "ipxe-qemu is not installed");
        String remote = "remote.type=inet,remote.host=127.0.0.1,remote.port=30000";
        try (Running lab = up("udp-tunnel");
                Running qemu = new Running(new ProcessBuilder(
                                "qemu-system-x86_64",
                                "-M",
                                "pc",
                                "-m",
                                "128",
                                "-display",
                                "none",
                                "-boot",
                                "n",
                                "-device",
                                "virtio-net-pci,netdev=n0",
                                "-netdev",
                                "dgram,id=n0,local.type=inet,local.host=127.0.0.1,local.port=20000," + remote)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("qemu").toFile())
                        .start())) {
            // The wait between two looks is the command's own start.
            String binding = "";
            for (int tries = 0; tries < 40 && !binding.contains("10.0.1.100"); tries++) {
                binding = LabProcess.run(List.of(
                                "exec",
                                "R1",
                                "--data",
                                folder.resolve("data").toString(),
                                "--",
                                "show",
                                "ip",
                                "dhcp",
                                "binding"))
                        .output();
            }
            assertThat(binding).containsPattern("10\\.0\\.1\\.100 .* Automatic");
            assertThat(List.of(lab, qemu)).allMatch(running -> running.process().isAlive());
        }
    }

    @Test
    void theKernelPingsThroughVxlan() throws IOException, InterruptedException {
        LabProcess.Outcome outcome = VxlanPeer.run(folder, SAMPLE, "", """
                ip -n peer route add 10.0.2.0/24 via 10.0.1.1
                peer ping -c 3 -i 0.2 -W 5 10.0.2.2
                peer ping -c 2 -i 0.2 -W 5 -s 1472 -M do 10.0.2.2
                """);
        assertThat(outcome.output()).contains("3 received, 0% packet loss", "2 received, 0% packet loss");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void openVswitchPingsThroughVxlan() throws IOException, InterruptedException {
        VxlanPeer.assumeOpenVswitch();
        LabProcess.Outcome outcome = VxlanPeer.run(folder, SAMPLE, VxlanPeer.openVswitch(folder), """
                ip -n peer addr add 10.0.1.2/24 dev vx
                ip -n peer route add 10.0.2.0/24 via 10.0.1.1
                # The first goes while the switch asks where the lab's end is.
                peer ping -c 1 -W 5 10.0.2.2 || true
                peer ping -c 3 -i 0.2 -W 5 10.0.2.2
                peer ping -c 2 -i 0.2 -W 5 -s 1472 -M do 10.0.2.2
                R1 ping 10.0.1.2 repeat 4
                """);
        assertThat(outcome.output())
                .contains("3 received, 0% packet loss", "2 received, 0% packet loss")
                .contains("Success rate is 100 percent (4/4)");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aNodeThatContainerlabStitchesToVxlanIsReachedBothWays() throws IOException, InterruptedException {
        VxlanPeer.assumeRedirection();
        LabProcess.Outcome outcome = VxlanPeer.run(folder, SAMPLE, VxlanPeer.STITCHED, """
                ip -n peer addr flush dev vx
                ip -n node addr add 10.0.1.3/24 dev eth1
                ip -n node route add 10.0.2.0/24 via 10.0.1.1
                ip netns exec node ping -c 3 -i 0.2 -W 5 10.0.2.2
                ip netns exec node ping -c 2 -i 0.2 -W 5 -s 1472 -M do 10.0.2.2
                R1 ping 10.0.1.3 repeat 4
                """);
        assertThat(outcome.output())
                .contains("3 received, 0% packet loss", "2 received, 0% packet loss")
                .contains("Success rate is 100 percent (4/4)");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void vxlanComesBackByItselfWhenItsNetworkDoes() throws IOException, InterruptedException {
        LabProcess.Outcome outcome = VxlanPeer.run(folder, SAMPLE, "", """
                ip -n peer route add 10.0.2.0/24 via 10.0.1.1
                peer ping -c 2 -i 0.2 -W 5 10.0.2.2
                echo AWAY
                ip link delete v0
                # What the lab sends meanwhile leads nowhere.
                R1 ping 10.0.1.2 repeat 2 timeout 1
                ip link add v0 type veth peer name v1
                ip link set v1 netns peer
                ip addr add 10.9.0.1/24 dev v0
                ip link set v0 mtu 1600 up
                ip -n peer addr add 10.9.0.2/24 dev v1
                ip -n peer link set v1 mtu 1600 up
                await 'peer ping -c 1 -W 1 10.0.2.2 | grep "1 received"'
                """);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("2 received, 0% packet loss").doesNotContain("in vain");
        assertThat(outcome.output().substring(outcome.output().indexOf("AWAY")))
                .contains("Success rate is 0 percent (0/2)", "1 received");
    }

    @Test
    void frrBecomesFullLearnsOurRoutesAndIsPingedThrough() throws IOException, InterruptedException {
        VxlanPeer.assumeFrr();
        LabProcess.Outcome outcome = VxlanPeer.run(folder, SAMPLE, "", """
                ip -n peer link add far type veth peer name end
                ip -n peer addr add 10.7.7.1/24 dev far
                ip -n peer link set far up
                ip -n peer link set end up
                frr peer <<END
                interface vx
                 ip ospf hello-interval 1
                 ip ospf dead-interval 4
                router ospf
                 ospf router-id 9.9.9.9
                 network 10.0.1.0/24 area 0
                 network 10.7.7.0/24 area 0
                END
                for i in $(seq 300); do
                    ip -n peer route show proto ospf | grep -q 10.0.2.0 && break
                    sleep 0.1
                done
                # R1 computes its routes some seconds after a change, as IOS does.
                for i in $(seq 60); do R1 show ip route ospf | grep -q 10.7.7.0 && break; sleep 0.5; done
                frr_says peer 'show ip ospf neighbor'
                ip -n peer route show proto ospf
                R1 show ip ospf neighbor
                R1 show ip route ospf
                peer ping -c 3 -i 0.2 -W 5 -I 10.7.7.1 10.0.2.2
                """);
        assertThat(outcome.output())
                .containsPattern("1\\.1\\.1\\.1 +1 Full/")
                .containsPattern("10\\.0\\.2\\.0/24 .*via 10\\.0\\.1\\.1 dev vx")
                .containsPattern("9\\.9\\.9\\.9 +1 +FULL/")
                .containsPattern("O +10\\.7\\.7\\.0.* \\[110/[0-9]+\\] via 10\\.0\\.1\\.2")
                .contains("3 received, 0% packet loss");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void dhclientTakesALease() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("dhclient");
        LabProcess.Outcome outcome = VxlanPeer.run(folder, SAMPLE, "", """
                ip -n peer addr flush dev vx
                printf '#!/bin/sh\necho "$reason $new_ip_address $new_subnet_mask $new_routers"\n' > "$folder/told"
                chmod +x "$folder/told"
                peer timeout 30 dhclient -1 -d -sf "$folder/told" -lf "$folder/leases" -pf "$folder/pid" vx 2>&1 &
                for i in $(seq 300); do grep -q fixed-address "$folder/leases" 2>/dev/null && break; sleep 0.1; done
                R1 show ip dhcp binding
                """);
        assertThat(outcome.output())
                .contains("BOUND 10.0.1.100 255.255.255.0 10.0.1.1")
                .containsPattern("10\\.0\\.1\\.100 .* Automatic");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void theKernelPingsThroughATap() throws IOException, InterruptedException {
        VxlanPeer.assumeTaps();
        ExternalProgram.assumePresent("ping");
        Path data = folder.resolve("data");
        Path lab = VxlanPeer.command(folder, "lab", "up", "config/labs/tap.yaml", "--data", data.toString());
        Path script = Files.writeString(folder.resolve("tap"), """
                cd "$1"
                ip link set lo up
                sh "$2"
                make() {
                    ip tuntap add dev lw0 mode tap
                    ip addr add 10.0.1.2/24 dev lw0
                    ip link set lw0 up
                    ip route add 10.0.2.0/24 via 10.0.1.1
                }
                make
                coproc lab { exec sh "$2"; }
                trap 'kill $(jobs -p); wait' EXIT
                while read -r line <&"${lab[0]}"; do
                    echo "$line"
                    [ "$line" = 'Lab tap is up' ] && break
                done
                ping -c 3 -i 0.2 -W 5 10.0.2.2
                ip link delete lw0
                make
                for i in $(seq 50); do ping -c 1 -W 1 10.0.2.2 && echo 'back again' && break; done
                """);
        LabProcess.Outcome outcome = ExternalProgram.run(
                "", "unshare", "-Urnm", "bash", script.toString(), LabProcess.ROOT.toString(), lab.toString());
        assertThat(outcome.output())
                .contains("tap lw0: no such interface (expected: one, made with 'sudo ip tuntap add dev lw0 mode tap")
                .contains("3 received, 0% packet loss")
                .contains("back again");
    }
}
