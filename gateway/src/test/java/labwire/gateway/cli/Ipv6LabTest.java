package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * IPv6 of {@link SixLab} and of the Linux kernel.
 *
 * <pre>
 * pc1 ── R1 ══VXLAN══ peer ──1280── mid ── far        peer, mid and far are the kernel's
 *         └──1280── pc2
 * </pre>
 */
@Timeout(120)
class Ipv6LabTest {
    /** Sends what comes back as it came, until the other end has enough. */
    private static final String ECHO_SERVER = """
            import socket, threading
            def echo(s):
                while piece := s.recv(65536):
                    s.sendall(piece)
                s.close()
            listening = socket.create_server(('::', %d), family=socket.AF_INET6)
            while True:
                threading.Thread(target=echo, args=(listening.accept()[0],), daemon=True).start()
            """.formatted(SixLab.KERNELS_ECHO);

    private static final String CLIENT = """
            import hashlib, os, socket, sys, threading
            s = socket.create_connection((sys.argv[1], %d), %d)
            octets = os.urandom(%d)
            threading.Thread(target=s.sendall, args=(octets,), daemon=True).start()
            seen, left = hashlib.sha256(), len(octets)
            while left and (piece := s.recv(min(left, 65536))):
                seen.update(piece)
                left -= len(piece)
            same = seen.digest() == hashlib.sha256(octets).digest()
            print('to', sys.argv[1], 'same octets' if same else 'other octets, %%d missing' %% left)
            """.formatted(SixLab.ECHO, SixLab.PATIENCE_SECONDS, SixLab.BYTES);

    @TempDir
    Path folder;

    private LabProcess.Outcome run(String commands) throws IOException, InterruptedException {
        ExternalProgram.assumePresent("python3");
        Files.writeString(folder.resolve("echo.py"), ECHO_SERVER);
        Files.writeString(folder.resolve("client.py"), CLIENT);
        VxlanPeer.command(
                folder, "pc1", "exec", "pc1", "--data", folder.resolve("data").toString());
        return SixLab.run(folder, "", """
                pc1() { sh "$folder/pc1" -- "$@"; }
                # To an echo at that address, from pc1.
                opens() { echo "$1" >&"${lab[1]}"; read -r -t 60 line <&"${lab[0]}"; echo "$line"; }
                # Where the kernel lives once our router has told it.
                made() { ip -n peer -6 -o addr show dev vx | sed -n '/tentative/d; s/.*inet6 \\(fd00:1:[^/]*\\).*/\\1/p'; }
                await '[ "$(made)" ]'
                own=$(made)
                """ + commands);
    }

    @Test
    void theKernelConfiguresItselfFromOurAdvertisementsAndIsReachedBothWays() throws IOException, InterruptedException {
        LabProcess.Outcome outcome = run("""
                ip -n peer -6 addr show dev vx
                ip -n peer -6 route show default
                router=$(ip -n peer -6 route show default | sed -n 's/.*via \\([^ ]*\\).*/\\1/p')
                peer ping -6 -c 3 -i 0.2 -W 5 fd00:1::1
                peer ping -6 -c 3 -i 0.2 -W 5 $router%vx
                peer ping -6 -c 3 -i 0.2 -W 5 fd00:2::2
                peer ping -6 -c 3 -i 0.2 -W 5 -s 3000 fd00:2::2
                peer ping -6 -c 3 -i 0.2 -W 5 -I vx ff02::2
                R1 ping ipv6 $own
                R1 ping $own size 3000 repeat 3
                R1 show ipv6 neighbors
                pc1 ping -6 -c 3 $own
                ip netns exec peer python3 "$folder/echo.py" &
                await 'peer ss -6ltn | grep -q :7007'
                peer python3 "$folder/client.py" fd00:2::2
                opens $own
                """);
        String output = outcome.output();
        assertThat(outcome.status()).as(output).isZero();
        assertThat(output)
                .containsPattern("inet6 fd00:1:.*/64 scope global dynamic")
                .containsPattern("default via fe80::[0-9a-f:]+ dev vx proto ra .*hoplimit 64")
                .contains("Success rate is 100 percent (5/5)", "Success rate is 100 percent (3/3)")
                .contains("to fd00:2::2 same octets")
                .containsPattern("to fd00:1:.* same octets")
                .doesNotContain("in vain");
        assertThat(output.split("3 received, 0% packet loss", -1)).hasSize(7);
    }

    @Test
    void theMtuOfALaterLinkIsLearnedByBoth() throws IOException, InterruptedException {
        LabProcess.Outcome outcome = run("""
                for n in mid far; do ip netns add $n; ip -n $n link set lo up; done
                ip -n peer link add f0 type veth peer name f1 netns mid
                ip -n mid link add g0 type veth peer name g1 netns far
                ip -n peer link set f0 mtu 1280 up
                ip -n mid link set f1 mtu 1280 up
                ip -n mid link set g0 up
                ip -n far link set g1 up
                for n in peer mid; do
                    ip netns exec $n sh -c 'echo 1 > /proc/sys/net/ipv6/conf/all/forwarding'
                done
                ip -n peer -6 addr add fd00:1::9/64 dev vx nodad
                ip -n peer -6 addr add fd00:3::1/64 dev f0 nodad
                ip -n mid -6 addr add fd00:3::2/64 dev f1 nodad
                ip -n mid -6 addr add fd00:5::1/64 dev g0 nodad
                ip -n far -6 addr add fd00:5::2/64 dev g1 nodad
                ip -n peer -6 route add fd00:2::/64 via fd00:1::1
                ip -n peer -6 route add fd00:4::/64 via fd00:1::1
                ip -n peer -6 route add fd00:5::/64 via fd00:3::2
                ip -n mid -6 route add default via fd00:3::1
                ip -n far -6 route add default via fd00:5::1
                ip netns exec far python3 "$folder/echo.py" &
                await 'pc1 ping -6 -c 1 fd00:5::2 | grep -q " 0% packet loss"'
                await 'ip netns exec far ss -6ltn | grep -q :7007'
                echo TOO BIG for the kernel
                peer ping -6 -c 1 -W 5 -M do -s 1400 fd00:4::2 || true
                peer ping -6 -c 3 -i 0.2 -W 5 -s 1400 fd00:4::2
                echo TOO BIG for R1
                R1 ping ipv6 fd00:5::2 size 1400
                echo STREAMS
                ip netns exec far python3 "$folder/client.py" fd00:2::2
                opens fd00:5::2
                """);
        String output = outcome.output();
        assertThat(outcome.status()).as(output).isZero();
        assertThat(output).doesNotContain("in vain");
        String kernels = output.substring(output.indexOf("TOO BIG for the kernel"), output.indexOf("TOO BIG for R1"));
        assertThat(kernels).contains("mtu=1280", "3 received, 0% packet loss");
        assertThat(output.substring(output.indexOf("TOO BIG for R1")))
                // The first one is too big on its way, the answer to the second one on its way back.
                .contains("B.!!!", "Success rate is 60 percent (3/5)")
                .contains("to fd00:2::2 same octets", "to fd00:5::2 same octets");
    }
}
