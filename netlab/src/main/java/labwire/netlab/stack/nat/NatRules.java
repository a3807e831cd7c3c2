package labwire.netlab.stack.nat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.stack.nat.InsideSource.Dynamic;
import labwire.netlab.stack.nat.InsideSource.StaticAddress;
import labwire.netlab.stack.nat.InsideSource.StaticPort;
import labwire.netlab.wire.Ipv4Address;

/** What is configured of a translation: pools, and rules in the order in which they were given. */
public final class NatRules {
    /** Rules of one device; more are refused. */
    public static final int MAX_RULES = 4096;
    /** Pools of one device; more are refused. */
    public static final int MAX_POOLS = 256;

    private final List<InsideSource> rules = new ArrayList<>();
    private final Map<String, AddressPool> pools = new LinkedHashMap<>();

    NatRules() {}

    /** In the order in which they were given. */
    public List<InsideSource> rules() {
        return List.copyOf(rules);
    }

    /** By name, in the order in which they were given. */
    public Map<String, AddressPool> pools() {
        return pools;
    }

    /** Adds a rule, once; false if there is no room. */
    public boolean add(InsideSource rule) {
        if (rules.contains(rule)) {
            return true;
        }
        return rules.size() < MAX_RULES && rules.add(rule);
    }

    /** Sets a pool; false if there is no room. */
    public boolean add(AddressPool pool) {
        if (pools.size() == MAX_POOLS && !pools.containsKey(pool.name())) {
            return false;
        }
        pools.put(pool.name(), pool);
        return true;
    }

    boolean remove(InsideSource rule) {
        return rules.remove(rule);
    }

    /** A rule that gives the same global end to somebody else, or another one to the same. */
    public Optional<InsideSource> conflicting(InsideSource wanted) {
        return rules.stream()
                .filter(rule -> !rule.equals(wanted) && conflict(rule, wanted))
                .findFirst();
    }

    private static boolean conflict(InsideSource a, InsideSource b) {
        if (a instanceof StaticAddress one && b instanceof StaticAddress other) {
            return one.local().equals(other.local()) || one.global().equals(other.global());
        }
        if (a instanceof StaticPort one && b instanceof StaticPort other) {
            return one.protocol() == other.protocol()
                    && one.global().equals(other.global())
                    && one.globalPort() == other.globalPort();
        }
        return a instanceof Dynamic one
                && b instanceof Dynamic other
                && one.accessList().equals(other.accessList());
    }

    /** The rule that is for just this end, by its local name: a port's before an address's. */
    Optional<InsideSource> staticForLocal(int protocol, Endpoint local) {
        Optional<InsideSource> port = Optional.empty();
        for (InsideSource rule : rules) {
            if (rule instanceof StaticPort of
                    && of.protocol() == protocol
                    && of.local().equals(local)) {
                return Optional.of(rule);
            }
            if (rule instanceof StaticAddress of && of.local().equals(local.address())) {
                port = Optional.of(rule);
            }
        }
        return port;
    }

    /** The rule that is for just this end, by its global name: a port's before an address's. */
    Optional<InsideSource> staticForGlobal(int protocol, Endpoint global) {
        Optional<InsideSource> address = Optional.empty();
        for (InsideSource rule : rules) {
            boolean sameAddress =
                    rule.global().single().filter(global.address()::equals).isPresent();
            if (sameAddress
                    && rule instanceof StaticPort of
                    && of.protocol() == protocol
                    && of.globalPort() == global.port()) {
                return Optional.of(rule);
            }
            if (sameAddress && rule instanceof StaticAddress) {
                address = Optional.of(rule);
            }
        }
        return address;
    }

    /** True if a static rule or a pool has the address for others. */
    boolean isGlobal(Ipv4Address address) {
        for (InsideSource rule : rules) {
            if (rule.global() instanceof GlobalSide.Fixed fixed
                    && fixed.address().equals(address)) {
                return true;
            }
            if (rule.global() instanceof GlobalSide.OfPool of
                    && pools.containsKey(of.pool())
                    && pools.get(of.pool()).contains(address)) {
                return true;
            }
        }
        return false;
    }
}
