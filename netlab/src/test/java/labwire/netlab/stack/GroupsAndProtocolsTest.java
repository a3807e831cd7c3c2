package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Multicast groups, protocols of their own on IP, and what goes out of a named interface. */
class GroupsAndProtocolsTest {
    private static final int OSPF = 89;
    private static final Ipv4Address ALL_ROUTERS = ip("224.0.0.5");

    private final StackLab lab = new StackLab();
    private final List<String> received = new ArrayList<>();
    private IpStack left;
    private IpStack right;
    private NetworkInterface leftEnd;
    private NetworkInterface rightEnd;

    @BeforeEach
    void cable() {
        left = lab.router("left");
        right = lab.router("right");
        leftEnd = lab.attach(left, "10.0.0.1/24");
        rightEnd = lab.attach(right, "10.0.0.2/24");
        lab.join(leftEnd, rightEnd);
        right.protocol(
                OSPF,
                (arrival, packet) ->
                        received.add(arrival.name() + ": " + packet.source() + " > " + packet.destination() + " ttl "
                                + packet.timeToLive() + ", " + packet.payload().length() + " B"));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static Ipv4Packet hello(Ipv4Address destination, int bytes) {
        UnknownIpPayload payload = new UnknownIpPayload(OSPF, Bytes.wrap(new byte[bytes]));
        return Ipv4Packet.control(ip("10.0.0.1"), destination, 1, payload);
    }

    private void run() {
        lab.run(Duration.ofSeconds(5));
    }

    @Test
    void aProtocolGetsPacketsToItsGroupAndToItself() {
        rightEnd.groups().join(ALL_ROUTERS);

        left.send(hello(ALL_ROUTERS, 44), leftEnd);
        left.send(hello(ip("10.0.0.2"), 60), leftEnd);
        left.send(hello(ip("10.0.0.2"), 64));
        run();

        assertThat(received)
                .containsExactly(
                        "eth0: 10.0.0.1 > 224.0.0.5 ttl 1, 44 B",
                        "eth0: 10.0.0.1 > 10.0.0.2 ttl 1, 60 B",
                        "eth0: 10.0.0.1 > 10.0.0.2 ttl 1, 64 B");
    }

    @Test
    void whatIsLongerThanTheLinkArrivesWhole() {
        rightEnd.groups().join(ALL_ROUTERS);

        left.send(hello(ALL_ROUTERS, 4000), leftEnd);
        run();

        assertThat(received).containsExactly("eth0: 10.0.0.1 > 224.0.0.5 ttl 1, 4000 B");
    }

    @Test
    void onlyMembersTakeAGroupsPacketsIn() {
        left.send(hello(ALL_ROUTERS, 44), leftEnd);
        run();
        assertThat(received).isEmpty();
        assertThat(right.counters().get(IpCounter.NOT_IN_GROUP)).isEqualTo(1);

        rightEnd.groups().join(ALL_ROUTERS);
        rightEnd.groups().join(ALL_ROUTERS);
        rightEnd.groups().leave(ALL_ROUTERS);
        left.send(hello(ALL_ROUTERS, 44), leftEnd);
        run();
        assertThat(received).hasSize(1);

        rightEnd.groups().leave(ALL_ROUTERS);
        left.send(hello(ALL_ROUTERS, 44), leftEnd);
        run();
        assertThat(received).hasSize(1);
        assertThat(rightEnd.groups().all()).isEmpty();
    }

    @Test
    void anUnknownProtocolIsToldToItsSender() {
        right.removeProtocol(OSPF);

        left.send(hello(ip("10.0.0.2"), 44));
        run();

        assertThat(right.counters().get(IpCounter.UNKNOWN_PROTOCOL)).isEqualTo(1);
        assertThat(left.icmp().counters().errorsReceived()).isEqualTo(1);
        assertThatThrownBy(() -> right.protocol(IpPayload.PROTOCOL_TCP, (arrival, packet) -> {}))
                .hasMessageContaining("protocol: 6");
    }

    @Test
    void groupsHaveABound() {
        for (int i = 0; i < InterfaceGroups.MAX_GROUPS; i++) {
            leftEnd.groups().join(new Ipv4Address(0xE000_0100 + i));
        }
        assertThatThrownBy(() -> leftEnd.groups().join(ALL_ROUTERS)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leftEnd.groups().join(ip("10.0.0.5"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupFramesHaveTheGroupsAddress() {
        Station station = new Station(lab.port("S", "eth0"));
        NetworkInterface third = lab.attach(left, "10.0.9.1/24");
        lab.join(StackLab.portOf(third), station.port);

        left.send(hello(ip("239.129.2.3"), 44), third);
        run();

        assertThat(station.received)
                .last()
                .satisfies(frame -> assertThat(frame.destination()).isEqualTo(MacAddress.parse("01:00:5e:01:02:03")));
    }

    @Test
    void aServerWithoutAnAddressOfItsClientSendsToItsStation() {
        Station client = new Station(lab.port("client", "eth0"));
        NetworkInterface third = lab.attach(left, "10.0.9.1/24");
        lab.join(StackLab.portOf(third), client.port);

        UdpDatagram offer = new UdpDatagram(67, 68, Bytes.wrap(new byte[300]));
        left.send(Ipv4Packet.control(ip("10.0.9.1"), ip("10.0.9.50"), 64, offer), third, client.port.mac());
        run();

        assertThat(client.received)
                .last()
                .satisfies(frame -> assertThat(frame.destination()).isEqualTo(client.port.mac()));
        assertThat(third.neighbors().neighbors()).isEmpty();
    }

    @Test
    void aSocketIsToldWhereABroadcastCameInAndMayKeepToOneInterface() throws Exception {
        NetworkInterface other = lab.attach(right, "10.0.5.2/24");
        IpStack guest = lab.host("guest");
        NetworkInterface guestEnd = lab.attach(guest, "10.0.5.9/24");
        lab.join(other, guestEnd);
        List<String> log = new ArrayList<>();
        right.udp().bind(Ipv4Address.ANY, 67, new InterfaceLog(right, log));
        right.udp().bind(Ipv4Address.ANY, 68, other.index(), new InterfaceLog(right, log));

        for (int port = 67; port <= 68; port++) {
            UdpDatagram discover = new UdpDatagram(68, port, Bytes.wrap(new byte[port]));
            Ipv4Packet packet = Ipv4Packet.control(Ipv4Address.ANY, Ipv4Address.LIMITED_BROADCAST, 64, discover);
            left.send(packet, leftEnd);
            guest.send(packet, guestEnd);
        }
        run();

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "eth0 from 0.0.0.0: 67 B", "eth1 from 0.0.0.0: 67 B", "eth1 from 0.0.0.0: 68 B");
    }

    private record InterfaceLog(IpStack stack, List<String> log) implements UdpReceiver {
        @Override
        public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
            log.add("no interface");
        }

        @Override
        public void receivedOn(
                int interfaceIndex, IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
            log.add(stack.interfaceAt(interfaceIndex).orElseThrow().name() + " from " + source + ": " + payload.length()
                    + " B");
        }
    }
}
