package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import labwire.netlab.stack.SourceFilter.Mode;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IgmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's side of IGMP: RFC 3376, and RFC 2236 and 1112 towards older routers. */
class GroupMembershipTest {
    private static final Ipv4Address GROUP = ip("239.1.2.3");
    private static final Ipv4Address OTHER_GROUP = ip("239.1.2.4");
    private static final Ipv4Address ALL_HOSTS = ip("224.0.0.1");
    private static final String JOINED = "10.0.0.1 > 224.0.0.22 v3 4 239.1.2.3";
    private static final String LEFT = "10.0.0.1 > 224.0.0.22 v3 3 239.1.2.3";
    private static final String IS_IN = "10.0.0.1 > 224.0.0.22 v3 2 239.1.2.3";

    private final StackLab lab = new StackLab();
    private final IpStack host = lab.host("host");
    private NetworkInterface eth0;
    private Station router;

    @BeforeEach
    void cable() {
        eth0 = lab.attach(host, "10.0.0.1/24");
        router = new Station(lab.port("router", "eth0"));
        lab.join(StackLab.portOf(eth0), router.port);
        run(1000);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void run(long millis) {
        lab.run(Duration.ofMillis(millis));
    }

    private void send(Ipv4Address source, Ipv4Address destination, IpPayload payload) {
        long mac = 0x0100_5E00_0000L | destination.value() & 0x7F_FFFF;
        router.port.send(new EthernetFrame(
                new MacAddress(mac), router.port.mac(), Ipv4Packet.control(source, destination, 1, payload)));
    }

    private void query(int responseTime, Ipv4Address group, int restBytes) {
        Ipv4Address destination = group.isAny() ? ALL_HOSTS : group;
        Bytes rest = Bytes.wrap(new byte[restBytes]);
        send(
                ip("10.0.0.9"),
                destination,
                new IgmpMessage(IgmpMessage.QUERY, responseTime, group.value(), rest).encode());
    }

    /** What the host has said since the last call. */
    private List<String> heard() {
        List<String> lines = new ArrayList<>();
        for (EthernetFrame frame : router.received) {
            if (frame.payload() instanceof Ipv4Packet packet
                    && packet.payload().protocolNumber() == IpPayload.PROTOCOL_IGMP
                    && packet.payload() instanceof UnknownIpPayload payload) {
                lines.add(packet.source() + " > " + packet.destination() + text(payload.bytes()));
                assertThat(packet.timeToLive()).isEqualTo(1);
                assertThat(packet.options().toByteArray()).containsExactly(148, 4, 0, 0);
                assertThat(frame.destination().isMulticast()).isTrue();
            }
        }
        router.received.clear();
        return lines;
    }

    private static String text(Bytes bytes) {
        IgmpMessage message = IgmpMessage.decode(bytes).orElseThrow();
        if (message.type() != IgmpMessage.REPORT_3) {
            return " type " + Integer.toHexString(message.type()) + " " + message.group();
        }
        StringBuilder records = new StringBuilder(" v3");
        ByteBuffer rest = message.rest().asReadOnlyBuffer();
        for (int i = 0; i < message.word(); i++) {
            int kind = rest.getShort() >> 8;
            int sources = rest.getShort();
            records.append(' ').append(kind).append(' ').append(new Ipv4Address(rest.getInt()));
            for (int j = 0; j < sources; j++) {
                records.append(j == 0 ? " of " : "+").append(new Ipv4Address(rest.getInt()));
            }
        }
        assertThat(rest.remaining()).isZero();
        return records.toString();
    }

    @Test
    void rfc3376Section5p1AChangeIsToldAtOnceAndOnceMore() {
        eth0.groups().join(GROUP);
        eth0.groups().join(GROUP);
        run(1);
        assertThat(heard()).containsExactly(JOINED);
        run(1000);
        assertThat(heard()).containsExactly(JOINED);
        run(60_000);

        eth0.groups().leave(GROUP);
        run(1000);
        assertThat(heard()).isEmpty();
        eth0.groups().leave(GROUP);
        run(1000);
        assertThat(heard()).containsExactly(LEFT, LEFT);
        query(10, Ipv4Address.ANY, 4);
        run(60_000);
        assertThat(heard()).isEmpty();
    }

    @Test
    void rfc3376Section5p2AQueryIsAnsweredWithAllGroupsWithinItsTime() {
        eth0.groups().join(GROUP);
        eth0.groups().join(OTHER_GROUP);
        run(5000);
        heard();

        query(100, Ipv4Address.ANY, 4);
        run(10_000);
        assertThat(heard()).containsExactly(IS_IN + " 2 239.1.2.4");
        run(60_000);
        assertThat(heard()).isEmpty();
    }

    @Test
    void rfc3376Section5p2AQueryForOneGroupIsAnsweredForThatOne() {
        eth0.groups().join(GROUP);
        eth0.groups().join(OTHER_GROUP);
        run(5000);
        heard();

        query(10, GROUP, 4);
        query(10, ip("239.9.9.9"), 4);
        run(1000);
        assertThat(heard()).containsExactly(IS_IN);
    }

    @Test
    void rfc3376Section4p1p1LongResponseTimesAreFloatingPoint() {
        IgmpMessage query = new IgmpMessage(IgmpMessage.QUERY, 0xFF, 0, Bytes.wrap(new byte[4]));
        assertThat(query.maximumResponseTenths(IgmpMessage.Version.THREE)).isEqualTo(31_744);
        assertThat(query.maximumResponseTenths(IgmpMessage.Version.TWO)).isEqualTo(255);
        assertThat(query.maximumResponseTenths(IgmpMessage.Version.ONE)).isEqualTo(100);
    }

    @Test
    void rfc3376Section5AllHostsAreInTheirGroupWithoutSayingSo() {
        eth0.groups().join(ALL_HOSTS);
        run(5000);
        query(10, Ipv4Address.ANY, 4);
        run(5000);
        assertThat(heard()).isEmpty();
    }

    @Test
    void rfc3376Section7p2AnOlderQuerierIsAnsweredInItsVersionUntilItFallsSilent() {
        eth0.groups().join(GROUP);
        run(5000);
        heard();

        query(10, Ipv4Address.ANY, 0);
        run(1000);
        assertThat(heard()).containsExactly("10.0.0.1 > 239.1.2.3 type 16 239.1.2.3");
        query(0, Ipv4Address.ANY, 0);
        run(10_000);
        assertThat(heard()).containsExactly("10.0.0.1 > 239.1.2.3 type 12 239.1.2.3");
        run(300_000);
        query(10, Ipv4Address.ANY, 4);
        run(1000);
        assertThat(heard()).containsExactly(IS_IN);
    }

    @Test
    void rfc2236Section3AnotherHostsReportSavesOursAndTheLastReporterTellsThatItLeaves() {
        query(10, Ipv4Address.ANY, 0);
        run(1);
        eth0.groups().join(GROUP);
        run(20_000);
        assertThat(heard()).hasSize(2).containsOnly("10.0.0.1 > 239.1.2.3 type 16 239.1.2.3");

        query(100, Ipv4Address.ANY, 0);
        send(ip("10.0.0.7"), GROUP, IgmpMessage.of(IgmpMessage.REPORT_2, GROUP).encode());
        run(10_000);
        assertThat(heard()).isEmpty();
        eth0.groups().leave(GROUP);
        run(1000);
        assertThat(heard()).isEmpty();

        eth0.groups().join(GROUP);
        run(20_000);
        heard();
        eth0.groups().leave(GROUP);
        run(1000);
        assertThat(heard()).containsExactly("10.0.0.1 > 224.0.0.2 type 17 239.1.2.3");
    }

    @Test
    void whoComesBackToALinkTellsItsGroupsAgain() {
        eth0.groups().join(GROUP);
        run(5000);
        heard();
        eth0.setEnabled(false);
        eth0.setEnabled(true);
        run(5000);
        assertThat(heard()).containsExactly(JOINED, JOINED);
    }

    @Test
    void aRouterKeepsItsRoutingProtocolsGroupsToItself() {
        eth0.groups().join(ip("224.0.0.251"));
        run(5000);
        assertThat(heard()).hasSize(2);
        host.setForwarding(true);
        eth0.groups().join(ip("224.0.0.5"));
        run(5000);
        assertThat(heard()).isEmpty();
    }

    /** RFC 4541, 2.1.1: a switch that has no address asks from 0.0.0.0. */
    @Test
    void aQueryFromNoAddressIsAnswered() {
        eth0.groups().join(GROUP);
        run(5000);
        heard();
        Bytes rest = Bytes.wrap(new byte[4]);
        send(Ipv4Address.ANY, ALL_HOSTS, new IgmpMessage(IgmpMessage.QUERY, 10, 0, rest).encode());
        run(1000);
        assertThat(heard()).containsExactly(IS_IN);
    }

    @Test
    void senselessMessagesAreCountedAndIgnored() {
        eth0.groups().join(GROUP);
        run(5000);
        heard();
        send(ip("10.0.0.9"), ALL_HOSTS, new UnknownIpPayload(IpPayload.PROTOCOL_IGMP, Bytes.wrap(new byte[] {17, 0})));
        send(ip("10.0.0.9"), ALL_HOSTS, new UnknownIpPayload(IpPayload.PROTOCOL_IGMP, Bytes.wrap(new byte[8])));
        query(10, Ipv4Address.ANY, 2);
        IgmpMessage general = new IgmpMessage(IgmpMessage.QUERY, 10, 0, Bytes.wrap(new byte[4]));
        send(ip("10.0.0.9"), GROUP, general.encode());
        run(5000);
        assertThat(heard()).isEmpty();
        assertThat(host.counters().get(IpCounter.IGMP_IGNORED)).isEqualTo(4);
    }

    private static SourceFilter only(String... sources) {
        return new SourceFilter(
                Mode.INCLUDE, Stream.of(sources).map(StackLab::ip).toList());
    }

    private static SourceFilter allBut(String... sources) {
        return new SourceFilter(
                Mode.EXCLUDE, Stream.of(sources).map(StackLab::ip).toList());
    }

    private static String report(String records) {
        return "10.0.0.1 > 224.0.0.22 v3 " + records;
    }

    /** What is said, at once and once more, when an application's filter of the group changes. */
    private List<String> filtering(Object application, SourceFilter filter) {
        eth0.groups().filter(application, GROUP, filter);
        run(1001);
        List<String> said = heard();
        assertThat(said).allMatch(said.get(0)::equals).hasSize(2);
        return said.subList(0, 1);
    }

    @Test
    void rfc3376Section5p1ChangesOfSourcesAreToldAsTheyAre() {
        assertThat(filtering(this, only("10.1.1.1", "10.1.1.2")))
                .containsExactly(report("5 239.1.2.3 of 10.1.1.1+10.1.1.2"));
        assertThat(filtering(this, only("10.1.1.2", "10.1.1.3")))
                .containsExactly(report("5 239.1.2.3 of 10.1.1.3 6 239.1.2.3 of 10.1.1.1"));
        assertThat(filtering(this, allBut("10.1.1.2"))).containsExactly(report("4 239.1.2.3 of 10.1.1.2"));
        assertThat(filtering(this, allBut("10.1.1.4")))
                .containsExactly(report("5 239.1.2.3 of 10.1.1.2 6 239.1.2.3 of 10.1.1.4"));
        assertThat(filtering(this, only("10.1.1.4"))).containsExactly(report("3 239.1.2.3 of 10.1.1.4"));
        assertThat(filtering(this, SourceFilter.NOBODY)).containsExactly(report("6 239.1.2.3 of 10.1.1.4"));
        assertThat(eth0.groups().all()).isEmpty();
    }

    @Test
    void rfc3376Section5p1AChangeBeforeTheLastOneIsToldTwiceIsToldWithIt() {
        eth0.groups().filter(this, GROUP, only("10.1.1.1"));
        eth0.groups().filter(this, GROUP, only("10.1.1.1", "10.1.1.2"));
        run(1001);
        assertThat(heard())
                .containsExactly(
                        report("5 239.1.2.3 of 10.1.1.1"),
                        report("5 239.1.2.3 of 10.1.1.1+10.1.1.2"),
                        report("5 239.1.2.3 of 10.1.1.1+10.1.1.2"));
    }

    @Test
    void rfc3376Section3p2TheInterfaceWantsWhatItsSocketsWantTogether() {
        Object other = new Object();
        eth0.groups().filter(this, GROUP, only("10.1.1.1", "10.1.1.2"));
        eth0.groups().filter(other, GROUP, only("10.1.1.3"));
        assertThat(eth0.groups().wanted(GROUP)).isEqualTo(only("10.1.1.1", "10.1.1.2", "10.1.1.3"));
        eth0.groups().filter(other, GROUP, allBut("10.1.1.2", "10.1.1.4"));
        assertThat(eth0.groups().wanted(GROUP)).isEqualTo(allBut("10.1.1.4"));
        eth0.groups().join(GROUP);
        assertThat(eth0.groups().wanted(GROUP)).isEqualTo(SourceFilter.EVERYBODY);
    }

    @Test
    void rfc3376Section5p2AQueryForSourcesIsAnsweredForThoseThatAreHeard() {
        eth0.groups().filter(this, GROUP, only("10.1.1.1", "10.1.1.2"));
        run(5000);
        heard();
        queryFor("10.1.1.2", "10.1.1.3");
        run(10_000);
        assertThat(heard()).containsExactly(report("1 239.1.2.3 of 10.1.1.2"));
        queryFor("10.1.1.3");
        run(10_000);
        assertThat(heard()).isEmpty();

        eth0.groups().filter(this, GROUP, allBut("10.1.1.3"));
        run(5000);
        heard();
        queryFor("10.1.1.2", "10.1.1.3");
        run(10_000);
        assertThat(heard()).containsExactly(report("1 239.1.2.3 of 10.1.1.2"));
        query(100, Ipv4Address.ANY, 4);
        run(10_000);
        assertThat(heard()).containsExactly(report("2 239.1.2.3 of 10.1.1.3"));
    }

    private void queryFor(String... sources) {
        ByteBuffer rest = ByteBuffer.allocate(4 + 4 * sources.length);
        rest.putInt(sources.length);
        Stream.of(sources).forEach(source -> rest.putInt(ip(source).value()));
        send(
                ip("10.0.0.9"),
                GROUP,
                new IgmpMessage(IgmpMessage.QUERY, 100, GROUP.value(), Bytes.wrap(rest.array())).encode());
    }

    @Test
    void rfc3376Section7p2p1OlderRoutersHearOfTheGroupAlone() {
        query(10, Ipv4Address.ANY, 0);
        run(1000);
        heard();
        eth0.groups().filter(this, GROUP, only("10.1.1.1"));
        run(60_000);
        assertThat(heard()).hasSize(2).containsOnly("10.0.0.1 > 239.1.2.3 type 16 239.1.2.3");
        eth0.groups().filter(this, GROUP, only("10.1.1.2"));
        run(60_000);
        assertThat(heard()).isEmpty();
        eth0.groups().filter(this, GROUP, SourceFilter.NOBODY);
        run(60_000);
        assertThat(heard()).containsExactly("10.0.0.1 > 224.0.0.2 type 17 239.1.2.3");
    }
}
