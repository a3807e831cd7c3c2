package labwire.netlab.service.dhcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A server's pools and bindings, and what it answers (RFC 2131, 4.3). Without I/O; lab thread only.
 *
 * <p>Addresses are given from the lowest on, and to a client that comes back the one that it had.
 */
public final class DhcpServer {
    /** Pools; more are refused. */
    public static final int MAX_POOLS = 1_000;
    /** Ranges of excluded addresses; more are refused. */
    public static final int MAX_EXCLUSIONS = 1_000;
    /** Bindings and conflicts together; a client beyond them gets no answer. */
    public static final int MAX_BINDINGS = 10_000;

    /** How long an offer is kept. */
    private static final Duration OFFER_TIME = Duration.ofSeconds(60);

    /** Addresses that are not given out, both ends included. */
    public record Exclusion(Ipv4Address first, Ipv4Address last) {
        boolean contains(Ipv4Address address) {
            return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }
    }

    private final Map<String, DhcpPool> pools = new LinkedHashMap<>();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final TreeMap<Ipv4Address, DhcpBinding> bindings = new TreeMap<>();
    /** Who had which address last; in the order of their first coming. */
    private final Map<Bytes, Ipv4Address> addresses = new LinkedHashMap<>();
    /** Addresses that were found in use. */
    private final TreeMap<Ipv4Address, DhcpConflict> conflicts = new TreeMap<>();

    private final AddressSearch search = new AddressSearch();
    private final DhcpCounters counters;
    /** No binding ends before. */
    private long nextExpiryNanos = Long.MAX_VALUE;

    /** @param counters where clients are counted for whom there is no room */
    public DhcpServer(DhcpCounters counters) {
        this.counters = counters;
    }

    /** The pool of a name; made, if it is not there; empty if there is no room. */
    public Optional<DhcpPool> poolFor(String name) {
        if (pools.size() == MAX_POOLS && !pools.containsKey(name)) {
            return Optional.empty();
        }
        return Optional.of(pools.computeIfAbsent(name, DhcpPool::new));
    }

    /** Forgets a pool, with its bindings. */
    public void removePool(String name) {
        pools.remove(name);
        search.reset();
        List.copyOf(bindings.values()).stream()
                .filter(binding -> binding.pool().equals(name))
                .forEach(binding -> release(binding.address()));
    }

    /** In the order in which they were made. */
    public List<DhcpPool> pools() {
        return List.copyOf(pools.values());
    }

    public List<Exclusion> exclusions() {
        return List.copyOf(exclusions);
    }

    /** @return false if there is no room */
    public boolean exclude(Exclusion exclusion) {
        if (exclusions.contains(exclusion)) {
            return true;
        }
        return exclusions.size() < MAX_EXCLUSIONS && exclusions.add(exclusion);
    }

    public void include(Exclusion exclusion) {
        search.reset();
        exclusions.remove(exclusion);
    }

    /** The bindings that have not ended, by address. */
    public List<DhcpBinding> bindings(long nowNanos) {
        expire(nowNanos);
        return List.copyOf(bindings.values());
    }

    /** Forgets the binding of an address. */
    public void release(Ipv4Address address) {
        DhcpBinding ended = bindings.remove(address);
        if (ended != null) {
            addresses.remove(ended.clientKey());
            search.freed(address);
        }
    }

    /** Forgets all bindings, as a server does that keeps them in memory and is switched off. */
    public void forgetBindings() {
        bindings.clear();
        addresses.clear();
        conflicts.clear();
        search.reset();
    }

    /** Addresses that are in use by others than this server's clients. */
    public Map<Ipv4Address, DhcpConflict> conflicts() {
        return new TreeMap<>(conflicts);
    }

    /** Notes that an address is in use by another, so that it is given to nobody. */
    void conflict(Ipv4Address address, DhcpConflict.Method method, long nowNanos) {
        release(address);
        if (!isFull()) {
            conflicts.put(address, new DhcpConflict(method, nowNanos));
        }
    }

    /** True for an address that is about to be offered: no client has it, and none is known to whom it belongs. */
    boolean isUntried(Ipv4Address address) {
        DhcpBinding binding = bindings.get(address);
        return binding != null
                && binding.state() == DhcpBinding.State.OFFERED
                && pools.values().stream()
                        .noneMatch(pool -> pool.host().filter(address::equals).isPresent());
    }

    public void clearConflict(Ipv4Address address) {
        conflicts.remove(address);
        search.freed(address);
    }

    private boolean isFull() {
        return bindings.size() + conflicts.size() >= MAX_BINDINGS;
    }

