package labwire.netlab.routing.ospf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.Lsa;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.routing.ospf.packet.OspfPacketCodec;
import labwire.netlab.routing.ospf.packet.PacketMutator;
import labwire.netlab.routing.ospf.packet.RouterLink;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A living router that hears nonsense: packets whose every field is by chance, right in form or damaged after that. It
 * never throws, holds no more than its limits, counts what it drops, and is as good a neighbour afterwards.
 */
class OspfRouterFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final int SOAK_ROUNDS = 3_000_000;
    /** Few, so that what is said by chance meets what was said before. */
    private static final int IDS = 9;

    private static final List<LsaType> TYPES = List.of(LsaType.values());

    private final List<Ipv4Address> ids = new ArrayList<>();

    OspfRouterFuzzTest() {
        for (int i = 1; i <= IDS; i++) {
            ids.add(new Ipv4Address(i * 0x0101_0101));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkType.class,
            names = {"LOOPBACK"},
            mode = EnumSource.Mode.EXCLUDE)
    void holdsWhateverIsSaid(NetworkType type) {
        hear(type, new SplittableRandom(20_261_122), ROUNDS);
    }

    @Test
    @Tag("soak")
    void holdsForLong() {
        for (long seed = 1; seed <= 4; seed++) {
            hear(NetworkType.BROADCAST, new SplittableRandom(seed), SOAK_ROUNDS);
            hear(NetworkType.POINT_TO_POINT, new SplittableRandom(seed), SOAK_ROUNDS);
        }
    }

    private void hear(NetworkType type, SplittableRandom random, int rounds) {
        ScriptedNeighbor lab = new ScriptedNeighbor(type, 7);
        int most = 0;
        for (int round = 0; round < rounds; round++) {
            OspfPacket said = packet(lab, random);
            byte[] packet = OspfPacketCodec.encode(said).toByteArray();
            if (random.nextInt(3) == 0) {
                packet = PacketMutator.mutate(packet, random);
            }
            Ipv4Address source =
                    new Ipv4Address(ScriptedNeighbor.NETWORK.network().value()
                            + (random.nextInt(50) == 0
                                    ? random.nextInt(IDS)
                                    : said.router().value() & 0xFF));
            Ipv4Address to = random.nextInt(8) == 0 ? PacketOutput.ALL_DESIGNATED : PacketOutput.ALL_ROUTERS;
            try {
                lab.router.receive(lab.on, source, to, new UnknownIpPayload(89, Bytes.wrap(packet)), lab.now);
                lab.now += random.nextInt(200) * 1_000_000L;
                if (lab.router.nextDeadline() <= lab.now) {
                    lab.router.advance(lab.now);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + ": " + Bytes.wrap(packet), e);
            }
            most = Math.max(
                    most,
                    lab.on.area().database().size()
                            + lab.router.externalDatabase().size());
            lab.sent.clear();
            lab.changes.clear();
        }
        OspfRouter router = lab.router;
        assertThat(lab.on.neighbors()).hasSizeLessThanOrEqualTo(OspfLimits.MAX_NEIGHBORS);
        assertThat(most).isBetween(50, 2 * OspfLimits.MAX_LSAS);
        // All ways are walked: else what is said has become too good or too bad.
        assertThat(Stream.of(
                                DropReason.MALFORMED,
                                DropReason.NOT_AUTHENTIC,
                                DropReason.WRONG_AREA,
                                DropReason.OWN_ROUTER_ID,
                                DropReason.HELLO_MISMATCH,
                                DropReason.UNKNOWN_NEIGHBOR,
                                DropReason.WRONG_STATE,
                                DropReason.BAD_LSA)
                        .filter(reason -> router.counters().droppedFor(reason) == 0))
                .isEmpty();
        lab.pass(7_200);
        assertThat(lab.on.neighbors()).isEmpty();
        lab.synchronize();
        assertThat(lab.state()).isEqualTo(NeighborState.FULL);
    }

    private OspfPacket packet(ScriptedNeighbor lab, SplittableRandom random) {
        Ipv4Address from = id(random);
        Ipv4Address area = random.nextInt(20) == 0 ? id(random) : Areas.BACKBONE;
        List<AgedLsa> lsas = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            int age = random.nextInt(5) == 0 ? LsaHeader.MAX_AGE_SECONDS : random.nextInt(LsaHeader.MAX_AGE_SECONDS);
            lsas.add(new AgedLsa(age, lsa(lab, random)));
        }
        List<AgedHeader> headers = lsas.stream().map(AgedLsa::header).toList();
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                new OspfPacket.Hello(
                        from,
                        area,
                        24,
                        random.nextInt(20) == 0 ? 11 : 10,
                        2,
                        random.nextInt(4),
                        40,
                        address(random),
                        address(random),
                        random.nextInt(20) == 0 ? List.of(id(random)) : List.of(ScriptedNeighbor.OUR_ID, id(random)));
            case 2, 3 -> description(lab, from, area, headers, random);
            case 4 ->
                new OspfPacket.LinkStateRequest(
                        from,
                        area,
                        headers.stream().map(each -> each.header().key()).toList());
            case 5 -> new OspfPacket.LinkStateAcknowledgment(from, area, headers);
            default -> new OspfPacket.LinkStateUpdate(from, area, lsas);
        };
    }

    /** In most cases what fits the state that the conversation has come to. */
    private static OspfPacket description(
            ScriptedNeighbor lab,
            Ipv4Address from,
            Ipv4Address area,
            List<AgedHeader> headers,
            SplittableRandom random) {
        OspfNeighbor neighbor = lab.on.neighbors().stream()
                .filter(each -> each.id().equals(from))
                .findFirst()
                .orElse(null);
        boolean leads = from.compareTo(ScriptedNeighbor.OUR_ID) > 0;
        boolean init = neighbor == null || neighbor.state() == NeighborState.EX_START && leads;
        boolean more = init || random.nextBoolean();
        int sequence = neighbor == null ? 7 : neighbor.descriptionSequence + (leads ? 1 : 0);
        boolean off = random.nextInt(8) == 0;
        return new OspfPacket.DatabaseDescription(
                from,
                area,
                1500,
                2,
                off ? random.nextBoolean() : init,
                off ? random.nextBoolean() : more,
                off ? random.nextBoolean() : leads,
                sequence + (off ? random.nextInt(2) : 0),
                init ? List.of() : headers);
    }

    /** Of anybody, of the router under test too. */
    private Lsa lsa(ScriptedNeighbor lab, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            List<DatabaseEntry> held = List.copyOf(lab.on.area().database().entries());
            if (!held.isEmpty()) {
                return held.get(random.nextInt(held.size())).lsa();
            }
        }
        LsaType type = TYPES.get(random.nextInt(TYPES.size()));
        Ipv4Prefix prefix = Ipv4Prefix.of(new Ipv4Address(random.nextInt()), random.nextInt(33));
        LsaKey key = switch (type) {
            case ROUTER -> LsaKey.ofRouter(id(random));
            case NETWORK -> new LsaKey(type, address(random), id(random));
            case SUMMARY_ROUTER -> new LsaKey(type, id(random), id(random));
            case SUMMARY_NETWORK, EXTERNAL -> new LsaKey(type, prefix.network(), id(random));
        };
        LsaBody body = switch (type) {
            case ROUTER ->
                new LsaBody.RouterBody(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), links(random));
            case NETWORK -> new LsaBody.NetworkBody(24, List.of(id(random), id(random), ScriptedNeighbor.OUR_ID));
            case SUMMARY_NETWORK -> new LsaBody.SummaryBody(prefix, random.nextInt(LsaBody.INFINITY + 1));
            case SUMMARY_ROUTER -> new LsaBody.SummaryBody(Ipv4Prefix.DEFAULT, random.nextInt(100));
            case EXTERNAL ->
                new LsaBody.ExternalBody(
                        prefix,
                        random.nextBoolean(),
                        random.nextInt(LsaBody.INFINITY + 1),
                        random.nextBoolean() ? Ipv4Address.ANY : address(random),
                        random.nextInt());
        };
        int sequence = random.nextInt(10) == 0
                ? LsaHeader.MAX_SEQUENCE - random.nextInt(2)
                : LsaHeader.INITIAL_SEQUENCE + random.nextInt(50);
        return Lsa.originate(2, key, sequence, body);
    }

    private List<RouterLink> links(SplittableRandom random) {
        List<RouterLink> links = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            int metric = random.nextInt(RouterLink.MAX_METRIC + 1);
            links.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new RouterLink.PointToPoint(id(random), address(random), metric);
                        case 1 -> new RouterLink.Transit(address(random), address(random), metric);
                        case 2 -> new RouterLink.Virtual(id(random), address(random), metric);
                        default ->
                            new RouterLink.Stub(
                                    Ipv4Prefix.of(new Ipv4Address(random.nextInt()), random.nextInt(33)), metric);
                    });
        }
        return links;
    }

    private Ipv4Address id(SplittableRandom random) {
        return ids.get(random.nextInt(IDS));
    }

    private Ipv4Address address(SplittableRandom random) {
        int host = random.nextInt(IDS + 1);
        return host == 0
                ? Ipv4Address.ANY
                : new Ipv4Address(ScriptedNeighbor.NETWORK.network().value() + host);
    }
}
