package labwire.netlab.console.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.Transcript;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code netstat -s} on a host that has pinged itself and asked itself for a port that nobody has. */
class NetworkStatisticsTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"));

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void eachProtocolsCountersAreNamed() throws Exception {
        Host host =
                new Host(time.loop(), "pc", new RandomStreams(1), List.of(InterfaceName.ethernet(0)), NameSource.NONE);
        String ping = Transcript.run(time, LinuxConsole.open(host), "ping -c 2 127.0.0.1");
        assertThat(ping).contains("2 received");
        host.stack()
                .udp()
                .bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {})
                .send(Ipv4Address.LOOPBACK, 9, Bytes.EMPTY);
        time.runFor(Duration.ofSeconds(1));

        String shown = Transcript.run(time, LinuxConsole.open(host), "netstat -s");
        assertThat(shown.lines())
                .contains(
                        "Ip:",
                        "    Forwarding: 2",
                        "    6 total packets received",
                        "    0 packet reassemblies failed",
                        "        echo requests: 2",
                        "    1 packets to unknown port received",
                        "    0 SYN cookies sent",
                        "    0 bad segments received",
                        "    0 neighbours evicted from a full table");
    }

    @Test
    void aRecordedRouteIsShownOnceAsLongAsItStaysTheSame() {
        Host host =
                new Host(time.loop(), "pc", new RandomStreams(1), List.of(InterfaceName.ethernet(0)), NameSource.NONE);
        String ping = Transcript.run(time, LinuxConsole.open(host), "ping -R -c 2 127.0.0.1");

        assertThat(ping).contains("56(124) bytes", "RR: \t127.0.0.1\n\t127.0.0.1\n", "(same route)");
    }
}