    /**
     * Answers a client.
     *
     * @param self the address by which the client's network, or its relay agent, knows this server
     * @param network the network that the message came from, unless a relay agent says another
     */
    public Optional<DhcpMessage> answer(DhcpMessage message, Ipv4Address self, Ipv4Prefix network, long nowNanos) {
        expire(nowNanos);
        Optional<DhcpMessageType> type = message.type();
        if (type.isEmpty() || !message.fromClient()) {
            return Optional.empty();
        }
        return switch (type.get()) {
            case DISCOVER -> discover(message, self, network, nowNanos);
            case REQUEST -> request(message, self, network, nowNanos);
            case DECLINE -> decline(message, self, nowNanos);
            case RELEASE -> released(message);
            case INFORM -> inform(message, self, network);
            case OFFER, ACK, NAK -> Optional.empty();
        };
    }

    private Optional<DhcpMessage> discover(DhcpMessage message, Ipv4Address self, Ipv4Prefix network, long nowNanos) {
        Optional<DhcpPool> pool = pool(message, network);
        if (pool.isEmpty()) {
            return Optional.empty();
        }
        Optional<Ipv4Address> address = choose(pool.get(), message, self, nowNanos);
        if (address.isEmpty()) {
            counters.unserved();
            return Optional.empty();
        }
        DhcpBinding kept = bindings.get(address.get());
        boolean active = kept != null && kept.state() == DhcpBinding.State.ACTIVE;
        if (!active
                && !bind(
                        message,
                        address.get(),
                        DhcpBinding.State.OFFERED,
                        nowNanos + OFFER_TIME.toNanos(),
                        pool.get())) {
            counters.unserved();
            return Optional.empty();
        }
        return Optional.of(DhcpReplies.given(message, DhcpMessageType.OFFER, address.get(), self, pool.get()));
    }

    /** RFC 2131, 4.3.2: which of its states the client is in shows in what it says. */
    private Optional<DhcpMessage> request(DhcpMessage message, Ipv4Address self, Ipv4Prefix network, long nowNanos) {
        Optional<Ipv4Address> chosenServer = message.address(DhcpOption.SERVER_IDENTIFIER);
        Bytes key = message.clientKey();
        if (chosenServer.isPresent() && !chosenServer.get().equals(self)) {
            // It has taken another server's offer.
            DhcpBinding offered = ownedBy(key);
            if (offered != null && offered.state() == DhcpBinding.State.OFFERED) {
                release(offered.address());
            }
            return Optional.empty();
        }
        Optional<DhcpPool> pool = pool(message, network);
        Ipv4Address asked = message.client().isAny()
                ? message.address(DhcpOption.REQUESTED_ADDRESS).orElse(Ipv4Address.ANY)
                : message.client();
        if (pool.isEmpty() || asked.isAny()) {
            return Optional.empty();
        }
        boolean onNetwork =
                pool.get().subnet().filter(subnet -> subnet.contains(asked)).isPresent();
        DhcpBinding owned = ownedBy(key);
        boolean theirs = owned != null && owned.address().equals(asked);
        if (!theirs && onNetwork && chosenServer.isEmpty() && owned == null && isFree(pool.get(), asked, self, key)) {
            // A client that remembers an address which this server, perhaps after a restart, does not: it may have it.
            theirs = true;
        }
        if (!theirs || !onNetwork) {
            return Optional.of(DhcpReplies.refusal(message, self));
        }
        if (!bind(message, asked, DhcpBinding.State.ACTIVE, expiry(pool.get(), nowNanos), pool.get())) {
            counters.unserved();
            return Optional.of(DhcpReplies.refusal(message, self));
        }
        return Optional.of(DhcpReplies.given(message, DhcpMessageType.ACK, asked, self, pool.get()));
    }

    private Optional<DhcpMessage> decline(DhcpMessage message, Ipv4Address self, long nowNanos) {
        Optional<Ipv4Address> declined = message.address(DhcpOption.REQUESTED_ADDRESS);
        DhcpBinding owned = ownedBy(message.clientKey());
        boolean forUs = message.address(DhcpOption.SERVER_IDENTIFIER)
                .filter(self::equals)
                .isPresent();
        if (forUs && declined.isPresent() && owned != null && owned.address().equals(declined.get())) {
            release(owned.address());
            conflict(declined.get(), DhcpConflict.Method.GRATUITOUS_ARP, nowNanos);
        }
        return Optional.empty();
    }

    private Optional<DhcpMessage> released(DhcpMessage message) {
        DhcpBinding owned = ownedBy(message.clientKey());
        if (owned != null && owned.address().equals(message.client())) {
            release(owned.address());
        }
        return Optional.empty();
    }

    /** RFC 2131, 4.3.5: no lease, no address. */
    private Optional<DhcpMessage> inform(DhcpMessage message, Ipv4Address self, Ipv4Prefix network) {
        return pool(message, network).map(pool -> {
            Map<Integer, Bytes> options = pool.offered();
            options.put(DhcpOption.SERVER_IDENTIFIER, DhcpMessage.ofAddresses(List.of(self)));
            return message.reply(DhcpMessageType.ACK, Ipv4Address.ANY, options);
        });
    }

