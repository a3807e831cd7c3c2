package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample lab with a way out, in a network namespace of its own, so that nothing leaves this machine. */
@Timeout(120)
class OutwardLabTest {
    @TempDir
    Path folder;

    @Test
    void aRouterOfTheLabReachesWhatItsWorkstationReaches() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("unshare");
        ExternalProgram.assumePresent("ip");
        ExternalProgram.assumePresent("python3");
        assumeTrue(
                ExternalProgram.run("", "unshare", "-Urnm", "ip", "link", "set", "lo", "up")
                                .status()
                        == 0,
                "this system gives no user namespaces");
        Path data = folder.resolve("data");
        Path lab = command("lab", "up", "config/labs/outward.yaml", "--data", data.toString());
        Path inspect = command("inspect", "inspect", "--data", data.toString());
        Path greeter = Files.writeString(folder.resolve("greeter.py"), """
                import socket, threading
                def names():
                    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    u.bind(('198.51.100.7', 53))
                    while True:
                        q, who = u.recvfrom(512)
                        answer = b'\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\x3c\\0\\4\\xc6\\x33\\x64\\x07'
                        u.sendto(q[:2] + b'\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0' + q[12:] + answer, who)
                threading.Thread(target=names, daemon=True).start()
                s = socket.create_server(('0.0.0.0', 8000))
                while True:
                    c, _ = s.accept()
                    c.sendall(b'hello from outside\\r\\n')
                    c.close()
                """);
        Path typist = Files.writeString(folder.resolve("typist.py"), """
                import re, socket
                s = socket.create_connection(('127.0.0.1', 2301), 20)
                s.settimeout(30)
                def see(pattern):
                    seen = b''
                    while not re.search(pattern, seen):
                        more = s.recv(4096)
                        if not more:
                            break
                        seen += more
                    print(seen.decode('ascii', 'replace'), flush=True)
                see(b'R1>')
                for there in b'198.51.100.7 8000', b'10.0.2.2 8000', b'198.51.100.7 8001':
                    s.sendall(b'telnet ' + there + b'\\r\\n')
                    see(b'(closed by foreign host|refused by remote host)[^>]*R1>')
                for there in b'198.51.100.7', b'somewhere.example', b'203.0.113.1':
                    s.sendall(b'ping ' + there + b' repeat 3\\r\\n')
                    see(b'Success rate[^>]*R1>')
                """);
        Path script = Files.writeString(folder.resolve("outside"), """
                ip link set lo up
                ip addr add 198.51.100.7/32 dev lo
                echo '0 0' > /proc/sys/net/ipv4/ping_group_range
                echo nameserver 198.51.100.7 > "$6"
                mount --bind "$6" /etc/resolv.conf
                python3 "$1" &
                cd "$2"
                coproc lab { exec sh "$3"; }
                trap 'kill $(jobs -p); wait' EXIT
                while read -r line <&"${lab[0]}"; do
                    echo "$line"
                    [ "$line" = 'Lab outward is up' ] && break
                done
                python3 "$4"
                sh "$5"
                """);
        LabProcess.Outcome outcome = ExternalProgram.run(
                "",
                "unshare",
                "-Urnm",
                "bash",
                script.toString(),
                greeter.toString(),
                LabProcess.ROOT.toString(),
                lab.toString(),
                typist.toString(),
                inspect.toString(),
                folder.resolve("resolv.conf").toString());
        assertThat(outcome.output())
                .contains("the lab -> [0.0.0.0/0], 127.0.0.1 as 10.0.2.2, its name server as 10.0.2.3")
                .contains("!!!\r\nSuccess rate is 100 percent (3/3)")
                .containsSubsequence("somewhere.example", "Echos to 198.51.100.7", "Success rate is 100 percent (3/3)")
                .contains("UUU\r\nSuccess rate is 0 percent (0/3)")
                .doesNotContain("without echoes", "without names")
                .contains("Trying 198.51.100.7, 8000 ... Open")
                .contains("Trying 10.0.2.2, 8000 ... Open")
                .containsSubsequence("hello from outside", "hello from outside")
                .contains("% Connection refused by remote host")
                .contains("OUTWARD");
    }

    /** A script that runs a command of ours, and what is given to it after that. */
    private Path command(String name, String... arguments) throws IOException {
        String words = LabProcess.command(List.of(arguments)).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return Files.writeString(folder.resolve(name), "exec " + words + " \"$@\"\n");
    }
}
