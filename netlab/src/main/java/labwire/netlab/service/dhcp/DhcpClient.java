package labwire.netlab.service.dhcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A client on one link (RFC 2131, 4.4): messages and the time in, messages and leases out, and the instant at which it
 * wants to be woken. Without I/O; lab thread only.
 */
public final class DhcpClient {
    /** The client's states (RFC 2131, figure 5), without those of a restart with a known address. */
    public enum State {
        /** Not begun, or ended. {@link #start} leads to SELECTING. */
        STOPPED,
        /** DISCOVER is sent, and again. The first OFFER leads to REQUESTING. */
        SELECTING,
        /** The offer is asked for. ACK leads to BOUND, NAK or silence to SELECTING. */
        REQUESTING,
        /** It has a lease. T1 leads to RENEWING. */
        BOUND,
        /** It asks its server for more time. ACK leads to BOUND, NAK to SELECTING, T2 to REBINDING. */
        RENEWING,
        /** It asks any server. ACK leads to BOUND, NAK or the lease's end to SELECTING. */
        REBINDING
    }

    /** What a client needs of its link, and whom it tells. */
    public interface Link {
        /** Sends a message to all on the link, from no address. */
        void broadcast(DhcpMessage message);

        /** Sends a message to a server from the leased address. */
        void unicast(Ipv4Address server, DhcpMessage message);

        /** The lease is new, or has been prolonged. */
        void bound(DhcpLease lease);

        /** There is no lease any more. */
        void lost(DhcpLease lease);
    }

    /** The first wait for an answer; it doubles up to the last (RFC 2131, 4.1), with a second of chance. */
    private static final long FIRST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(64);
    private static final long CHANCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** REQUESTs for one offer. */
    private static final int MAX_REQUESTS = 4;
    /** While a lease is prolonged, the shortest time between requests (RFC 2131, 4.4.5). */
    private static final long MIN_RENEWAL_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long MAX_SECONDS = 0xFFFF;
    private static final long FOREVER_SECONDS = 0xFFFF_FFFFL;
    private static final long NEVER = Long.MAX_VALUE;

    private static final Bytes PARAMETERS = Bytes.wrap(new byte[] {
        DhcpOption.SUBNET_MASK,
        DhcpOption.ROUTERS,
        DhcpOption.NAME_SERVERS,
        DhcpOption.DOMAIN_NAME,
        DhcpOption.LEASE_SECONDS,
        DhcpOption.SERVER_IDENTIFIER
    });

    private final MacAddress station;
    private final Bytes identifier;
    private final String hostName;
    private final RandomGenerator random;
    private final Link link;

    private State state = State.STOPPED;
    private int transaction;
    private long begunNanos;
    private long wakeNanos = NEVER;
    private long waitNanos;
    private int tries;
    private @Nullable DhcpMessage offer;
    private @Nullable DhcpLease lease;

    /**
     * A client that has not begun.
     *
     * @param identifier what servers know it by (option 61)
     * @param hostName what it calls itself (option 12)
     */
    public DhcpClient(MacAddress station, Bytes identifier, String hostName, RandomGenerator random, Link link) {
        this.station = station;
        this.identifier = identifier;
        this.hostName = hostName;
        this.random = random;
        this.link = link;
    }

    public State state() {
        return state;
    }

    public Optional<DhcpLease> lease() {
        return Optional.ofNullable(lease);
    }

    /** The number of the present exchange of messages. */
    public int transaction() {
        return transaction;
    }

    /** When {@link #wake} is to be called, in lab time; {@link Long#MAX_VALUE} for never. */
    public long nextDeadline() {
        return wakeNanos;
    }

    /** Begins to look for an address; a client that has begun begins anew. */
    public void start(long nowNanos) {
        forget();
        begunNanos = nowNanos;
        transaction = random.nextInt();
        state = State.SELECTING;
        waitNanos = FIRST_WAIT_NANOS;
        link.broadcast(message(DhcpMessageType.DISCOVER, nowNanos, new TreeMap<>()));
        wakeNanos = nowNanos + withChance(waitNanos);
    }