    /** The client's own pool on its network, else that network's. */
    private Optional<DhcpPool> pool(DhcpMessage message, Ipv4Prefix network) {
        Bytes key = message.clientKey();
        @Nullable DhcpPool found = null;
        for (DhcpPool pool : pools.values()) {
            boolean here = pool.subnet()
                    .filter(subnet ->
                            message.relay().isAny() ? overlap(subnet, network) : subnet.contains(message.relay()))
                    .isPresent();
            if (!here) {
                continue;
            }
            if (pool.host().isPresent()) {
                if (isKeyOf(pool, key, message)) {
                    return Optional.of(pool);
                }
            } else if (found == null) {
                found = pool;
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isKeyOf(DhcpPool pool, Bytes key, DhcpMessage message) {
        return pool.clientKey()
                .filter(wanted -> wanted.equals(key) || wanted.equals(DhcpMessage.hardwareKey(message.station())))
                .isPresent();
    }

    private static boolean overlap(Ipv4Prefix one, Ipv4Prefix other) {
        return one.contains(other.network()) || other.contains(one.network());
    }

    /** RFC 2131, 4.3.1: the one it has, the one it had, the one it asks for, any. */
    private Optional<Ipv4Address> choose(DhcpPool pool, DhcpMessage message, Ipv4Address self, long nowNanos) {
        if (pool.host().isPresent()) {
            return pool.host();
        }
        Ipv4Prefix network = pool.network().orElseThrow();
        Bytes key = message.clientKey();
        Ipv4Address had = addresses.get(key);
        if (had != null && network.contains(had) && isFree(pool, had, self, key)) {
            return Optional.of(had);
        }
        Optional<Ipv4Address> asked = message.address(DhcpOption.REQUESTED_ADDRESS)
                .filter(network::contains)
                .filter(address -> isFree(pool, address, self, key));
        if (asked.isPresent() || isFull() && had == null) {
            return asked;
        }
        return search.lowest(network, exclusions, address -> isFree(pool, address, self, key), nowNanos);
    }

    private boolean isFree(DhcpPool pool, Ipv4Address address, Ipv4Address self, Bytes key) {
        if (pool.host().isPresent()) {
            return pool.host().get().equals(address);
        }
        Ipv4Prefix network = pool.network().orElseThrow();
        DhcpBinding binding = bindings.get(address);
        return (binding == null || binding.clientKey().equals(key))
                && !conflicts.containsKey(address)
                && !address.equals(self)
                && !address.equals(network.network())
                && !address.equals(network.broadcast())
                && exclusions.stream().noneMatch(range -> range.contains(address))
                && pools.values().stream()
                        .noneMatch(other -> other.host().filter(address::equals).isPresent());
    }

    private @Nullable DhcpBinding ownedBy(Bytes key) {
        Ipv4Address address = addresses.get(key);
        DhcpBinding binding = address == null ? null : bindings.get(address);
        return binding != null && binding.clientKey().equals(key) ? binding : null;
    }

    /** False if there is no room. */
    private boolean bind(
            DhcpMessage message, Ipv4Address address, DhcpBinding.State state, long expiresNanos, DhcpPool pool) {
        Bytes key = message.clientKey();
        DhcpBinding before = ownedBy(key);
        if (before != null && !before.address().equals(address)) {
            release(before.address());
        }
        if (isFull() && !bindings.containsKey(address)) {
            return false;
        }
        DhcpBinding other = bindings.get(address);
        if (other != null && !other.clientKey().equals(key)) {
            release(address);
        }
        nextExpiryNanos = Math.min(nextExpiryNanos, expiresNanos);
        bindings.put(address, new DhcpBinding(address, key, message.station(), expiresNanos, state, pool.name()));
        addresses.put(key, address);
        return true;
    }

    private void expire(long nowNanos) {
        if (nowNanos < nextExpiryNanos) {
            return;
        }
        bindings.values().removeIf(binding -> {
            boolean over = binding.expiresNanos() <= nowNanos;
            if (over) {
                search.freed(binding.address());
            }
            return over;
        });
        nextExpiryNanos = bindings.values().stream()
                .mapToLong(DhcpBinding::expiresNanos)
                .min()
                .orElse(Long.MAX_VALUE);
        // Who had what is remembered, so that a client comes back to its address; as long as there is room.
        if (addresses.size() > MAX_BINDINGS) {
            addresses.values().removeIf(address -> !bindings.containsKey(address));
        }
    }

    private static long expiry(DhcpPool pool, long nowNanos) {
        return pool.lease().map(lease -> nowNanos + lease.toNanos()).orElse(Long.MAX_VALUE);
    }
}
