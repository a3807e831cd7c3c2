package labwire.netlab.routing.ospf.packet;

import java.util.List;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaBody.SummaryBody;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** A packet of each kind, with advertisements of each type. */
final class SamplePackets {
    static final Ipv4Address ROUTER = Ipv4Address.parse("2.2.2.2");
    static final Ipv4Address AREA = Ipv4Address.parse("0.0.0.1");
    private static final Ipv4Address HERE = Ipv4Address.parse("10.0.0.1");

    private SamplePackets() {}

    static List<Lsa> lsas() {
        Ipv4Prefix stub = Ipv4Prefix.of(Ipv4Address.parse("192.168.7.0"), 24);
        RouterBody links = new RouterBody(
                false,
                true,
                true,
                List.of(
                        new RouterLink.PointToPoint(Ipv4Address.parse("3.3.3.3"), HERE, 10),
                        new RouterLink.Transit(Ipv4Address.parse("10.0.0.2"), HERE, 1),
                        new RouterLink.Stub(stub, 65535),
                        new RouterLink.Virtual(Ipv4Address.parse("4.4.4.4"), HERE, 7)));
        return List.of(
                Lsa.originate(2, LsaKey.ofRouter(ROUTER), LsaHeader.INITIAL_SEQUENCE, links),
                Lsa.originate(
                        2,
                        new LsaKey(LsaType.NETWORK, HERE, ROUTER),
                        -5,
                        new NetworkBody(24, List.of(ROUTER, Ipv4Address.parse("3.3.3.3")))),
                Lsa.originate(
                        2,
                        new LsaKey(LsaType.SUMMARY_NETWORK, stub.network(), ROUTER),
                        17,
                        new SummaryBody(stub, 0x123456)),
                Lsa.originate(
                        2,
                        new LsaKey(LsaType.SUMMARY_ROUTER, Ipv4Address.parse("9.9.9.9"), ROUTER),
                        LsaHeader.MAX_SEQUENCE,
                        new SummaryBody(Ipv4Prefix.DEFAULT, 3)),
                Lsa.originate(
                        2,
                        new LsaKey(LsaType.EXTERNAL, Ipv4Address.ANY, ROUTER),
                        1,
                        new ExternalBody(Ipv4Prefix.DEFAULT, true, 1, HERE, -7)));
    }

    static List<OspfPacket> all() {
        List<Lsa> lsas = lsas();
        List<AgedHeader> headers =
                lsas.stream().map(lsa -> new AgedHeader(100, lsa.header())).toList();
        List<AgedLsa> aged = lsas.stream().map(lsa -> new AgedLsa(3600, lsa)).toList();
        return List.of(
                new OspfPacket.Hello(
                        ROUTER, AREA, 30, 10, 2, 1, 40, HERE, Ipv4Address.ANY, List.of(Ipv4Address.parse("3.3.3.3"))),
                new OspfPacket.DatabaseDescription(ROUTER, AREA, 1500, 2, true, true, true, 0x12345678, List.of()),
                new OspfPacket.DatabaseDescription(ROUTER, AREA, 1500, 2, false, false, true, 7, headers),
                new OspfPacket.LinkStateRequest(
                        ROUTER, AREA, lsas.stream().map(Lsa::key).toList()),
                new OspfPacket.LinkStateUpdate(ROUTER, AREA, aged),
                new OspfPacket.LinkStateAcknowledgment(ROUTER, AREA, headers));
    }
}