    /** Gives its address back, if it has one, and ends. */
    public void stop(long nowNanos) {
        DhcpLease held = lease;
        if (held != null) {
            Map<Integer, Bytes> options = new TreeMap<>();
            options.put(DhcpOption.SERVER_IDENTIFIER, DhcpMessage.ofAddresses(List.of(held.server())));
            DhcpMessage release =
                    message(DhcpMessageType.RELEASE, nowNanos, options).withClient(held.address(), false);
            link.unicast(held.server(), release);
        }
        forget();
        state = State.STOPPED;
        wakeNanos = NEVER;
    }

    private void forget() {
        DhcpLease held = lease;
        lease = null;
        offer = null;
        tries = 0;
        if (held != null) {
            link.lost(held);
        }
    }

    /** Does what is due. */
    public void wake(long nowNanos) {
        if (nowNanos < wakeNanos) {
            return;
        }
        switch (state) {
            case STOPPED -> wakeNanos = NEVER;
            case SELECTING -> {
                waitNanos = Math.min(2 * waitNanos, LAST_WAIT_NANOS);
                link.broadcast(message(DhcpMessageType.DISCOVER, nowNanos, new TreeMap<>()));
                wakeNanos = nowNanos + withChance(waitNanos);
            }
            case REQUESTING -> {
                if (tries == MAX_REQUESTS) {
                    start(nowNanos);
                } else {
                    sendRequest(nowNanos);
                }
            }
            case BOUND, RENEWING, REBINDING -> prolong(nowNanos);
        }
    }

    /** Takes in a message from a server. */
    public void received(DhcpMessage message, long nowNanos) {
        Optional<DhcpMessageType> type = message.type();
        if (message.fromClient()
                || message.transaction() != transaction
                || !message.station().equals(station)
                || type.isEmpty()) {
            return;
        }
        switch (type.get()) {
            case OFFER -> offered(message, nowNanos);
            case ACK -> acknowledged(message, nowNanos);
            case NAK -> {
                if (state != State.STOPPED && state != State.SELECTING && state != State.BOUND) {
                    start(nowNanos);
                }
            }
            case DISCOVER, REQUEST, DECLINE, RELEASE, INFORM -> {}
        }
    }

    private void offered(DhcpMessage message, long nowNanos) {
        boolean usable = !message.yours().isAny()
                && message.address(DhcpOption.SERVER_IDENTIFIER).isPresent();
        if (state == State.SELECTING && usable) {
            offer = message;
            state = State.REQUESTING;
            waitNanos = FIRST_WAIT_NANOS;
            tries = 0;
            sendRequest(nowNanos);
        }
    }

    private void sendRequest(long nowNanos) {
        DhcpMessage chosen = offer;
        if (chosen == null) {
            start(nowNanos);
            return;
        }
        tries++;
        Map<Integer, Bytes> options = new TreeMap<>();
        options.put(DhcpOption.REQUESTED_ADDRESS, DhcpMessage.ofAddresses(List.of(chosen.yours())));
        options.put(DhcpOption.SERVER_IDENTIFIER, chosen.options().get(DhcpOption.SERVER_IDENTIFIER));
        link.broadcast(message(DhcpMessageType.REQUEST, nowNanos, options));
        wakeNanos = nowNanos + withChance(waitNanos);
        waitNanos = Math.min(2 * waitNanos, LAST_WAIT_NANOS);
    }

    private void acknowledged(DhcpMessage message, long nowNanos) {
        if (state != State.REQUESTING && state != State.RENEWING && state != State.REBINDING) {
            return;
        }
        Optional<DhcpLease> granted = leaseOf(message, nowNanos);
        if (granted.isEmpty()) {
            start(nowNanos);
            return;
        }
        DhcpLease held = lease;
        if (held != null && !held.address().equals(granted.get().address())) {
            link.lost(held);
        }
        lease = granted.get();
        state = State.BOUND;
        wakeNanos = after(nowNanos, granted.get().renewalNanos());
        link.bound(granted.get());
    }

