package labwire.netlab.routing.ospf;

import java.util.Locale;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaBody.SummaryBody;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** The longer texts of debugging, as IOS words them. */
final class DebugText {
    private static final int AUTHENTICATION_TYPE = 15;
    private static final int SIMPLE_PASSWORD = 1;
    private static final int CRYPTOGRAPHIC = 2;

    private DebugText() {}

    /** {@code Type 1, LSID 1.1.1.1, Adv rtr 1.1.1.1, age 1, seq 0x80000002}. */
    static String instance(LsaHeader header, int ageSeconds) {
        LsaKey key = header.key();
        return "Type " + key.type().number() + ", LSID " + key.id() + ", Adv rtr " + key.advertisingRouter() + ", age "
                + ageSeconds + ", seq " + sequence(header.sequence());
    }

    static String sequence(int sequence) {
        return String.format(Locale.ROOT, "0x%08X", sequence);
    }

    /** An advertisement of our own that is told, or, with the largest age, taken back. */
    static String generated(OspfRouter router, LinkStateScope scope, DatabaseEntry entry, long now) {
        LsaHeader header = entry.lsa().header();
        LsaKey key = header.key();
        String area = scope.area == null ? "" : Areas.text(scope.area.id());
        String rest = ", age " + entry.ageSeconds(now);
        String sequence = ", seq " + sequence(header.sequence());
        String verb = entry.isMaxAge(now) ? "Flush" : "Build";
        return switch (key.type()) {
            case ROUTER -> verb + " router LSA for area " + area + ", router ID " + key.advertisingRouter() + sequence;
            case NETWORK ->
                verb + " network LSA for " + interfaceOf(router, key.id()) + ", router ID " + key.advertisingRouter()
                        + sequence;
            case SUMMARY_NETWORK, SUMMARY_ROUTER -> {
                Ipv4Prefix prefix = entry.lsa().body() instanceof SummaryBody body ? body.prefix() : Ipv4Prefix.DEFAULT;
                int metric = entry.lsa().body() instanceof SummaryBody body ? body.metric() : 0;
                yield "Generate sum from " + kind(router, prefix) + " route " + key.id() + ", mask " + prefix.mask()
                        + ", type " + key.type().number() + rest + ", metric " + metric + sequence + " to area " + area;
            }
            case EXTERNAL -> {
                String what = "";
                if (entry.lsa().body() instanceof ExternalBody body) {
                    what = ", mask " + body.prefix().mask() + ", type "
                            + key.type().number() + rest + ", metric "
                            + body.metric() + ", tag " + Integer.toUnsignedString(body.tag()) + ", metric-type "
                            + (body.type2() ? 2 : 1);
                }
                yield "Generate external LSA " + key.id() + what + sequence;
            }
        };
    }

    private static String interfaceOf(OspfRouter router, Ipv4Address address) {
        return router.interfaceList().stream()
                .filter(each -> each.settings().address().equals(address))
                .map(OspfInterface::name)
                .findFirst()
                .orElse(address.toString());
    }

    private static String kind(OspfRouter router, Ipv4Prefix prefix) {
        boolean inter = router.routingTable()
                .route(prefix)
                .filter(route -> route.type() == OspfRoute.PathType.INTER_AREA)
                .isPresent();
        return inter ? "inter-area" : "intra-area";
    }

    /** The header of a packet, believed or not. */
    static String received(Bytes packet, OspfInterface on) {
        int authentication = packet.get(AUTHENTICATION_TYPE) & 0xFF;
        String proof = switch (authentication) {
            case SIMPLE_PASSWORD -> " auk:<hidden>";
            case CRYPTOGRAPHIC ->
                " keyid:" + (packet.get(18) & 0xFF) + String.format(Locale.ROOT, " seq:0x%X", word(packet, 20));
            default -> " auk:";
        };
        return "rcv. v:" + packet.get(0) + " t:" + packet.get(1) + " l:" + (word(packet, 0) & 0xFFFF) + " rid:"
                + new Ipv4Address(word(packet, 4)) + " aid:" + new Ipv4Address(word(packet, 8))
                + String.format(Locale.ROOT, " chk:%X", word(packet, 12) >>> 16) + " aut:" + authentication + proof
                + " from " + on.name();
    }

    private static int word(Bytes packet, int at) {
        return (packet.get(at) & 0xFF) << 24
                | (packet.get(at + 1) & 0xFF) << 16
                | (packet.get(at + 2) & 0xFF) << 8
                | packet.get(at + 3) & 0xFF;
    }
}
