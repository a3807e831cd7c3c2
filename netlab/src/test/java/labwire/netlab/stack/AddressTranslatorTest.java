package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessLists;
import labwire.netlab.stack.filter.PacketMatch;
import labwire.netlab.stack.filter.WildcardMatch;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.nat.AddressPool;
import labwire.netlab.stack.nat.AddressTranslator;
import labwire.netlab.stack.nat.AddressTranslator.Side;
import labwire.netlab.stack.nat.Endpoint;
import labwire.netlab.stack.nat.GlobalSide;
import labwire.netlab.stack.nat.InsideSource;
import labwire.netlab.stack.nat.Translation;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts 10.0.0.2 and .3 within, a router with 203.0.113.1 outside, a host 198.51.100.9 behind another router. */
class AddressTranslatorTest {
    private static final InsideSource OVERLOAD = new InsideSource.Dynamic("1", new GlobalSide.OfPool("one"), true);

    private final StackLab lab = new StackLab();
    private final List<String> log = new ArrayList<>();
    private IpStack first;
    private IpStack second;
    private IpStack router;
    private IpStack provider;
    private IpStack outside;
    private NetworkInterface inside;
    private NetworkInterface outer;
    private AddressTranslator nat;

    @BeforeEach
    void cable() {
        first = lab.host("first");
        second = lab.host("second");
        router = lab.router("router");
        provider = lab.router("provider");
        outside = lab.host("outside");
        lab.join(first, "10.0.0.2/24", router, "10.0.0.1/24");
        lab.join(second, "10.0.1.2/24", router, "10.0.1.1/24");
        inside = router.interfaces().get(0);
        outer = lab.attach(router, "203.0.113.1/24");
        lab.join(outer, lab.attach(provider, "203.0.113.254/24"));
        lab.join(provider, "198.51.100.1/24", outside, "198.51.100.9/24");
        StackLab.route(first, "0.0.0.0/0", "10.0.0.1");
        StackLab.route(second, "0.0.0.0/0", "10.0.1.1");
        StackLab.route(router, "0.0.0.0/0", "203.0.113.254");
        StackLab.route(outside, "0.0.0.0/0", "198.51.100.1");
        AccessLists lists = new AccessLists(lab.loop.clock(), (list, rule, packet) -> {});
        lists.obtain("1", Kind.STANDARD)
                .orElseThrow()
                .append(
                        Verdict.PERMIT,
                        PacketMatch.from(new WildcardMatch(ip("10.0.0.0"), ip("0.255.255.255"))),
                        false);
        nat = new AddressTranslator(lab.loop, lists, text -> log.add(text.get()));
        nat.side(inside, Side.INSIDE);
        nat.side(router.interfaces().get(1), Side.INSIDE);
        nat.side(outer, Side.OUTSIDE);
        router.translation(nat);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void overloadInterface() {
        nat.rules().add(new InsideSource.Dynamic("1", new GlobalSide.OfInterface(outer), true));
    }

    private UdpSocket echo(IpStack on, int port) throws Exception {
        UdpSocket[] socket = new UdpSocket[1];
        socket[0] = on.udp().bind(Ipv4Address.ANY, port, (source, sourcePort, destination, payload) -> {
            log.add(on.name() + " got " + payload.length() + " B from " + source + ":" + sourcePort);
            if (port == 7) {
                socket[0].send(source, sourcePort, payload);
            }
        });
        return socket[0];
    }

    private void run() {
        lab.run(Duration.ofSeconds(3));
    }

    @Test
    void pingsOfManyShareOneAddress() {
        overloadInterface();
        assertThat(lab.ping(first, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
        assertThat(lab.ping(second, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
        assertThat(nat.translations())
                .hasSize(2)
                .allMatch(flow -> flow.global().address().equals(ip("203.0.113.1")));
        assertThat(log).first().asString().startsWith("NAT: s=10.0.0.2->203.0.113.1, d=198.51.100.9 [");
    }

    @Test
    void theSamePortOfTwoHostsBecomesTwo() throws Exception {
        overloadInterface();
        echo(outside, 7);
        echo(first, 5000).send(ip("198.51.100.9"), 7, Bytes.wrap(new byte[10]));
        run();
        echo(second, 5000).send(ip("198.51.100.9"), 7, Bytes.wrap(new byte[20]));
        run();

        assertThat(log.stream().filter(line -> !line.startsWith("NAT")))
                .containsExactly(
                        "outside got 10 B from 203.0.113.1:5000",
                        "first got 10 B from 198.51.100.9:7",
                        "outside got 20 B from 203.0.113.1:1024",
                        "second got 20 B from 198.51.100.9:7");
    }

    @Test
    void whatIsFragmentedIsTranslatedWhole() throws Exception {
        overloadInterface();
        echo(outside, 7);
        echo(first, 5000).send(ip("198.51.100.9"), 7, Bytes.wrap(new byte[5000]));
        run();

        assertThat(log).contains("outside got 5000 B from 203.0.113.1:5000", "first got 5000 B from 198.51.100.9:7");
    }

    @Test
    void strangersReachOnlyWhatIsForwarded() throws Exception {
        overloadInterface();
        nat.rules()
                .add(new InsideSource.StaticPort(
                        IpPayload.PROTOCOL_UDP,
                        new Endpoint(ip("10.0.0.2"), 7),
                        new GlobalSide.OfInterface(outer),
                        7777));
        echo(first, 7);
        UdpSocket stranger = echo(outside, 9000);
        stranger.send(ip("203.0.113.1"), 7777, Bytes.wrap(new byte[10]));
        stranger.send(ip("203.0.113.1"), 7778, Bytes.wrap(new byte[11]));
        run();

        assertThat(log.stream().filter(line -> !line.startsWith("NAT")))
                .containsExactly("first got 10 B from 198.51.100.9:9000", "outside got 10 B from 203.0.113.1:7777");
    }

    @Test
    void aStaticAddressWorksBothWays() {
        nat.rules().add(new InsideSource.StaticAddress(ip("10.0.0.2"), new GlobalSide.Fixed(ip("203.0.113.50"))));
        assertThat(lab.ping(outside, "203.0.113.50")).containsExactly("1: 56 B from 203.0.113.50 ttl 62");
        assertThat(lab.ping(first, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
    }

    @Test
    void aPoolWithoutOverloadGivesEachItsAddressUntilThereIsNone() {
        nat.rules().add(new AddressPool("one", ip("203.0.113.60"), ip("203.0.113.60"), 24));
        nat.rules().add(new InsideSource.Dynamic("1", new GlobalSide.OfPool("one"), false));
        assertThat(lab.ping(first, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
        assertThat(lab.ping(second, "198.51.100.9")).containsExactly("1: timed out");
        assertThat(nat.counters().refused()).isEqualTo(1);
        assertThat(lab.ping(outside, "203.0.113.60")).containsExactly("1: 56 B from 203.0.113.60 ttl 62");

        lab.run(Duration.ofHours(25));
        assertThat(lab.ping(second, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
    }

    @Test
    void errorsFindTheirWayInAndAreAboutWhatWasSent() {
        overloadInterface();
        assertThat(lab.ping(first, "198.51.100.77")).containsExactly("1: type 3 code 1 from 203.0.113.254");
        PingSettings oneHop = PingSettings.DEFAULT.withCount(1).withTimeToLive(2);
        assertThat(lab.ping(first, "198.51.100.9", oneHop)).containsExactly("1: type 11 code 0 from 203.0.113.254");
    }

    @Test
    void errorsOfInsidersAreAboutTheGlobalEnd() throws Exception {
        nat.rules().add(new InsideSource.StaticAddress(ip("10.0.0.2"), new GlobalSide.Fixed(ip("203.0.113.50"))));
        List<String> errors = new ArrayList<>();
        outside.udp()
                .bind(Ipv4Address.ANY, 0, new ErrorLog(errors))
                .send(ip("203.0.113.50"), 9, Bytes.wrap(new byte[4]));
        run();
        assertThat(errors).hasSize(1).first().asString().contains("203.0.113.50");
    }

    @Test
    void unusedTranslationsEnd() {
        overloadInterface();
        lab.ping(first, "198.51.100.9");
        assertThat(nat.translations()).hasSize(1);
        lab.run(Duration.ofSeconds(62));
        assertThat(nat.translations()).isEmpty();
        assertThat(nat.counters().expired()).isEqualTo(1);
    }

    @Test
    void theTableHasABound() {
        overloadInterface();
        nat.limit(1);
        assertThat(lab.ping(first, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
        assertThat(lab.ping(second, "198.51.100.9")).containsExactly("1: timed out");
        assertThat(nat.counters().refused()).isEqualTo(1);
        nat.clear();
        assertThat(lab.ping(second, "198.51.100.9")).containsExactly("1: 56 B from 198.51.100.9 ttl 62");
    }

    @Test
    void tcpIsForgottenSoonAfterItsEnd() {
        nat.rules().add(new AddressPool("one", ip("203.0.113.60"), ip("203.0.113.60"), 24));
        nat.rules().add(OVERLOAD);
        send(TcpSegment.SYN);
        assertThat(remaining()).isEqualTo(Duration.ofSeconds(60));
        back(TcpSegment.SYN | TcpSegment.ACK);
        assertThat(remaining()).isEqualTo(Duration.ofHours(24));
        send(TcpSegment.FIN | TcpSegment.ACK);
        assertThat(remaining()).isEqualTo(Duration.ofSeconds(60));
    }

    private Duration remaining() {
        Translation flow = nat.translations().get(0);
        return Duration.ofNanos(nat.deadlineOf(flow) - lab.loop.now());
    }

    private void send(int flags) {
        nat.afterRouting(inside, outer, new Ipv4Packet(ip("10.0.0.2"), ip("198.51.100.9"), 1, tcp(4000, 80, flags)));
    }

    private void back(int flags) {
        nat.beforeRouting(outer, new Ipv4Packet(ip("198.51.100.9"), ip("203.0.113.60"), 1, tcp(80, 4000, flags)));
    }

    private static TcpSegment tcp(int from, int to, int flags) {
        return new TcpSegment(from, to, 1, 1, flags, 1000, TcpOptions.NONE, Bytes.EMPTY);
    }

    @Test
    void withoutARuleNothingChanges() {
        Ipv4Packet packet = new Ipv4Packet(ip("172.16.0.2"), ip("198.51.100.9"), 1, tcp(4000, 80, 0));
        overloadInterface();
        assertThat(nat.afterRouting(inside, outer, packet)).containsSame(packet);
        assertThat(nat.beforeRouting(outer, packet)).containsSame(packet);
        assertThat(nat.beforeRouting(inside, packet)).containsSame(packet);
    }

    @Test
    void damagedAndHostileErrorsPassUnchanged() {
        overloadInterface();
        lab.ping(first, "198.51.100.9");
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            if (body.length > 20 && random.nextBoolean()) {
                body[0] = 0x45;
                body[9] = (byte) new int[] {1, 6, 17}[random.nextInt(3)];
            }
            int type = new int[] {3, 4, 5, 11, 12, 13, 0, 8}[random.nextInt(8)];
            Ipv4Packet error = new Ipv4Packet(
                    ip("198.51.100.9"), ip("203.0.113.1"), 1, new IcmpMessage(type, 0, i, Bytes.wrap(body)));
            assertThat(nat.beforeRouting(outer, error)).isPresent();
            nat.afterRouting(inside, outer, error);
        }
        assertThat(nat.translations().size()).isLessThanOrEqualTo(AddressTranslator.MAX_TRANSLATIONS);
    }

    @Test
    void theRouterAnswersForTheAddressesThatItGives() {
        nat.rules().add(new AddressPool("one", ip("203.0.113.60"), ip("203.0.113.69"), 24));
        nat.rules().add(OVERLOAD);
        assertThat(nat.standsInFor(outer, ip("203.0.113.65"))).isTrue();
        assertThat(nat.standsInFor(outer, ip("203.0.113.70"))).isFalse();
        assertThat(nat.standsInFor(inside, ip("203.0.113.65"))).isFalse();
        Ipv4Packet udp = new Ipv4Packet(ip("10.0.0.2"), ip("198.51.100.9"), 1, new UdpDatagram(1, 2, Bytes.EMPTY));
        assertThat(nat.afterRouting(inside, outer, udp).orElseThrow().source()).isEqualTo(ip("203.0.113.60"));
    }
}
