package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static labwire.netlab.stack.StackLab.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a datagram costs from socket to socket, and what each router on the way adds. */
@Tag("bench")
class ForwardingBenchmarkTest {
    private static final int BATCH = 256;
    private static final int DATAGRAMS = 2_000_000;
    private static final int PAYLOAD_BYTES = 1448;

    private double nanosPerDatagram(int routers, int destinations) throws UdpException {
        try (StackLab lab = new StackLab()) {
            IpStack source = lab.host("source");
            IpStack last = source;
            for (int i = 1; i <= routers; i++) {
                IpStack router = lab.router("R" + i);
                lab.join(last, "10.0." + i + ".1/24", router, "10.0." + i + ".2/24");
                route(last, "10.1.0.0/16", "10.0." + i + ".2");
                last = router;
            }
            IpStack sink = lab.host("sink");
            lab.join(last, "10.1.0.1/16", sink, "10.1.1.0/16");
            for (int i = 1; i < destinations; i++) {
                NetworkInterface eth0 = sink.interfaces().get(0);
                eth0.addAddress(new Ipv4Address(ip("10.1.1.0").value() + i), 16);
            }
            route(sink, "0.0.0.0/0", "10.1.0.1");
            long[] received = {0};
            sink.udp().bind(Ipv4Address.ANY, 9, (from, port, to, payload) -> received[0] += payload.length());
            UdpSocket socket = source.udp().bind(Ipv4Address.ANY, 0, (from, port, to, payload) -> {});
            Bytes payload = Bytes.wrap(new byte[PAYLOAD_BYTES]);
            Ipv4Address[] targets = new Ipv4Address[destinations];
            for (int i = 0; i < destinations; i++) {
                targets[i] = new Ipv4Address(ip("10.1.1.0").value() + i);
                socket.send(targets[i], 9, payload);
            }
            lab.run(Duration.ofMillis(10));
            double best = Double.MAX_VALUE;
            for (int round = 0; round < 6; round++) {
                long before = received[0];
                long start = System.nanoTime();
                for (int sent = 0; sent < DATAGRAMS; sent += BATCH) {
                    for (int i = 0; i < BATCH; i++) {
                        socket.send(targets[(sent + i) % destinations], 9, payload);
                    }
                    lab.run(Duration.ofMillis(1));
                }
                double nanos = System.nanoTime() - start;
                long datagrams = (received[0] - before) / PAYLOAD_BYTES;
                assertThat(datagrams).isGreaterThanOrEqualTo(DATAGRAMS);
                best = Math.min(best, nanos / datagrams);
            }
            return best;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void costOfAHop(int destinations) throws UdpException {
        double direct = nanosPerDatagram(0, destinations);
        for (int routers : new int[] {1, 3, 7}) {
            double routed = nanosPerDatagram(routers, destinations);
            System.out.printf(
                    Locale.ROOT,
                    "%d destinations, %d routers: %.0f ns a datagram, %.0f ns a router, %.1f Gbit/s%n",
                    destinations,
                    routers,
                    routed,
                    (routed - direct) / routers,
                    PAYLOAD_BYTES * 8 / routed);
        }
    }
}
