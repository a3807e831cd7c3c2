package labwire.netlab.routing.ospf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import labwire.netlab.routing.ospf.LinkStateScope.Origination;
import labwire.netlab.routing.ospf.packet.Lsa;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;

/**
 * This router's own advertisements: what is to be told is kept, and the databases are made to say so (RFC 2328, 12.4
 * and 13.4).
 */
final class Originations {
    private final OspfRouter router;

    Originations(OspfRouter router) {
        this.router = router;
    }

    /** Makes the advertisement say this from now on; told now, or once MinLSInterval is over. */
    void originate(LinkStateScope scope, LsaKey key, int options, LsaBody body, long now) {
        Origination wanted = scope.originations.get(key);
        if (wanted == null) {
            wanted = new Origination(options, body, now - OspfTimes.MIN_LS_INTERVAL);
            scope.originations.put(key, wanted);
        } else {
            wanted.options = options;
            wanted.body = body;
        }
        if (isTold(scope, key, wanted, now)) {
            wanted.dueAt = OspfTimes.NEVER;
        } else {
            schedule(scope, wanted, now);
        }
    }

    private static boolean isTold(LinkStateScope scope, LsaKey key, Origination wanted, long now) {
        DatabaseEntry own = scope.database.find(key);
        return own != null
                && !own.isMaxAge(now)
                && own.lsa().header().options() == wanted.options
                && own.lsa().body().equals(wanted.body);
    }

    private static void schedule(LinkStateScope scope, Origination wanted, long now) {
        wanted.dueAt = Math.max(now, wanted.originatedAt + OspfTimes.MIN_LS_INTERVAL);
        scope.originateAt = Math.min(scope.originateAt, wanted.dueAt);
    }

    /** Makes a set of advertisements say this, and no others of the set before it. */
    void replace(LinkStateScope scope, Set<LsaKey> before, Map<LsaKey, LsaBody> wanted, int options, long now) {
        for (LsaKey key : before) {
            if (!wanted.containsKey(key)) {
                withdraw(scope, key, now);
            }
        }
        wanted.forEach((key, body) -> originate(scope, key, options, body, now));
    }

    /** Has the advertisement forgotten by everybody. */
    void withdraw(LinkStateScope scope, LsaKey key, long now) {
        scope.originations.remove(key);
        DatabaseEntry own = scope.database.find(key);
        if (own != null && !own.isMaxAge(now)) {
            router.aging().flush(scope, own, now);
        }
    }

    /** Has everything forgotten that this router has told. */
    void withdrawAll(LinkStateScope scope, long now) {
        List.copyOf(scope.originations.keySet()).forEach(key -> withdraw(scope, key, now));
    }

    private void debug(LinkStateScope scope, DatabaseEntry entry, long now) {
        if (router.packets().isDebugging(DebugTopic.LSA_GENERATION)) {
            router.packets().debug(DebugTopic.LSA_GENERATION, DebugText.generated(router, scope, entry, now));
        }
    }

    /** Tells what is due. */
    void advance(LinkStateScope scope, long now) {
        if (scope.originateAt > now) {
            return;
        }
        scope.originateAt = OspfTimes.NEVER;
        for (Map.Entry<LsaKey, Origination> each : List.copyOf(scope.originations.entrySet())) {
            Origination wanted = each.getValue();
            if (wanted.dueAt <= now) {
                tell(scope, each.getKey(), wanted, now);
            } else {
                scope.originateAt = Math.min(scope.originateAt, wanted.dueAt);
            }
        }
    }

    private void tell(LinkStateScope scope, LsaKey key, Origination wanted, long now) {
        wanted.dueAt = OspfTimes.NEVER;
        DatabaseEntry own = scope.database.find(key);
        int last = own == null
                ? LsaHeader.INITIAL_SEQUENCE - 1
                : own.lsa().header().sequence();
        if (last == LsaHeader.MAX_SEQUENCE) {
            // The last number there is: flush it, and begin again once it is gone (12.1.6).
            if (own != null && !own.isMaxAge(now)) {
                router.aging().flush(scope, own, now);
            }
            return;
        }
        Lsa lsa = Lsa.originate(wanted.options, key, last + 1, wanted.body);
        DatabaseEntry entry = new DatabaseEntry(lsa, 0, false, now);
        wanted.originatedAt = now;
        router.counters().lsaOriginated();
        router.flooding().flood(scope, entry, null, now);
        debug(scope, entry, now);
        router.flooding().install(scope, own, entry, now);
    }

    /** One of our own has come back, newer than we know it: from before a restart, or from a stranger (13.4). */
    void receivedOwn(LinkStateScope scope, DatabaseEntry entry, long now) {
        Origination wanted = scope.originations.get(entry.lsa().key());
        if (wanted != null) {
            schedule(scope, wanted, now);
        } else if (!isToBeTold(entry.lsa().key(), scope) && !entry.isMaxAge(now)) {
            router.aging().flush(scope, entry, now);
        }
    }

    /** True if the router is about to tell its links, and so this advertisement. */
    private boolean isToBeTold(LsaKey key, LinkStateScope scope) {
        return scope.area != null
                && scope.area.linksChangedAt != OspfTimes.NEVER
                && key.equals(LsaKey.ofRouter(router.id()));
    }

    /** An advertisement is old enough to be told anew. */
    void refresh(LinkStateScope scope, LsaKey key, DatabaseEntry entry, long now) {
        Origination wanted = scope.originations.get(key);
        if (wanted == null) {
            router.aging().flush(scope, entry, now);
        } else {
            schedule(scope, wanted, now);
        }
    }

    /** An advertisement is out of the database: one that is still wanted is told from the first number on. */
    void removed(LinkStateScope scope, LsaKey key, long now) {
        Origination wanted = scope.originations.get(key);
        if (wanted != null && wanted.dueAt == OspfTimes.NEVER) {
            schedule(scope, wanted, now);
        }
    }
}
