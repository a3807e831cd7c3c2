package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;

/** How advertisements grow old, are told anew, flushed and removed (RFC 2328, 14). */
final class Aging {
    private final OspfRouter router;

    Aging(OspfRouter router) {
        this.router = router;
    }

    /** Removes from the databases what was flushed and acknowledged. */
    void sweep(LinkStateScope scope, long now) {
        if (scope.flushed.isEmpty() || router.isExchanging(scope)) {
            return;
        }
        for (LsaKey key : List.copyOf(scope.flushed)) {
            boolean awaited = false;
            for (OspfInterface each : router.interfacesOf(scope)) {
                awaited |= Retransmissions.awaits(each, key);
            }
            if (!awaited) {
                if (router.packets().isDebugging(DebugTopic.EVENTS)) {
                    router.packets()
                            .debug(
                                    DebugTopic.EVENTS,
                                    "service_maxage: Deleting MAXAGE LSA type "
                                            + key.type().number() + ", LSID " + key.id() + ", Adv rtr "
                                            + key.advertisingRouter());
                }
                scope.flushed.remove(key);
                scope.database.remove(key);
                router.originations().removed(scope, key, now);
            }
        }
    }

    /** Tells everybody to forget an advertisement. */
    void flush(LinkStateScope scope, DatabaseEntry entry, long now) {
        DatabaseEntry dying = new DatabaseEntry(entry.lsa(), LsaHeader.MAX_AGE_SECONDS, false, now);
        if (router.packets().isDebugging(DebugTopic.LSA_GENERATION)
                && router.isOwn(entry.lsa().key())) {
            router.packets().debug(DebugTopic.LSA_GENERATION, DebugText.generated(router, scope, dying, now));
        }
        router.flooding().flood(scope, dying, null, now);
        router.flooding().install(scope, entry, dying, now);
    }

    /** Flushes what has grown too old, and tells anew what is our own and half as old. */
    void age(LinkStateScope scope, long now) {
        scope.ageAt = OspfTimes.NEVER;
        for (DatabaseEntry entry : List.copyOf(scope.database.entries())) {
            LsaKey key = entry.lsa().key();
            if (scope.flushed.contains(key)) {
                continue;
            }
            boolean own = router.isOwn(key);
            long due = entry.reachesAge(own ? OspfTimes.REFRESH_SECONDS : LsaHeader.MAX_AGE_SECONDS);
            if (due > now) {
                scope.ageAt = Math.min(scope.ageAt, due);
            } else if (own) {
                router.originations().refresh(scope, key, entry, now);
            } else {
                flush(scope, entry, now);
            }
        }
    }
}
