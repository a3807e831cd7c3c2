package labwire.netlab.service.dhcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import labwire.netlab.service.dhcp.DhcpServer.Exclusion;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * Finds the lowest free address of a network. Each search goes on where the last one has ended: under a flood of clients
 * all the addresses that are taken would be looked at for each of them. Lab thread only.
 */
final class AddressSearch {
    /** After that it begins at the lowest again, since a pool may have been changed. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long UNSIGNED = 0xFFFF_FFFFL;

    /** No address below is free. */
    private record Start(long address, long untilNanos) {}

    private final Map<Ipv4Prefix, Start> starts = new LinkedHashMap<>();

    /** @param exclusions whose addresses are not free, and are passed over at once */
    Optional<Ipv4Address> lowest(
            Ipv4Prefix network, List<Exclusion> exclusions, Predicate<Ipv4Address> free, long nowNanos) {
        Start known = starts.get(network);
        if (known == null || nowNanos - known.untilNanos() >= 0) {
            known = new Start(unsigned(network.network()) + 1, nowNanos + KEPT_NANOS);
        }
        long last = unsigned(network.broadcast());
        Optional<Ipv4Address> found = Optional.empty();
        long address = known.address();
        while (found.isEmpty() && address < last) {
            Ipv4Address candidate = new Ipv4Address((int) address);
            Optional<Exclusion> excluded = exclusions.stream()
                    .filter(range -> range.contains(candidate))
                    .findFirst();
            if (excluded.isPresent()) {
                address = unsigned(excluded.get().last()) + 1;
            } else if (free.test(candidate)) {
                found = Optional.of(candidate);
            } else {
                address++;
            }
        }
        if (starts.size() == DhcpServer.MAX_POOLS) {
            starts.clear();
        }
        starts.put(network, new Start(address, known.untilNanos()));
        return found;
    }

    /** An address may be free again. */
    void freed(Ipv4Address address) {
        long value = unsigned(address);
        starts.replaceAll((network, start) ->
                network.contains(address) && value < start.address() ? new Start(value, start.untilNanos()) : start);
    }

    /** More than single addresses may be free again. */
    void reset() {
        starts.clear();
    }

    private static long unsigned(Ipv4Address address) {
        return address.value() & UNSIGNED;
    }
}
