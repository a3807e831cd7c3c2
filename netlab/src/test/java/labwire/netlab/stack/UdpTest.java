package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSendResult;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpTest {
    private final StackLab lab = new StackLab();
    private final Row row = lab.row();
    private final List<String> received = new ArrayList<>();
    private final UdpReceiver log =
            (source, port, destination, payload) -> received.add(source + " > " + destination + " " + text(payload));

    @AfterEach
    void close() {
        lab.close();
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static UdpSocket client(IpStack on) throws UdpException {
        return on.udp().bind(Ipv4Address.ANY, 0, (source, port, destination, payload) -> {});
    }

    @Test
    void aDatagramAndItsAnswerCrossTwoRouters() throws UdpException {
        UdpSocket[] server = new UdpSocket[1];
        server[0] = row.b()
                .udp()
                .bind(
                        Ipv4Address.ANY,
                        53,
                        (source, port, destination, payload) ->
                                server[0].send(source, port, bytes("re: " + text(payload))));
        UdpSocket client = row.a().udp().bind(Ipv4Address.ANY, 0, log);

        assertThat(client.send(ip("10.0.3.2"), 53, bytes("hello"))).isEqualTo(UdpSendResult.SENT);
        lab.run(Duration.ofMillis(1));
        assertThat(received).containsExactly("10.0.3.2 > 10.0.1.2 re: hello");
        assertThat(client.localPort()).isBetween(49_152, 65_535);
    }

    @Test
    void aClosedPortIsToldToTheSender() throws UdpException {
        List<String> errors = new ArrayList<>();
        UdpSocket sender = row.a().udp().bind(Ipv4Address.ANY, 0, new ErrorLog(errors));
        sender.send(ip("10.0.3.2"), 9, bytes("?"));
        lab.run(Duration.ofMillis(1));

        assertThat(errors).containsExactly("type 3 code 3 from 10.0.3.2 about 10.0.3.2:9");
    }

    @Test
    void aLimitedTimeToLiveNamesTheRouterAsTracerouteNeeds() throws UdpException {
        List<String> errors = new ArrayList<>();
        UdpSocket sender = row.a().udp().bind(Ipv4Address.ANY, 0, new ErrorLog(errors));
        for (int ttl = 1; ttl <= 3; ttl++) {
            sender.timeToLive(ttl);
            sender.send(ip("10.0.3.2"), 33_433 + ttl, bytes("?"));
        }
        lab.run(Duration.ofMillis(1));

        assertThat(errors)
                .containsExactly(
                        "type 11 code 0 from 10.0.1.1 about 10.0.3.2:33434",
                        "type 11 code 0 from 10.0.2.2 about 10.0.3.2:33435",
                        "type 3 code 3 from 10.0.3.2 about 10.0.3.2:33436");
    }

    @Test
    void broadcastsReachTheNetworkAndNoFurther() throws UdpException {
        row.r1().udp().bind(Ipv4Address.ANY, 67, log);
        row.r2().udp().bind(Ipv4Address.ANY, 67, log);
        UdpSocket sender = client(row.a());
        sender.send(Ipv4Address.LIMITED_BROADCAST, 67, bytes("limited"));
        sender.send(ip("10.0.1.255"), 67, bytes("directed"));
        sender.send(ip("10.0.1.255"), 68, bytes("no such port"));
        lab.run(Duration.ofMillis(1));
        assertThat(received).containsExactly("10.0.1.2 > 255.255.255.255 limited", "10.0.1.2 > 10.0.1.255 directed");

        sender.send(ip("10.0.2.255"), 67, bytes("from outside"));
        lab.run(Duration.ofMillis(1));
        assertThat(received).hasSize(2);
        assertThat(row.r1().counters().get(IpCounter.DIRECTED_BROADCAST)).isEqualTo(1);
        assertThat(row.r1().icmp().counters().errorsSent()).isZero();
    }

    @Test
    void aHostWithoutAnAddressCanAskAll() throws UdpException {
        IpStack fresh = lab.host("fresh");
        NetworkInterface eth0 = fresh.addInterface("eth0", new PortLink(lab.port("fresh", "eth0")));
        lab.join(eth0, lab.attach(row.r1(), "10.7.0.1/24"));
        row.r1().udp().bind(Ipv4Address.ANY, 67, log);
        client(fresh).send(Ipv4Address.LIMITED_BROADCAST, 67, bytes("discover"));
        lab.run(Duration.ofMillis(1));

        assertThat(received).containsExactly("0.0.0.0 > 255.255.255.255 discover");
    }

    @Test
    void theLoopbackNeverDeliversWithinTheCallThatSends() throws UdpException {
        row.a().udp().bind(ip("127.0.0.1"), 7, log);
        client(row.a()).send(ip("127.0.0.1"), 7, bytes("me"));
        assertThat(received).isEmpty();
        lab.run(Duration.ofMillis(1));

        assertThat(received).containsExactly("127.0.0.1 > 127.0.0.1 me");
    }

    @Test
    void twoEndsOnOneHostDoNotFillAnInstant() throws UdpException {
        int[] rounds = {0};
        UdpSocket[] ends = new UdpSocket[2];
        for (int i = 0; i < 2; i++) {
            int self = i;
            ends[i] = row.a().udp().bind(ip("127.0.0.1"), 7 + i, (source, port, destination, payload) -> {
                if (++rounds[0] < 10_000) {
                    ends[self].send(source, port, payload);
                }
            });
        }
        ends[0].send(ip("127.0.0.1"), 8, bytes("ping"));
        lab.run(Duration.ofSeconds(1));

        assertThat(rounds[0]).isEqualTo(10_000);
    }

    @Test
    void anAddressIsNotSharedAndAPortIsFreeAgainAfterClose() throws UdpException {
        UdpSocket any = row.a().udp().bind(Ipv4Address.ANY, 500, log);
        assertThatThrownBy(() -> row.a().udp().bind(ip("10.0.1.2"), 500, log))
                .isInstanceOf(UdpException.class)
                .hasMessage("local port: 10.0.1.2:500 is taken (expected: a free one)");
        any.close();
        UdpSocket one = row.a().udp().bind(ip("10.0.1.2"), 500, log);
        UdpSocket other = row.a().udp().bind(ip("127.0.0.1"), 500, log);
        assertThat(row.a().udp().sockets()).containsExactly(one, other);
        assertThatThrownBy(() -> row.a().udp().bind(ip("10.0.1.3"), 501, log))
                .isInstanceOf(UdpException.class)
                .hasMessageContaining("expected: an address of this host");
        assertThat(any.send(ip("10.0.1.1"), 1, bytes("x"))).isEqualTo(UdpSendResult.CLOSED);
    }

    @Test
    void anAddressMayBeTakenBeforeItsLinkIsUp() throws UdpException {
        IpStack early = lab.host("early");
        NetworkInterface eth0 = lab.attach(early, "10.8.0.1/24");
        early.udp().bind(ip("10.8.0.1"), 53, log);
        NetworkInterface peer = lab.attach(row.a(), "10.8.0.2/24");
        lab.join(eth0, peer);
        client(row.a()).send(ip("10.8.0.1"), 53, bytes("now"));
        lab.run(Duration.ofMillis(1));

        assertThat(received).containsExactly("10.8.0.2 > 10.8.0.1 now");
    }

    @Test
    void aLongDatagramArrivesWhole() throws UdpException {
        row.b()
                .udp()
                .bind(
                        Ipv4Address.ANY,
                        9,
                        (source, port, destination, payload) ->
                                received.add(payload.length() + " " + payload.get(9999)));
        byte[] data = new byte[10_000];
        data[9999] = 42;
        client(row.a()).send(ip("10.0.3.2"), 9, Bytes.wrap(data));
        lab.run(Duration.ofMillis(1));

        assertThat(received).containsExactly("10000 42");
        assertThat(client(row.a()).send(ip("10.0.3.2"), 9, Bytes.wrap(new byte[65_508])))
                .isEqualTo(UdpSendResult.TOO_LONG);
        assertThat(client(lab.host("alone")).send(ip("10.0.3.2"), 9, bytes("x")))
                .isEqualTo(UdpSendResult.NO_ROUTE);
    }
}
