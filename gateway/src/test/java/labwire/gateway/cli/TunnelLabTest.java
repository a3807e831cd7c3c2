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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample labs whose links lead outside, with what their comments say stands there. */
@Timeout(120)
class TunnelLabTest {
    private static final int PATIENCE_SECONDS = 60;

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

    /** All of it in namespaces of its own, where an unprivileged user is root. */
    private LabProcess.Outcome beyondVxlan(String commands) throws IOException, InterruptedException {
        ExternalProgram.assumePresent("unshare");
        ExternalProgram.assumePresent("ip");
        ExternalProgram.assumePresent("ping");
        String[] trial = {"unshare", "-Urnm", "ip", "link", "add", "vx", "type", "vxlan", "id", "1", "dstport", "4789"};
        assumeTrue(ExternalProgram.run("", trial).status() == 0, "this system gives no user namespaces with VXLAN");
        Path data = folder.resolve("data");
        Path lab = command("lab", "up", "config/labs/vxlan.yaml", "--data", data.toString());
        Path exec = command("exec", "exec", "R1", "--data", data.toString());
        Path script = Files.writeString(folder.resolve("peer"), """
                set -e
                mount -t tmpfs tmpfs /run
                ip link set lo up
                ip netns add peer
                ip link add v0 type veth peer name v1
                ip link set v1 netns peer
                ip addr add 10.9.0.1/24 dev v0
                ip link set v0 mtu 1600 up
                ip -n peer link set lo up
                ip -n peer addr add 10.9.0.2/24 dev v1
                ip -n peer link set v1 mtu 1600 up
                ip -n peer link add vx type vxlan id 100 local 10.9.0.2 remote 10.9.0.1 dstport 4789
                ip -n peer addr add 10.0.1.2/24 dev vx
                ip -n peer link set vx mtu 1500 up
                cd "$1"
                coproc lab { exec sh "$2"; }
                trap 'kill $(jobs -p); wait' EXIT
                while read -r line <&"${lab[0]}"; do
                    echo "$line"
                    [ "$line" = 'Lab vxlan is up' ] && break
                done
                R1() { sh "$exec" -- "$@"; }
                exec="$3"
                folder="$4"
                peer() { ip netns exec peer "$@"; }
                """ + commands);
        return ExternalProgram.run(
                "",
                "unshare",
                "-Urnm",
                "bash",
                script.toString(),
                LabProcess.ROOT.toString(),
                lab.toString(),
                exec.toString(),
                folder.toString());
    }

    /** A script that runs a command of ours, and what is given to it after that. */
    private Path command(String name, String... arguments) throws IOException {
        String words = LabProcess.command(List.of(arguments)).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return Files.writeString(folder.resolve(name), "exec " + words + " \"$@\"\n");
    }

    @Test
    void theKernelPingsThroughVxlan() throws IOException, InterruptedException {
        LabProcess.Outcome outcome = beyondVxlan("""
                ip -n peer route add 10.0.2.0/24 via 10.0.1.1
                peer ping -c 3 -i 0.2 -W 5 10.0.2.2
                peer ping -c 2 -i 0.2 -W 5 -s 1472 -M do 10.0.2.2
                """);
        assertThat(outcome.output()).contains("3 received, 0% packet loss", "2 received, 0% packet loss");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void frrBecomesFullLearnsOurRoutesAndIsPingedThrough() throws IOException, InterruptedException {
        Path daemons = Path.of("/usr/lib/frr");
        assumeTrue(Files.isExecutable(daemons.resolve("ospfd")), "frr is not installed");
        LabProcess.Outcome outcome = beyondVxlan("""
                ip -n peer link add far type veth peer name end
                ip -n peer addr add 10.7.7.1/24 dev far
                ip -n peer link set far up
                ip -n peer link set end up
                mkdir "$folder/frr"
                cat > "$folder/frr/ospfd.conf" <<END
                interface vx
                 ip ospf hello-interval 1
                 ip ospf dead-interval 4
                router ospf
                 ospf router-id 9.9.9.9
                 network 10.0.1.0/24 area 0
                 network 10.7.7.0/24 area 0
                END
                : > "$folder/frr/zebra.conf"
                # FRR wants its user to be in this group; here there is no group but root's.
                (grep -v ^frrvty: /etc/group; echo frrvty:x:0:root) > "$folder/group"
                mount --bind "$folder/group" /etc/group
                frr() {
                    ip netns exec peer /usr/lib/frr/$1 -u root -g root -f "$folder/frr/$1.conf" \
                        -i "$folder/frr/$1.pid" -z "$folder/frr/zserv.api" --vty_socket "$folder/frr" -A 127.0.0.1 > "$folder/frr/$1.log" 2>&1 &
                }
                frr zebra
                for i in $(seq 100); do [ -S "$folder/frr/zserv.api" ] && break; sleep 0.1; done
                frr ospfd
                for i in $(seq 300); do
                    ip -n peer route show proto ospf | grep -q 10.0.2.0 && break
                    sleep 0.1
                done
                # R1 computes its routes some seconds after a change, as IOS does.
                for i in $(seq 60); do R1 show ip route ospf | grep -q 10.7.7.0 && break; sleep 0.5; done
                vtysh --vty_socket "$folder/frr" -c 'show ip ospf neighbor'
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
        LabProcess.Outcome outcome = beyondVxlan("""
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
}
