package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.stack.ip6.NeighborState6;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R1 of RFC 9293, 3.8.3: after three timeouts TCP tells IP, which asks the neighbour anew (RFC 1122, 2.3.2.1 and 3.3.1.4). */
class UnansweredSegmentsTest {
    private final StackLab lab = new StackLab();
    private final IpStack here = lab.host("here");
    private final IpStack there = lab.host("there");
    private final NetworkInterface eth0 = lab.attach(here, "10.0.0.1/24");
    private final NetworkInterface theirs = lab.attach(there, "10.0.0.2/24");

    @AfterEach
    void close() {
        lab.close();
    }

    /** A connection, then a cable without a far end, and something to send. */
    private void write(IpAddress local, IpAddress remote) {
        Cable cable = lab.join(eth0, theirs);
        lab.run(Duration.ofSeconds(3));
        there.tcp().listen(local, 80, 1, TcpSettings.DEFAULT, socket -> new SilentListener());
        TcpSocket socket = here.tcp().connect(local, 0, remote, 80, TcpSettings.DEFAULT, new SilentListener());
        lab.run(Duration.ofSeconds(1));
        cable.settings(LinkSettings.PLAIN.withLoss(1));
        socket.write(ByteBuffer.allocate(10));
    }

    @Test
    void neighborIsAskedAfterThreeTimeouts() {
        write(Ipv4Address.ANY, ip("10.0.0.2"));
        lab.run(Duration.ofMillis(1300));
        assertThat(stateOf(eth0)).isEqualTo(NeighborState.REACHABLE);
        lab.run(Duration.ofMillis(300));
        assertThat(stateOf(eth0)).isEqualTo(NeighborState.PROBE);
    }

    private static NeighborState stateOf(NetworkInterface on) {
        return on.neighbors().find(ip("10.0.0.2")).orElseThrow().state();
    }

    @Test
    void neighborOfIpv6IsAskedToo() {
        eth0.ip6().enable();
        theirs.ip6().enable();
        eth0.ip6().addAddress(Ipv6Address.parse("2001:db8::1"), 64);
        theirs.ip6().addAddress(Ipv6Address.parse("2001:db8::2"), 64);
        Ipv6Address remote = Ipv6Address.parse("2001:db8::2");
        write(Ipv6Address.ANY, remote);
        lab.run(Duration.ofMillis(1300));
        assertThat(eth0.ip6().neighbors().find(remote).orElseThrow().state()).isEqualTo(NeighborState6.REACHABLE);
        lab.run(Duration.ofMillis(300));
        assertThat(eth0.ip6().neighbors().find(remote).orElseThrow().state()).isEqualTo(NeighborState6.DELAY);
    }
}
