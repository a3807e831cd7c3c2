package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people run on Linux to look at a network, run at {@link SixLab} over VXLAN.
 *
 * <pre>
 * peer ══VXLAN══ R1 ── pc1, with an echo on port 7
 * </pre>
 */
@Timeout(120)
class KernelToolsTest {
    /** To be appended to what a tool has done: the lab still serves. */
    private static final String STILL_SERVES = """
            peer ping -c 1 -W 5 10.0.2.2 > "$folder/last" && echo still answers
            peer bash -c 'exec 3<>/dev/tcp/10.0.2.2/7; echo still serves >&3; head -n 1 <&3'
            """;

    @TempDir
    Path folder;

    private String run(String program, String commands) throws IOException, InterruptedException {
        ExternalProgram.assumePresent(program);
        LabProcess.Outcome outcome = SixLab.run(folder, """
                ip -n peer -6 addr add fd00:1::2/64 dev vx nodad
                ip -n peer route add 10.0.2.0/24 via 10.0.1.1
                ip -n peer -6 route add fd00:2::/64 via fd00:1::1
                """, """
                await 'peer ping -c 1 -W 1 10.0.2.2 > "$folder/first" && peer ping -6 -c 1 -W 1 fd00:2::2 > "$folder/first"'
                """ + commands + STILL_SERVES);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("still answers", "still serves").doesNotContain("in vain");
        return outcome.output();
    }

    @Test
    void packetsThatMustBeFragmentedAreAnsweredBothWays() throws IOException, InterruptedException {
        String output = run("ping", """
                peer ping -c 3 -i 0.2 -W 5 10.0.2.2
                peer ping -c 3 -i 0.2 -W 5 -s 3000 10.0.2.2
                peer ping -c 3 -i 0.2 -W 5 -s 3000 fd00:2::2
                peer ping -c 3 -i 0.2 -W 5 -s 3000 10.0.1.1
                await 'R1 ping 10.0.1.2 size 3000 | grep "(5/5)"'
                await 'R1 ping fd00:1::2 size 3000 | grep "(5/5)"'
                """);
        assertThat(output.split("3 received, 0% packet loss", -1)).as(output).hasSize(5);
        assertThat(output.split("Success rate is 100 percent \\(5/5\\)", -1))
                .as(output)
                .hasSize(3);
    }

    @Test
    void arpingIsAnsweredByTheRoutersAddressAlone() throws IOException, InterruptedException {
        String output = run("arping", """
                peer arping -c 3 -w 5 -I vx 10.0.1.1
                peer arping -c 1 -w 1 -I vx 10.0.1.77 || echo nobody is .77
                """);
        assertThat(output)
                .contains("Received 3 response(s)", "nobody is .77")
                .containsPattern("Unicast reply from 10\\.0\\.1\\.1 \\[[0-9A-F:]{17}\\]");
    }

    @Test
    void tracerouteSeesTheRouterAndThenTheHost() throws IOException, InterruptedException {
        String output = run("traceroute", """
                for options in '' -I -T; do
                    echo "== 4 $options"; peer traceroute -n -q 1 -w 3 $options 10.0.2.2
                    echo "== 6 $options"; peer traceroute -6 -n -q 1 -w 3 $options fd00:2::2
                done
                """);
        String two = "(?s)== %s\\n[^\\n]*\\n 1  %s  [0-9.]+ ms\\n 2  %s  [0-9.]+ ms\\n";
        for (String options : List.of("", "-I", "-T")) {
            assertThat(output)
                    .containsPattern(two.formatted("4 " + options, "10\\.0\\.1\\.1", "10\\.0\\.2\\.2"))
                    .containsPattern(two.formatted("6 " + options, "fd00:1::1", "fd00:2::2"));
        }
    }

    @Test
    void tracepathFindsTheMtuAndTheHops() throws IOException, InterruptedException {
        String output = run("tracepath", """
                peer tracepath -n -4 10.0.2.2
                peer tracepath -n -6 fd00:2::2
                """);
        assertThat(output)
                .containsPattern(" 2:  10\\.0\\.2\\.2 .* reached")
                .containsPattern(" 2:  fd00:2::2 .* reached");
        assertThat(output.split("Resume: pmtu 1500 hops 2 back 2", -1))
                .as(output)
                .hasSize(3);
    }

    @Test
    void nmapScansAHostAndTheRouterAndLooksForTheirSystems() throws IOException, InterruptedException {
        String output = run("nmap", """
                peer nmap -n -sS -O --max-os-tries 1 -p 1-1024 10.0.2.2 10.0.1.1
                peer nmap -6 -n -sS -p 1-1024 fd00:2::2
                """);
        assertThat(output.split("\\n7/tcp +open +echo", -1)).as(output).hasSize(3);
        assertThat(output).contains("Nmap done: 2 IP addresses (2 hosts up)", "Nmap done: 1 IP address (1 host up)");
    }

    /**
     * The kernel has the same buffers here, which the window scale tells of, and timestamps without an offset of their
     * own for each pair of ports, behind which some kernels hide the rate of their clock.
     */
    @Test
    void nmapSeesOfAHostWhatItSeesOfTheKernelAndTakesItForLinux() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("python3");
        String output = run("nmap", """
                ip netns add far
                ip -n peer link add f0 type veth peer name f1 netns far
                ip -n far link set lo up
                far() { ip netns exec far "$@"; }
                peer ethtool -K f0 tx off > "$folder/ethtool"
                far ethtool -K f1 tx off > "$folder/ethtool"
                ip -n peer addr add 10.0.4.1/24 dev f0
                ip -n far addr add 10.0.4.2/24 dev f1
                ip -n peer link set f0 up
                ip -n far link set f1 up
                far sh -c 'echo 2 > /proc/sys/net/ipv4/tcp_timestamps'
                far sh -c 'echo 4096 131072 6291456 > /proc/sys/net/ipv4/tcp_rmem'
                ip netns exec far python3 -m http.server 7 > "$folder/server" 2>&1 &
                await 'far ss -ltn | grep -q :7'
                for host in 10.0.2.2 10.0.4.2; do
                    peer nmap -n -d -sS -O --osscan-guess --max-os-tries 1 -p 7,8 $host > "$folder/scan"
                    grep -E '^OS:|^OS details|^Aggressive OS guesses' "$folder/scan"
                done
                """);
        List<Map<String, String>> fingerprints = fingerprints(output);
        assertThat(fingerprints).as(output).hasSize(2);
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(1)).containsKeys("SEQ", "T1", "T7", "U1", "IE");
        assertThat(output.split("(OS details|Aggressive OS guesses): Linux", -1))
                .as(output)
                .hasSize(3);
    }

    /**
     * What nmap writes of each host: the answers to each of its probes, without what is up to chance, as the initial
     * sequence numbers are, and the steps by which the kernel numbers its echoes.
     */
    private static List<Map<String, String>> fingerprints(String output) {
        String text = output.lines()
                .filter(line -> line.startsWith("OS:"))
                .map(line -> line.substring("OS:".length()))
                .collect(Collectors.joining());
        List<Map<String, String>> all = new ArrayList<>();
        Matcher probes = Pattern.compile("([A-Z0-9]+)\\(([^)]*)\\)").matcher(text);
        while (probes.find()) {
            if (probes.group(1).equals("SCAN")) {
                all.add(new TreeMap<>());
            } else {
                String answer = probes.group(2).replaceAll("(SP|GCD|ISR|II)=[0-9A-Z]+%", "");
                all.get(all.size() - 1).put(probes.group(1), answer);
            }
        }
        return all;
    }
}
