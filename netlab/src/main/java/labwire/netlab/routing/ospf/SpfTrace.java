package labwire.netlab.routing.ospf;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.routing.ospf.ShortestPaths.Vertex;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;

/** Tells who watches how routes are computed; without one, does nothing. */
final class SpfTrace {
    private final OspfRouter router;
    private final boolean watched;

    SpfTrace(OspfRouter router) {
        this.router = router;
        watched = router.packets().isDebugging(DebugTopic.SPF);
    }

    void begins(long now) {
        if (watched) {
            tell("Begin SPF at " + millis(now) + "ms, process time 0ms");
        }
    }

    void computed(OspfArea area, ShortestPaths paths) {
        if (!watched) {
            return;
        }
        tell("Running SPF for area " + Areas.text(area.id()));
        for (Vertex vertex : paths.reached()) {
            if (vertex.lsa.body() instanceof RouterBody body) {
                tell(" It is a router LSA " + vertex.id() + ". Link Count "
                        + body.links().size() + ", dist " + vertex.distance);
            } else if (vertex.lsa.body() instanceof NetworkBody body) {
                tell(" It is a network LSA " + vertex.id() + ". Router Count "
                        + body.routers().size() + ", dist " + vertex.distance);
            }
        }
    }

    void summaries(OspfArea area) {
        if (watched) {
            tell("running spf for summaries area " + Areas.text(area.id()));
        }
    }

    void externals() {
        if (watched) {
            tell("Started Building Type 5 External Routes");
        }
    }

    void ended(long now, RoutingTable result) {
        if (watched) {
            for (OspfRoute route : result.routes()) {
                String what = route.type().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
                tell(" Add " + what + " route " + route.prefix().network() + ", mask "
                        + route.prefix().mask() + ", metric " + route.metric());
            }
            tell("End SPF at " + millis(now) + "ms, Total elapsed time 0ms");
        }
    }

    private static String millis(long now) {
        long micros = TimeUnit.NANOSECONDS.toMicros(now);
        return String.format(Locale.ROOT, "%d.%03d", micros / 1_000, micros % 1_000);
    }

    private void tell(String text) {
        router.packets().debug(DebugTopic.SPF, text);
    }
}
