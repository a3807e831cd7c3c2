package labwire.netlab.stack.nat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;

/**
 * Which global addresses and ports are given to whom.
 *
 * <p>The choice depends on nothing but what is taken: the same port as within if it is free, else the first free one of
 * its kind, as IOS has it: below 512, below 1024, or the others. An end within keeps its global end for all it talks to.
 */
final class GlobalEnds {
    private static final int[] GROUP_BEGINS = {1, 512, 1024, 65_536};

    /** An end within, its global end, and how many flows have it. */
    private static final class Lease {
        private final SocketKey local;
        private final SocketKey global;
        private int flows;

        Lease(SocketKey local, SocketKey global) {
            this.local = local;
            this.global = global;
        }
    }

    private final Map<SocketKey, Lease> byLocal = new HashMap<>();
    private final Map<SocketKey, Lease> byGlobal = new HashMap<>();
    /** Addresses of pools that are given to one address within, without ports: local to global, oldest first. */
    private final Map<Ipv4Address, AddressLease> addresses = new LinkedHashMap<>();

    private final Map<Ipv4Address, AddressLease> addressesByGlobal = new HashMap<>();

    /** An address of a pool that one address within has. */
    static final class AddressLease {
        private final Ipv4Address local;
        private final Ipv4Address global;
        private final InsideSource.Dynamic rule;
        private long usedNanos;

        AddressLease(Ipv4Address local, Ipv4Address global, InsideSource.Dynamic rule) {
            this.local = local;
            this.global = global;
            this.rule = rule;
        }

        Ipv4Address local() {
            return local;
        }

        Ipv4Address global() {
            return global;
        }

        InsideSource.Dynamic rule() {
            return rule;
        }

        long usedNanos() {
            return usedNanos;
        }

        void used(long now) {
            usedNanos = now;
        }
    }

    /** The global end, on the address, of an end within; empty if all ports of its kind are taken. */
    Optional<Endpoint> shared(int protocol, Endpoint local, Ipv4Address global) {
        SocketKey key = new SocketKey(protocol, local);
        Lease known = byLocal.get(key);
        if (known != null && known.global.end().address().equals(global)) {
            known.flows++;
            return Optional.of(known.global.end());
        }
        int group = 0;
        while (local.port() >= GROUP_BEGINS[group + 1]) {
            group++;
        }
        Optional<SocketKey> free = free(protocol, global, local.port(), GROUP_BEGINS[group], GROUP_BEGINS[group + 1]);
        free.ifPresent(end -> {
            Lease lease = new Lease(key, end);
            lease.flows = 1;
            byLocal.put(key, lease);
            byGlobal.put(end, lease);
        });
        return free.map(SocketKey::end);
    }

    private Optional<SocketKey> free(int protocol, Ipv4Address global, int wanted, int from, int to) {
        SocketKey same = new SocketKey(protocol, new Endpoint(global, wanted));
        if (!byGlobal.containsKey(same)) {
            return Optional.of(same);
        }
        for (int port = from; port < to; port++) {
            SocketKey candidate = new SocketKey(protocol, new Endpoint(global, port));
            if (!byGlobal.containsKey(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** A flow is over: the last one of a global end gives it back. */
    void release(Translation ended) {
        Lease lease = byGlobal.get(new SocketKey(ended.protocol(), ended.global()));
        if (lease != null && lease.local.end().equals(ended.local()) && --lease.flows == 0) {
            byLocal.remove(lease.local);
            byGlobal.remove(lease.global);
        }
    }

    /** The address of a pool that an address within has or gets: the first free one; empty if there is none. */
    Optional<AddressLease> whole(Ipv4Address local, AddressPool pool, InsideSource.Dynamic rule) {
        AddressLease known = addresses.get(local);
        if (known != null) {
            return Optional.of(known);
        }
        for (int i = 0; i < pool.size(); i++) {
            Ipv4Address candidate = pool.address(i);
            if (!addressesByGlobal.containsKey(candidate)) {
                AddressLease lease = new AddressLease(local, candidate, rule);
                addresses.put(local, lease);
                addressesByGlobal.put(candidate, lease);
                return Optional.of(lease);
            }
        }
        return Optional.empty();
    }

    /** Who has the global address as a whole. */
    Optional<AddressLease> holder(Ipv4Address global) {
        return Optional.ofNullable(addressesByGlobal.get(global));
    }

    /** The addresses of pools in use, oldest first; not to be changed meanwhile. */
    Iterable<AddressLease> wholeAddresses() {
        return addresses.values();
    }

    void release(AddressLease ended) {
        addresses.remove(ended.local());
        addressesByGlobal.remove(ended.global());
    }

    void clear() {
        byLocal.clear();
        byGlobal.clear();
        addresses.clear();
        addressesByGlobal.clear();
    }
}
