package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.stack.ip6.Autoconfiguration;
import labwire.netlab.stack.ip6.InterfaceIdentifiers;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.stack.ip6.Ip6Route;
import labwire.netlab.stack.ip6.Neighbor6;
import labwire.netlab.stack.ip6.NeighborState6;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Codec;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.MldReport;
import labwire.netlab.wire.NdpCodec;
import labwire.netlab.wire.NdpMessage;
import labwire.netlab.wire.NdpMessage.PrefixInformation;
import labwire.netlab.wire.UnknownIpPayload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** IPv6 of hosts and routers, each test named after what an RFC asks. */
class Ip6Test {
    private final StackLab lab = new StackLab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    private NetworkInterface attach(IpStack stack, String... addresses) {
        String name = "eth" + stack.interfaces().size();
        NetworkInterface added = stack.addInterface(name, new PortLink(lab.port(stack.name(), name)));
        added.ip6().enable();
        for (String address : addresses) {
            String[] parts = address.split("/");
            added.ip6().addAddress(Ipv6Address.parse(parts[0]), Integer.parseInt(parts[1]));
        }
        return added;
    }

    private static void route(IpStack stack, String prefix, String nextHop) {
        stack.ipv6()
                .routes()
                .add(new Ip6Route(
                        Ipv6Prefix.tryParse(prefix).orElseThrow(),
                        Ipv6Address.parse(nextHop),
                        null,
                        1,
                        0,
                        Ip6Route.Origin.STATIC));
    }

    private List<String> ping(IpStack from, IpAddress destination, PingSettings settings) {
        StackLab.PingLog log = new StackLab.PingLog();
        from.ping(destination, settings, log);
        lab.time.runUntil(() -> log.finished, Duration.ofMinutes(1));
        return log.lines;
    }

    private List<String> ping(IpStack from, String destination) {
        return ping(from, Ipv6Address.parse(destination), PingSettings.DEFAULT.withCount(1));
    }

    /** A - R - B: 2001:db8:1::/64 and 2001:db8:2::/64. */
    private record Row(
            IpStack a, NetworkInterface aEth, IpStack r, NetworkInterface r0, NetworkInterface r1, IpStack b) {}

    private Row row() {
        IpStack a = lab.host("A");
        IpStack r = lab.host("R");
        IpStack b = lab.host("B");
        NetworkInterface aEth = attach(a, "2001:db8:1::2/64");
        NetworkInterface r0 = attach(r, "2001:db8:1::1/64");
        NetworkInterface r1 = attach(r, "2001:db8:2::1/64");
        NetworkInterface bEth = attach(b, "2001:db8:2::2/64");
        r.ipv6().setForwarding(true);
        lab.join(aEth, r0);
        lab.join(r1, bEth);
        route(a, "::/0", "2001:db8:1::1");
        route(b, "::/0", "2001:db8:2::1");
        lab.run(Duration.ofSeconds(5));
        return new Row(a, aEth, r, r0, r1, b);
    }

