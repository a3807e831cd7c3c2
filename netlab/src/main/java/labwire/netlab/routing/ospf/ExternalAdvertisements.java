package labwire.netlab.routing.ospf;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.wire.Ipv4Prefix;

/** What an AS boundary router tells of networks outside of OSPF: type 5 (RFC 2328, 12.4.4). */
final class ExternalAdvertisements {
    private final OspfRouter router;

    ExternalAdvertisements(OspfRouter router) {
        this.router = router;
    }

    void update(Map<Ipv4Prefix, ExternalDestination> destinations, long now) {
        Map<LsaKey, LsaBody> wanted = new LinkedHashMap<>();
        LinkStateIds.assign(destinations.keySet()).forEach((prefix, id) -> {
            ExternalDestination to = destinations.get(prefix);
            if (to != null) {
                wanted.put(
                        new LsaKey(LsaType.EXTERNAL, id, router.id()),
                        new ExternalBody(prefix, to.type2(), to.metric(), to.forwarding(), to.tag()));
            }
        });
        LinkStateScope scope = router.externals();
        router.originations()
                .replace(
                        scope,
                        new LinkedHashSet<>(scope.originations.keySet()),
                        wanted,
                        OspfPacket.OPTION_EXTERNAL,
                        now);
    }
}
