package labwire.netlab.routing.ospf;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * Link state IDs for networks (RFC 2328, appendix E): a network's address, or, where networks of several lengths begin
 * with the same address, with its host bits set for the longer ones.
 */
final class LinkStateIds {
    private LinkStateIds() {}

    /** An ID for each network, all different; a network for which none is left gets none. */
    static Map<Ipv4Prefix, Ipv4Address> assign(Iterable<Ipv4Prefix> prefixes) {
        Map<Ipv4Address, TreeMap<Integer, Ipv4Prefix>> byAddress = new LinkedHashMap<>();
        for (Ipv4Prefix prefix : prefixes) {
            byAddress
                    .computeIfAbsent(prefix.network(), address -> new TreeMap<>())
                    .put(prefix.length(), prefix);
        }
        Map<Ipv4Prefix, Ipv4Address> ids = new LinkedHashMap<>();
        Set<Ipv4Address> taken = new HashSet<>(byAddress.keySet());
        byAddress.forEach((address, prefixesThere) -> {
            // A host has no bits to set, so it has the address if it is among them; else the shortest has it.
            Ipv4Prefix plain = prefixesThere.lastKey() == 32
                    ? prefixesThere.lastEntry().getValue()
                    : prefixesThere.firstEntry().getValue();
            ids.put(plain, address);
            for (Ipv4Prefix other : prefixesThere.values()) {
                if (!other.equals(plain) && taken.add(other.broadcast())) {
                    ids.put(other, other.broadcast());
                }
            }
        });
        return ids;
    }
}