    @Test
    void rfc4862LinkLocalAddressIsMadeOfTheMacAddressAndUsedOnceNobodyElseHasIt() {
        NetworkInterface a = attach(lab.host("A"));
        NetworkInterface b = attach(lab.host("B"));
        lab.join(a, b);
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).containsExactly(Ip6Address.State.TENTATIVE);
        lab.run(Duration.ofSeconds(3));
        assertThat(a.ip6().addresses()).hasToString("[fe80::5054:ff:fe00:1/64 PREFERRED]");
    }

    @Test
    void rfc4862DuplicateAddressIsNotUsed() {
        NetworkInterface a = attach(lab.host("A"), "2001:db8::1/64");
        NetworkInterface b = attach(lab.host("B"));
        lab.join(a, b);
        lab.run(Duration.ofSeconds(3));
        b.ip6().addAddress(Ipv6Address.parse("2001:db8::1"), 64);
        lab.run(Duration.ofSeconds(3));
        assertThat(b.ip6().addresses()).extracting(Ip6Address::state).contains(Ip6Address.State.DUPLICATED);
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).doesNotContain(Ip6Address.State.DUPLICATED);
    }

    @Test
    void rfc4443EchoPassesARouter() {
        Row row = row();
        assertThat(ping(row.a, "2001:db8:2::2")).containsExactly("1: 56 B from 2001:db8:2::2 ttl 63");
    }

    @Test
    void rfc4443EchoToOneself() {
        IpStack a = lab.host("A");
        assertThat(ping(a, "::1")).containsExactly("1: 56 B from ::1 ttl 64");
    }

    @Test
    void rfc4007LinkLocalAddressNeedsItsZone() {
        NetworkInterface a = attach(lab.host("A"));
        IpStack b = lab.host("B");
        NetworkInterface first = attach(b);
        NetworkInterface second = attach(b);
        NetworkInterface c = attach(lab.host("C"));
        lab.join(a, first);
        lab.join(second, c);
        lab.run(Duration.ofSeconds(5));
        Ipv6Address there = c.ip6().addresses().get(0).address();
        assertThat(ping(b, there.in(second.index()), PingSettings.DEFAULT.withCount(1)))
                .containsExactly("1: 56 B from " + there.in(second.index()) + " ttl 64");
        assertThat(ping(b, there.in(first.index()), PingSettings.DEFAULT.withCount(1)))
                .noneMatch(line -> line.contains("ttl"));
    }

    @Test
    void rfc8200LargePacketsGoInFragmentsAndAreReassembled() {
        Row row = row();
        assertThat(ping(
                        row.a,
                        Ipv6Address.parse("2001:db8:2::2"),
                        PingSettings.DEFAULT.withCount(1).withPayload(3000)))
                .containsExactly("1: 3000 B from 2001:db8:2::2 ttl 63");
        assertThat(row.b.ipv6().counters().get(Ip6Counter.REASSEMBLED)).isEqualTo(1);
    }

    @Test
    void rfc8201PathMtuIsLearnedFromPacketTooBig() {
        Row row = row();
        row.r1.mtu(1280);
        assertThat(row.a.ipv6().maximumTransmissionUnit(Ipv6Address.parse("2001:db8:2::2")))
                .isEqualTo(1500);
        ping(
                row.a,
                Ipv6Address.parse("2001:db8:2::2"),
                PingSettings.DEFAULT.withCount(1).withPayload(1400));
        assertThat(row.a.ipv6().maximumTransmissionUnit(Ipv6Address.parse("2001:db8:2::2")))
                .isEqualTo(1280);
        assertThat(ping(
                        row.a,
                        Ipv6Address.parse("2001:db8:2::2"),
                        PingSettings.DEFAULT.withCount(1).withPayload(1400)))
                .containsExactly("1: 1400 B from 2001:db8:2::2 ttl 63");
    }

    @Test
    void rfc4443HopLimitAndMissingRoutesAreReported() {
        Row row = row();
        assertThat(ping(
                        row.a,
                        Ipv6Address.parse("2001:db8:2::2"),
                        PingSettings.DEFAULT.withCount(1).withTimeToLive(1)))
                .containsExactly("1: type 3 code 0 from 2001:db8:1::1");
        assertThat(ping(row.a, "2001:db8:9::1")).containsExactly("1: type 1 code 0 from 2001:db8:1::1");
        PingSettings patient = PingSettings.DEFAULT.withCount(1).withTimeout(5_000_000_000L);
        assertThat(ping(row.a, Ipv6Address.parse("2001:db8:2::9"), patient))
                .containsExactly("1: type 1 code 3 from 2001:db8:1::1");
    }

    @Test
    void rfc4862HostMakesAnAddressOfAnAdvertisedPrefixAndTakesTheRouterForItsDefault() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r, "2001:db8:7::1/64");
        r.ipv6().setForwarding(true);
        IpStack h = lab.host("H");
        NetworkInterface h0 = attach(h);
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        assertThat(h0.ip6().addresses())
                .extracting(Ip6Address::toString)
                .contains("2001:db8:7:0:5054:ff:fe00:2/64 PREFERRED");
        assertThat(h.ipv6()
                        .routes()
                        .lookup(Ipv6Address.parse("2001:4860::1"))
                        .orElseThrow()
                        .nextHop())
                .isEqualTo(r0.ip6().linkLocal().orElseThrow().address().withoutZone());
        assertThat(ping(h, "2001:db8:7::1")).containsExactly("1: 56 B from 2001:db8:7::1 ttl 64");
    }

    @Test
    void rfc4861RouterThatEndsSaysSoAndIsNoDefaultAnyMore() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r, "2001:db8:7::1/64");
        r.ipv6().setForwarding(true);
        IpStack h = lab.host("H");
        lab.join(r0, attach(h));
        lab.run(Duration.ofSeconds(10));
        r0.ip6().advertiser().settings().suppression(Suppression.ALL);
        lab.run(Duration.ofSeconds(1));
        assertThat(h.ipv6().routes().lookup(Ipv6Address.parse("2001:4860::1"))).isEmpty();
    }

    @Test
    void routerTakesOfAdvertisementsWhatItIsTold() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r, "2001:db8:7::1/64");
        r.ipv6().setForwarding(true);
        IpStack edge = lab.host("E");
        edge.ipv6().usualAutoconfiguration(Autoconfiguration.Mode.ROUTER);
        NetworkInterface e0 = attach(edge);
        lab.join(r0, e0);
        lab.run(Duration.ofSeconds(10));
        assertThat(autoconfigured(e0)).isEmpty();
        assertThat(wayOut(edge)).isPresent();
        edge.ipv6().setForwarding(true);
        e0.ip6().autoconfiguration().mode(Autoconfiguration.Mode.ADDRESSES);
        lab.run(Duration.ofSeconds(10));
        assertThat(autoconfigured(e0)).isPresent();
        assertThat(wayOut(edge)).isEmpty();
        e0.ip6().autoconfiguration().mode(Autoconfiguration.Mode.ADDRESSES_AND_ROUTES);
        lab.run(Duration.ofSeconds(10));
        assertThat(autoconfigured(e0)).isPresent();
        assertThat(wayOut(edge)).isPresent();
        e0.ip6().autoconfiguration().mode(Autoconfiguration.Mode.ROUTER);
        assertThat(autoconfigured(e0)).isEmpty();
        assertThat(wayOut(edge)).isEmpty();
    }

    private static Optional<Ip6Route> wayOut(IpStack stack) {
        return stack.ipv6().routes().lookup(Ipv6Address.parse("2001:4860::1"));
    }

    @Test
    void rfc4862LifetimesEnd() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r);
        Ipv6Prefix prefix = Ipv6Prefix.tryParse("2001:db8:8::/64").orElseThrow();
        r0.ip6().advertiser().settings().prefix(new PrefixInformation(prefix, true, true, 7300, 60));
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = attach(lab.host("H"));
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        r0.ip6().advertiser().settings().suppression(Suppression.ALL);
        r0.setEnabled(false);
        Ip6Address made = autoconfigured(h0).orElseThrow();
        assertThat(made.state()).isEqualTo(Ip6Address.State.PREFERRED);
        lab.run(Duration.ofSeconds(70));
        assertThat(autoconfigured(h0).map(Ip6Address::state)).contains(Ip6Address.State.DEPRECATED);
        lab.run(Duration.ofSeconds(7300));
        assertThat(autoconfigured(h0)).isEmpty();
    }

    private static Optional<Ip6Address> autoconfigured(NetworkInterface on) {
        return on.ip6().addresses().stream()
                .filter(address -> address.origin() == Ip6Address.Origin.AUTOCONFIGURED)
                .findFirst();
    }

    @Test
    void rfc4861NeighborGoesThroughItsStates() {
        Row row = row();
        ping(row.a, "2001:db8:1::1");
        Neighbor6 neighbor = row.aEth
                .ip6()
                .neighbors()
                .find(Ipv6Address.parse("2001:db8:1::1"))
                .orElseThrow();
        assertThat(neighbor.state()).isEqualTo(NeighborState6.REACHABLE);
        lab.run(Duration.ofSeconds(46));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.STALE);
        row.a.ping(Ipv6Address.parse("2001:db8:1::1"), PingSettings.DEFAULT.withCount(1), new StackLab.PingLog());
        lab.run(Duration.ofSeconds(1));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.DELAY);
        lab.run(Duration.ofSeconds(6));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.REACHABLE);
        row.r0.setEnabled(false);
        lab.run(Duration.ofSeconds(60));
        ping(row.a, "2001:db8:1::1");
        lab.run(Duration.ofSeconds(20));
        assertThat(neighbor.state()).isEqualTo(NeighborState6.REMOVED);
    }

    @Test
    void rfc6724SourceIsOfTheDestinationsScopeThenOfItsLongestPrefix() {
        IpStack a = lab.host("A");
        NetworkInterface a0 = attach(a, "2001:db8:1::2/64", "2001:db8:2::2/64", "fd00::2/64");
        lab.join(a0, attach(lab.host("B")));
        route(a, "::/0", "2001:db8:1::1");
        lab.run(Duration.ofSeconds(5));
        assertThat(source(a, "2001:db8:2::77")).isEqualTo("2001:db8:2::2");
        assertThat(source(a, "2001:db8:1::77")).isEqualTo("2001:db8:1::2");
        assertThat(source(a, "fd12::1")).isEqualTo("fd00::2");
        assertThat(source(a, "fe80::1%" + a0.index())).startsWith("fe80::");
        assertThat(source(a, "2001:db8:2::2")).isEqualTo("2001:db8:2::2");
    }

    private static String source(IpStack stack, String destination) {
        return stack.sourceFor(Ipv6Address.parse(destination)).orElseThrow().toString();
    }

    @Test
    void tcpOverIpv6CarriesAStreamAndADualStackListenerTakesBothFamilies() throws TcpException {
        Row row = row();
        Echo server = new Echo();
        row.b.tcp().listen(Ipv6Address.ANY, 80, 8, TcpSettings.DEFAULT, socket -> {
            server.socket = socket;
            return server;
        });
        Sender client = new Sender(200_000);
        client.socket = row.a
                .tcp()
                .connect(Ipv6Address.ANY, 0, Ipv6Address.parse("2001:db8:2::2"), 80, TcpSettings.DEFAULT, client);
        assertThat(lab.runUntil(() -> client.received == 200_000)).isTrue();
        assertThat(client.socket.localAddress()).hasToString("2001:db8:1::2");
        Sender self = new Sender(10);
        self.socket = row.b.tcp().connect(Ipv4Address.ANY, 0, Ipv4Address.LOOPBACK, 80, TcpSettings.DEFAULT, self);
        assertThat(lab.runUntil(() -> self.received == 10)).isTrue();
    }

    @Test
    void udpOverIpv6IsAnsweredAndAClosedPortIsReported() throws UdpException {
        Row row = row();
        List<String> log = new ArrayList<>();
        UdpSocket[] server = new UdpSocket[1];
        server[0] = row.b.udp().bind(Ipv6Address.ANY, 7, (source, port, destination, payload) -> {
            server[0].send(source, port, payload);
        });
        UdpSocket client = row.a.udp().bind(Ipv6Address.ANY, 0, new UdpReceiver() {
            @Override
            public void received(IpAddress source, int port, IpAddress destination, Bytes payload) {
                log.add("from " + source + " " + port);
            }

            @Override
            public void failed(UdpError error) {
                log.add("failed " + error.type() + "/" + error.code() + " " + error.destinationPort());
            }
        });
        client.send(Ipv6Address.parse("2001:db8:2::2"), 7, Bytes.wrap(new byte[10]));
        client.send(Ipv6Address.parse("2001:db8:2::2"), 9, Bytes.wrap(new byte[10]));
        lab.run(Duration.ofSeconds(2));
        assertThat(log).containsExactly("from 2001:db8:2::2 7", "failed 1/4 9");
    }

    @Test
    void rfc4861MessagesThatPassedARouterAreNotBelieved() {
        Station station = station();
        NdpMessage forged = new NdpMessage.RouterAdvertisement(
                64, false, false, NdpMessage.Preference.MEDIUM, 1800, 0, 0, 0, Optional.empty(), List.of());
        station.send(
                station.target,
                new Ipv6Packet(
                        0,
                        0,
                        254,
                        Ipv6Address.parse("fe80::bad"),
                        Ipv6Address.ALL_NODES,
                        List.of(),
                        NdpCodec.encode(forged)));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NDP_INVALID)).isEqualTo(1);
    }

    @Test
    void rfc5722OverlappingFragmentsDropTheWholePacket() {
        Station station = station();
        station.fragment(0, true, 16);
        station.fragment(1, false, 16);
        station.fragment(2, false, 8);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLED)).isZero();
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLY_FAILED))
                .isEqualTo(1);
    }

    @Test
    void rfc8200WhatIsNotWholeInAMinuteIsToldToItsSenderIfItsFirstFragmentCame() {
        Station station = station();
        station.fragment(2, false, 8);
        lab.run(Duration.ofSeconds(61));
        assertThat(station.of(Icmpv6Message.TIME_EXCEEDED)).isEmpty();
        station.fragment(0, true, 16);
        lab.run(Duration.ofSeconds(59));
        assertThat(station.of(Icmpv6Message.TIME_EXCEEDED)).isEmpty();
        lab.run(Duration.ofSeconds(2));
        assertThat(station.of(Icmpv6Message.TIME_EXCEEDED)).hasSize(1);
    }

    @Test
    void rfc6946AtomicFragmentIsWholeByItself() {
        Station station = station();
        station.ping(List.of(new Fragment(0, false, 7)));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.echoReplies()).isEqualTo(1);
    }

    @Test
    void rfc8200UnknownOptionsAreTreatedAsTheirTypeSays() {
        Station station = station();
        station.ping(List.of(options(0x1E)));
        station.ping(List.of(options(0x5E)));
        station.ping(List.of(options(0x9E)));
        station.ping(List.of(options(0xDE)));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.echoReplies()).isEqualTo(1);
        assertThat(station.of(Icmpv6Message.PARAMETER_PROBLEM))
                .hasSize(2)
                .allMatch(message -> message.code() == Icmpv6Message.CODE_UNRECOGNIZED_OPTION && message.rest() == 42);
    }

    @Test
    void rfc5095RoutingHeaderOfTypeZeroIsRefused() {
        Station station = station();
        station.ping(List.of(new ExtensionHeader.Routing(0, 1, Bytes.wrap(new byte[20]))));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.echoReplies()).isZero();
        assertThat(station.of(Icmpv6Message.PARAMETER_PROBLEM))
                .singleElement()
                .matches(message -> message.rest() == 42);
    }

    @Test
    void rfc8200UnknownNextHeaderIsReported() {
        Station station = station();
        station.send(
                station.target,
                new Ipv6Packet(
                        station.address, station.victimAddress, new UnknownIpPayload(200, Bytes.wrap(new byte[8]))));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.of(Icmpv6Message.PARAMETER_PROBLEM))
                .singleElement()
                .matches(message -> message.code() == 1 && message.rest() == 6);
    }

    @Test
    void protocolsOfTheirOwnGetTheirPacketsWhole() {
        Row row = row();
        List<String> received = new ArrayList<>();
        row.b
                .ipv6()
                .protocol(
                        200,
                        (arrival, packet) -> received.add(packet.source() + " "
                                + packet.payload().length() + " "
                                + arrival.link().name()));
        Ipv6Address from = Ipv6Address.parse("2001:db8:1::2");
        Ipv6Address to = Ipv6Address.parse("2001:db8:2::2");
        row.a.ipv6().send(new Ipv6Packet(from, to, new UnknownIpPayload(200, Bytes.wrap(new byte[3000]))));
        lab.run(Duration.ofSeconds(1));
        assertThat(received).containsExactly("2001:db8:1::2 3000 eth0");
        row.b.ipv6().protocol(200, null);
        row.a.ipv6().send(new Ipv6Packet(from, to, new UnknownIpPayload(200, Bytes.EMPTY)));
        lab.run(Duration.ofSeconds(1));
        assertThat(received).hasSize(1);
        assertThat(row.b.ipv6().counters().get(Ip6Counter.UNKNOWN_HEADER)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> row.b.ipv6().protocol(44, (arrival, packet) -> {}));
    }

    @Test
    void rfc4861ForeignSolicitationsFillTheNeighborCacheOnlyToItsLimit() {
        Station station = station();
        for (int i = 0; i < 3000; i++) {
            Ipv6Address source = new Ipv6Address(0x2001_0DB8_0001_0000L, 0x1_0000 + i);
            NdpMessage asked = new NdpMessage.NeighborSolicitation(
                    station.victimAddress, Optional.of(new MacAddress(0x5254_0100_0000L + i)));
            station.send(
                    station.target,
                    new Ipv6Packet(0, 0, 255, source, station.victimAddress, List.of(), NdpCodec.encode(asked)));
        }
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.interfaces().get(0).ip6().neighbors().neighbors())
                .hasSizeLessThanOrEqualTo(1024);
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NEIGHBOR_EVICTED))
                .isPositive();
    }

    @Test
    void rfc3810GroupsAreReportedAsTheyAreJoined() {
        NetworkInterface a = attach(lab.host("A"));
        Station station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(a), station.port);
        lab.run(Duration.ofSeconds(3));
        station.received.clear();
        a.ip6().join(Ipv6Address.parse("ff02::1234"));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.received).singleElement().satisfies(packet -> {
            assertThat(packet.hopLimit()).isEqualTo(1);
            assertThat(packet.destination()).isEqualTo(Ipv6Address.ALL_MLDV2_ROUTERS);
            assertThat(packet.extensions()).containsExactly(MldReport.routerAlert());
            assertThat(MldReport.decode((Icmpv6Message) packet.payload())
                            .orElseThrow()
                            .changes())
                    .containsExactly(new MldReport.Change(MldReport.Kind.TO_EXCLUDE, Ipv6Address.parse("ff02::1234")));
        });
    }

    @Test
    void rfc3810QueryForOneGroupIsAnsweredForThatOne() {
        Station station = station();
        Ipv6Address group = Ipv6Address.parse("ff02::1234");
        NetworkInterface on = station.victim.interfaces().get(0);
        on.ip6().join(group);
        lab.run(Duration.ofSeconds(1));
        for (Ipv6Address asked : List.of(group, Ipv6Address.parse("ff02::5678"), Ipv6Address.ANY)) {
            station.received.clear();
            byte[] body = new byte[20];
            ByteBuffer.wrap(body).putLong(asked.upper()).putLong(asked.lower());
            Icmpv6Message query = new Icmpv6Message(Icmpv6Message.MLD_QUERY, 0, 1000 << 16, Bytes.wrap(body));
            Ipv6Address router = Ipv6Address.parse("fe80::99");
            station.send(
                    Ipv6Address.ALL_NODES.groupMac(),
                    new Ipv6Packet(0, 0, 1, router, Ipv6Address.ALL_NODES, List.of(), query));
            lab.run(Duration.ofSeconds(2));
            List<Ipv6Address> told = station.of(Icmpv6Message.MLDV2_REPORT).stream()
                    .flatMap(report -> MldReport.decode(report).orElseThrow().changes().stream())
                    .map(MldReport.Change::group)
                    .toList();
            if (asked.isAny()) {
                assertThat(told).contains(group).hasSizeGreaterThan(1);
            } else {
                assertThat(told).isEqualTo(asked.equals(group) ? List.of(group) : List.of());
            }
        }
    }

    @Test
    void rfc3810OlderQuerierIsToldInItsOwnWordsForAWhile() {
        NetworkInterface a = attach(lab.host("A"));
        Station station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(a), station.port);
        lab.run(Duration.ofSeconds(3));
        Ipv6Address group = Ipv6Address.parse("ff02::1234");
        Icmpv6Message old = new Icmpv6Message(Icmpv6Message.MLD_QUERY, 0, 1000 << 16, Bytes.wrap(new byte[16]));
        station.send(
                Ipv6Address.ALL_NODES.groupMac(),
                new Ipv6Packet(0, 0, 1, Ipv6Address.parse("fe80::99"), Ipv6Address.ALL_NODES, List.of(), old));
        lab.run(Duration.ofSeconds(2));
        assertThat(station.of(Icmpv6Message.MLDV1_REPORT))
                .as("of the solicited-node group")
                .hasSize(1);
        station.received.clear();
        a.ip6().join(group);
        a.ip6().leave(group);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.received)
                .filteredOn(packet -> packet.hopLimit() == 1)
                .extracting(Ipv6Packet::destination)
                .containsExactly(group, Ipv6Address.ALL_ROUTERS);
        assertThat(station.of(Icmpv6Message.MLDV1_DONE)).hasSize(1);
        lab.run(Duration.ofSeconds(260));
        station.received.clear();
        a.ip6().join(group);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.of(Icmpv6Message.MLDV2_REPORT)).hasSize(1);
    }

    @Test
    void rfc6980NeighborDiscoveryInFragmentsIsIgnored() {
        Station station = station();
        NdpMessage asked = new NdpMessage.NeighborSolicitation(station.victimAddress, Optional.of(station.port.mac()));
        for (List<ExtensionHeader> extensions :
                List.of(List.<ExtensionHeader>of(new Fragment(0, false, 9)), List.<ExtensionHeader>of())) {
            station.send(
                    station.target,
                    new Ipv6Packet(
                            0, 0, 255, station.address, station.victimAddress, extensions, NdpCodec.encode(asked)));
            lab.run(Duration.ofSeconds(1));
            assertThat(station.of(Icmpv6Message.NEIGHBOR_ADVERTISEMENT)).hasSize(extensions.isEmpty() ? 1 : 0);
        }
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NDP_INVALID)).isEqualTo(1);
    }

    @Test
    void rfc6980NeighborDiscoveryThatIsPutTogetherOfFragmentsIsIgnored() {
        Station station = station();
        NdpMessage asked = new NdpMessage.NeighborSolicitation(station.victimAddress, Optional.of(station.port.mac()));
        Ipv6Packet whole =
                new Ipv6Packet(0, 0, 255, station.address, station.victimAddress, List.of(), NdpCodec.encode(asked));
        Bytes octets = Ipv6Codec.encodeFrom(whole, 0);
        for (int unit : new int[] {0, 2}) {
            Bytes piece = unit == 0 ? octets.slice(0, 16) : octets.slice(16, octets.length() - 16);
            station.send(
                    station.target,
                    whole.with(
                            List.of(new Fragment(unit, unit == 0, 9)),
                            new UnknownIpPayload(IpPayload.PROTOCOL_ICMPV6, piece)));
        }
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLED)).isEqualTo(1);
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.NDP_INVALID)).isEqualTo(1);
        assertThat(station.of(Icmpv6Message.NEIGHBOR_ADVERTISEMENT)).isEmpty();
    }

    @Test
    void rfc7217OpaqueAddressesAreTheSameInOneNetworkAndOthersElsewhere() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r, "2001:db8:7::1/64", "2001:db8:8::1/64");
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = lab.host("H").addInterface("eth0", new PortLink(lab.port("H", "eth0")));
        h0.ip6().identifiers().mode(InterfaceIdentifiers.Mode.STABLE_SECRET);
        h0.ip6().enable();
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        List<Ipv6Address> made = own(h0);
        assertThat(made).hasSize(3);
        assertThat(made.stream().map(Ipv6Address::lower)).doesNotHaveDuplicates();
        assertThat(made).noneMatch(address -> (address.lower() >>> 24 & 0xFFFF) == 0xFFFE);
        h0.setEnabled(false);
        lab.run(Duration.ofSeconds(1));
        h0.setEnabled(true);
        lab.run(Duration.ofSeconds(10));
        assertThat(own(h0)).containsExactlyElementsOf(made);
    }

    private static List<Ipv6Address> own(NetworkInterface on) {
        return on.ip6().addresses().stream()
                .map(address -> address.address().withoutZone())
                .toList();
    }

    @Test
    void rfc7217SomebodyElsesAddressIsFollowedByAnother() {
        NetworkInterface h0 = lab.host("H").addInterface("eth0", new PortLink(lab.port("H", "eth0")));
        Station station = new Station(lab.port("station", "eth0"));
        h0.ip6().identifiers().mode(InterfaceIdentifiers.Mode.STABLE_SECRET);
        h0.ip6().enable();
        lab.join(StackLab.portOf(h0), station.port);
        Ipv6Address first = own(h0).get(0);
        station.send(
                Ipv6Address.ALL_NODES.groupMac(),
                new Ipv6Packet(
                        0,
                        0,
                        255,
                        first,
                        Ipv6Address.ALL_NODES,
                        List.of(),
                        NdpCodec.encode(new NdpMessage.NeighborAdvertisement(
                                false, false, true, first, Optional.of(station.port.mac())))));
        lab.run(Duration.ofSeconds(5));
        assertThat(h0.ip6().addresses()).singleElement().satisfies(address -> {
            assertThat(address.address().withoutZone()).isNotEqualTo(first);
            assertThat(address.state()).isEqualTo(Ip6Address.State.PREFERRED);
        });
    }

    @Test
    void rfc4191RouterOfHigherPreferenceIsTheDefault() {
        Station station = station();
        station.advertise("fe80::1", NdpMessage.Preference.MEDIUM, 1800);
        station.advertise("fe80::2", NdpMessage.Preference.HIGH, 1800);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).contains("fe80::2");
        station.advertise("fe80::2", NdpMessage.Preference.LOW, 1800);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).contains("fe80::1");
        station.advertise("fe80::1", NdpMessage.Preference.MEDIUM, 0);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).contains("fe80::2");
        station.advertise("fe80::2", NdpMessage.Preference.LOW, 0);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victimsRouter()).isEmpty();
    }

    @Test
    void rfc4861RouterThatKeepsItsAdvertisementsBackAnswersWhoAsks() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r, "2001:db8:7::1/64");
        r0.ip6().advertiser().settings().suppression(Suppression.PERIODIC);
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = attach(lab.host("H"));
        h0.ip6().disable();
        lab.join(r0, h0);
        lab.run(Duration.ofMinutes(20));
        assertThat(r.ipv6().counters().get(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT))
                .isZero();
        h0.ip6().enable();
        lab.run(Duration.ofSeconds(10));
        assertThat(autoconfigured(h0)).isPresent();
        assertThat(r.ipv6().counters().get(Ip6Counter.ROUTER_ADVERTISEMENTS_SENT))
                .isEqualTo(1);
    }

    @Test
    void rfc4861HostTakesItsTimesFromAdvertisements() {
        IpStack r = lab.host("R");
        NetworkInterface r0 = attach(r, "2001:db8:7::1/64");
        r0.ip6().advertiser().settings().reachableMillis(5_000);
        r0.ip6().settings().mtu(1400);
        r.ipv6().setForwarding(true);
        NetworkInterface h0 = attach(lab.host("H"));
        lab.join(r0, h0);
        lab.run(Duration.ofSeconds(10));
        assertThat(h0.ip6().neighbors().baseReachableNanos()).isEqualTo(5_000_000_000L);
        assertThat(h0.ip6().mtu()).isEqualTo(1400);
    }

    @Test
    void rfc4862AddressIsAskedForAsOftenAsAPersonSays() {
        NetworkInterface a = attach(lab.host("A"));
        Station station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(a), station.port);
        lab.run(Duration.ofSeconds(3));
        station.received.clear();
        a.ip6().duplicateAttempts(3);
        a.ip6().addAddress(Ipv6Address.parse("2001:db8::1"), 64);
        lab.run(Duration.ofMillis(2900));
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).contains(Ip6Address.State.TENTATIVE);
        lab.run(Duration.ofSeconds(1));
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).doesNotContain(Ip6Address.State.TENTATIVE);
        assertThat(station.of(Icmpv6Message.NEIGHBOR_SOLICITATION)).hasSize(3);
        a.ip6().duplicateAttempts(0);
        a.ip6().addAddress(Ipv6Address.parse("2001:db8::2"), 64);
        assertThat(a.ip6().addresses()).extracting(Ip6Address::state).doesNotContain(Ip6Address.State.TENTATIVE);
    }

    @Test
    void waysOfEqualCostAreUsedAtOnceAndEachFlowKeepsItsOwn() {
        Row row = row();
        Station first = behind(row.r, "2001:db8:a::1/64", "2001:db8:a::2");
        Station second = behind(row.r, "2001:db8:b::1/64", "2001:db8:b::2");
        Station worse = behind(row.r, "2001:db8:c::1/64", "2001:db8:c::2");
        lab.run(Duration.ofSeconds(5));
        route(row.r, "2001:db8:40::/48", "2001:db8:a::2");
        route(row.r, "2001:db8:40::/48", "2001:db8:b::2");
        row.r
                .ipv6()
                .routes()
                .add(new Ip6Route(
                        Ipv6Prefix.tryParse("2001:db8:40::/48").orElseThrow(),
                        Ipv6Address.parse("2001:db8:c::2"),
                        null,
                        50,
                        0,
                        Ip6Route.Origin.STATIC));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 64; i++) {
                Ipv6Address to = new Ipv6Address(0x2001_0DB8_0040_0000L, i);
                row.a
                        .ipv6()
                        .send(new Ipv6Packet(
                                Ipv6Address.parse("2001:db8:1::2"), to, new UnknownIpPayload(200, Bytes.EMPTY)));
            }
            lab.run(Duration.ofSeconds(1));
        }
        List<Ipv6Address> one = first.destinations();
        List<Ipv6Address> other = second.destinations();
        assertThat(one).hasSizeBetween(32, 96).doesNotContainAnyElementsOf(other);
        assertThat(one.size() + other.size()).isEqualTo(128);
        assertThat(worse.destinations()).isEmpty();
    }

    /** A station on a link of its own with a router, which knows where it is. */
    private Station behind(IpStack router, String address, String neighbor) {
        NetworkInterface on = attach(router, address);
        Station station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(on), station.port);
        on.ip6().neighbors().addPermanent(Ipv6Address.parse(neighbor), station.port.mac());
        return station;
    }

    @Test
    void rfc4861RouterRedirectsToABetterOneAndTheHostFollows() {
        IpStack h = lab.host("H");
        IpStack r = lab.host("R");
        NetworkInterface h0 = attach(h, "2001:db8:1::2/64");
        NetworkInterface r0 = attach(r, "2001:db8:1::1/64");
        r.ipv6().setForwarding(true);
        lab.join(h0, r0);
        lab.run(Duration.ofSeconds(10));
        // Behind another router of the same link, by its link-local address.
        r.ipv6()
                .routes()
                .add(new Ip6Route(
                        Ipv6Prefix.tryParse("2001:db8:5::/48").orElseThrow(),
                        Ipv6Address.parse("fe80::5"),
                        r0.ip6(),
                        1,
                        0,
                        Ip6Route.Origin.STATIC));
        ping(h, "2001:db8:5::1");
        assertThat(r.ipv6().counters().get(Ip6Counter.REDIRECTS_SENT)).isPositive();
        assertThat(h.ipv6()
                        .routes()
                        .lookup(Ipv6Address.parse("2001:db8:5::1"))
                        .orElseThrow()
                        .nextHop())
                .isEqualTo(Ipv6Address.parse("fe80::5"));
    }

    private static ExtensionHeader options(int type) {
        return new ExtensionHeader.Options(
                ExtensionHeader.DESTINATION_OPTIONS, Bytes.wrap(new byte[] {(byte) type, 0, 1, 2, 0, 0}));
    }

    /** A host of its own with a station that says whatever it likes. */
    private Station station() {
        IpStack victim = lab.host("V");
        NetworkInterface on = attach(victim, "2001:db8:1::9/64");
        Station station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(on), station.port);
        lab.run(Duration.ofSeconds(5));
        station.victim = victim;
        station.target = on.mac();
        on.ip6().neighbors().addPermanent(station.address, station.port.mac());
        station.received.clear();
        return station;
    }

    private static final class Station implements PortListener {
        private final Port port;
        private final List<Ipv6Packet> received = new ArrayList<>();
        private final Ipv6Address address = Ipv6Address.parse("2001:db8:1::666");
        private final Ipv6Address victimAddress = Ipv6Address.parse("2001:db8:1::9");
        private MacAddress target = MacAddress.BROADCAST;
        private IpStack victim;

        @SuppressWarnings("NullAway.Init")
        Station(Port port) {
            this.port = port;
            port.listen(this);
        }

        /** Where the packets of no known protocol went that it got. */
        List<Ipv6Address> destinations() {
            return received.stream()
                    .filter(packet -> packet.payload().protocolNumber() == 200)
                    .map(Ipv6Packet::destination)
                    .toList();
        }

        void advertise(String router, NdpMessage.Preference preference, int lifetimeSeconds) {
            NdpMessage said = new NdpMessage.RouterAdvertisement(
                    64, false, false, preference, lifetimeSeconds, 0, 0, 0, Optional.of(port.mac()), List.of());
            Ipv6Address source = Ipv6Address.parse(router);
            send(
                    Ipv6Address.ALL_NODES.groupMac(),
                    new Ipv6Packet(0, 0, 255, source, Ipv6Address.ALL_NODES, List.of(), NdpCodec.encode(said)));
        }

        Optional<String> victimsRouter() {
            return wayOut(victim).map(route -> String.valueOf(route.nextHop()));
        }

        void send(MacAddress to, Ipv6Packet packet) {
            port.send(new EthernetFrame(to, port.mac(), packet));
        }

        void ping(List<ExtensionHeader> extensions) {
            Icmpv6Message request = new Icmpv6Message(Icmpv6Message.ECHO_REQUEST, 0, 1, Bytes.EMPTY);
            send(target, new Ipv6Packet(0, 0, 64, address, victimAddress, extensions, request));
        }

        void fragment(int offset, boolean more, int length) {
            send(
                    target,
                    new Ipv6Packet(
                            0,
                            0,
                            64,
                            address,
                            victimAddress,
                            List.of(new Fragment(offset, more, 99)),
                            new UnknownIpPayload(58, Bytes.wrap(new byte[length]))));
        }

        List<Icmpv6Message> of(int type) {
            return received.stream()
                    .filter(packet -> packet.payload() instanceof Icmpv6Message message && message.type() == type)
                    .map(packet -> (Icmpv6Message) packet.payload())
                    .toList();
        }

        int echoReplies() {
            return of(Icmpv6Message.ECHO_REPLY).size();
        }

        @Override
        public void frameReceived(Port from, EthernetFrame frame) {
            if (frame.payload() instanceof Ipv6Packet packet) {
                received.add(packet);
            }
        }

        @Override
        public void linkChanged(Port changed, boolean up) {}
    }

    /** Sends back what it gets. */
    private static class Echo implements TcpSocketListener {
        @Nullable
        TcpSocket socket;

        @Override
        public void connected() {}

        @Override
        public void readable() {
            TcpSocket from = socket;
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            while (from != null && from.readableBytes() > 0 && from.sendSpace() >= from.readableBytes()) {
                from.read(buffer.clear().limit(Math.min(buffer.capacity(), from.sendSpace())));
                from.write(buffer.flip());
            }
        }

        @Override
        public void writable() {
            readable();
        }

        @Override
        public void inputFinished() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {}
    }

    private static final class Sender extends Echo {
        private final ByteBuffer data;
        private int received;

        Sender(int bytes) {
            data = ByteBuffer.allocate(bytes);
        }

        @Override
        public void connected() {
            writable();
        }

        @Override
        public void writable() {
            if (socket != null) {
                socket.write(data);
            }
        }

        @Override
        public void readable() {
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            while (socket != null && socket.readableBytes() > 0) {
                received += socket.read(buffer.clear());
            }
        }
    }
}
