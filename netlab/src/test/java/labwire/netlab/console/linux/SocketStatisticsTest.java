package labwire.netlab.console.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.Transcript;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ss} on a host that talks to another, 10 ms away. */
class SocketStatisticsTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"));
    private final Host here = host("here", 1, "10.0.0.1");
    private final Host there = host("there", 2, "10.0.0.2");

    private Host host(String name, long seed, String address) {
        Host host = new Host(
                time.loop(), name, new RandomStreams(seed), List.of(InterfaceName.ethernet(0)), NameSource.NONE);
        host.interfaces().get(0).ip().orElseThrow().addAddress(Ipv4Address.parse(address), 24);
        return host;
    }

    @BeforeEach
    void join() {
        Cable.connect(
                time.loop(),
                here.port("eth0").orElseThrow(),
                there.port("eth0").orElseThrow(),
                LinkSettings.PLAIN.withDelay(5_000_000),
                new RandomStreams(3).stream("cable"));
    }

    @AfterEach
    void close() {
        time.close();
    }

    private String ss(String options) {
        ConsoleSession session = LinuxConsole.open(here);
        return Transcript.run(time, session, "ss " + options);
    }

    private TcpSocket connected() {
        there.stack().tcp().listen(Ipv4Address.ANY, 25, 16, TcpSettings.DEFAULT, socket -> new SilentListener());
        TcpSocket socket = here.stack()
                .tcp()
                .connect(
                        Ipv4Address.ANY,
                        4000,
                        Ipv4Address.parse("10.0.0.2"),
                        25,
                        TcpSettings.DEFAULT,
                        new SilentListener());
        time.runFor(Duration.ofSeconds(1));
        return socket;
    }

    @Test
    void showsConnectionsInTheColumnsOfSs() {
        connected();
        assertThat(ss("-tn")).isEqualTo("""
                State Recv-Q Send-Q Local Address:Port Peer Address:Port
                ESTAB 0      0           10.0.0.1:4000     10.0.0.2:25
                """);
    }

    @Test
    void showsTheInsideOfAConnection() {
        TcpSocket socket = connected();
        socket.write(ByteBuffer.allocate(3000));
        time.runFor(Duration.ofSeconds(1));
        assertThat(ss("-tin").lines().skip(2)).singleElement().asString().isEqualTo("""
                \t ts sack cubic wscale:7,7 rto:200 rtt:14.375/6.875 mss:1448 pmtu:1500 advmss:1448 \
                cwnd:10 bytes_sent:3000 bytes_acked:3000 segs_out:5 segs_in:2 data_segs_out:3 send 8058435bps \
                lastsnd:1000 lastrcv:990 rcv_space:14480 minrtt:10 snd_wnd:62208 rcv_wnd:65536""");
    }

    @Test
    void showsListenersWithTheirBacklog() {
        here.stack().tcp().listen(Ipv4Address.ANY, 22, 16, TcpSettings.DEFAULT, socket -> new SilentListener());
        assertThat(ss("-tln")).isEqualTo("""
                State  Recv-Q Send-Q Local Address:Port Peer Address:Port
                LISTEN 0      16           0.0.0.0:22        0.0.0.0:*
                """);
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        assertThat(ss("-tx")).startsWith("ss: invalid option -- 'x'");
    }
}