    private static Optional<DhcpLease> leaseOf(DhcpMessage message, long nowNanos) {
        Optional<Ipv4Address> server = message.address(DhcpOption.SERVER_IDENTIFIER);
        Optional<Integer> length = message.address(DhcpOption.SUBNET_MASK).flatMap(DhcpClient::prefixLength);
        if (message.yours().isAny() || server.isEmpty()) {
            return Optional.empty();
        }
        long seconds = message.number(DhcpOption.LEASE_SECONDS).orElse(FOREVER_SECONDS);
        long leaseNanos = seconds == FOREVER_SECONDS ? NEVER : TimeUnit.SECONDS.toNanos(seconds);
        long renewal = message.number(DhcpOption.RENEWAL_SECONDS)
                .map(TimeUnit.SECONDS::toNanos)
                .filter(given -> given < leaseNanos)
                .orElse(leaseNanos == NEVER ? NEVER : leaseNanos / 2);
        long rebinding = message.number(DhcpOption.REBINDING_SECONDS)
                .map(TimeUnit.SECONDS::toNanos)
                .filter(given -> given >= renewal && given <= leaseNanos)
                .orElse(leaseNanos == NEVER ? NEVER : leaseNanos / 8 * 7);
        return Optional.of(new DhcpLease(
                message.yours(),
                length.orElse(classOf(message.yours())),
                server.get(),
                message.addresses(DhcpOption.ROUTERS),
                message.addresses(DhcpOption.NAME_SERVERS),
                message.text(DhcpOption.DOMAIN_NAME).orElse(""),
                message.bootFile(),
                nowNanos,
                leaseNanos,
                renewal,
                rebinding));
    }

    private static Optional<Integer> prefixLength(Ipv4Address mask) {
        try {
            return Optional.of(Ipv4Prefix.lengthOfMask(mask));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The length of a network of which nobody says the mask: by its class (RFC 791, 2.3). */
    private static int classOf(Ipv4Address address) {
        int first = address.value() >>> 24;
        return first < 128 ? 8 : first < 192 ? 16 : 24;
    }

    /** RFC 2131, 4.4.5. */
    private void prolong(long nowNanos) {
        DhcpLease held = lease;
        if (held == null) {
            start(nowNanos);
            return;
        }
        long ends = after(held.grantedNanos(), held.leaseNanos());
        long rebinds = after(held.grantedNanos(), held.rebindingNanos());
        if (nowNanos >= ends) {
            start(nowNanos);
            return;
        }
        if (state == State.BOUND) {
            begunNanos = nowNanos;
            transaction = random.nextInt();
        }
        DhcpMessage request =
                message(DhcpMessageType.REQUEST, nowNanos, new TreeMap<>()).withClient(held.address(), false);
        boolean rebind = nowNanos >= rebinds;
        state = rebind ? State.REBINDING : State.RENEWING;
        if (rebind) {
            link.broadcast(request.withClient(held.address(), true));
        } else {
            link.unicast(held.server(), request);
        }
        // Half of what is left, but not too often.
        long next = rebind ? ends : rebinds;
        wakeNanos = Math.min(next, nowNanos + Math.max((next - nowNanos) / 2, MIN_RENEWAL_WAIT_NANOS));
    }

    private static long after(long startNanos, long delayNanos) {
        return delayNanos == NEVER ? NEVER : startNanos + delayNanos;
    }

    private long withChance(long nanos) {
        return nanos + random.nextLong(-CHANCE_NANOS, CHANCE_NANOS);
    }

    private DhcpMessage message(DhcpMessageType type, long nowNanos, Map<Integer, Bytes> options) {
        options.put(DhcpOption.CLIENT_IDENTIFIER, identifier);
        options.put(DhcpOption.HOST_NAME, DhcpMessage.ofText(hostName));
        if (type != DhcpMessageType.RELEASE) {
            options.put(DhcpOption.PARAMETERS, PARAMETERS);
        }
        long seconds = Math.min(MAX_SECONDS, TimeUnit.NANOSECONDS.toSeconds(nowNanos - begunNanos));
        return DhcpMessage.request(type, transaction, (int) seconds, station, options);
    }
}
