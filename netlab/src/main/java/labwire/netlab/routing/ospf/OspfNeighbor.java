package labwire.netlab.routing.ospf;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.OspfPacket.DatabaseDescription;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** A router on the link of an interface, as its hellos describe it (RFC 2328, 10). Lab thread only. */
public final class OspfNeighbor {
    /** An instance that was sent and is not acknowledged yet. */
    record Unacknowledged(DatabaseEntry entry, long sentAt) {}

    private final OspfInterface on;
    /** 0.0.0.0 until it is heard. */
    Ipv4Address id;

    Ipv4Address address;
    int priority;
    int options;
    Ipv4Address designated = Ipv4Address.ANY;
    Ipv4Address backup = Ipv4Address.ANY;
    NeighborState state = NeighborState.DOWN;
    long changedAt;
    int stateChanges;
    long deadAt = OspfTimes.NEVER;
    /** Of cryptographic authentication: a packet with a smaller one is an old one. */
    int authenticationSequence;

    // The exchange of databases (10.6): who leads, how far it is, what is to be told, asked, sent again.
    boolean weLead;
    int descriptionSequence;

    @Nullable
    DatabaseDescription lastReceived;

    @Nullable
    DatabaseDescription lastSent;

    final Queue<DatabaseEntry> summaries = new ArrayDeque<>();
    final Map<LsaKey, AgedHeader> requests = new LinkedHashMap<>();
    /** What the last request asked for. */
    final Map<LsaKey, AgedHeader> asked = new LinkedHashMap<>();

    final Map<LsaKey, Unacknowledged> unacknowledged = new LinkedHashMap<>();
    long describeAgainAt = OspfTimes.NEVER;
    long requestAgainAt = OspfTimes.NEVER;
    long retransmitAt = OspfTimes.NEVER;
    /** When to speak to it again while it is down, or never. */
    long pollAt = OspfTimes.NEVER;

    int retransmissions;

    OspfNeighbor(OspfInterface on, Ipv4Address id, Ipv4Address address) {
        this.on = on;
        this.id = id;
        this.address = address;
    }

    /** The interface on whose link it is. */
    public OspfInterface on() {
        return on;
    }

    /** Its router ID; 0.0.0.0 while it was named by a person and not heard. */
    public Ipv4Address id() {
        return id;
    }

    /** On the link. */
    public Ipv4Address address() {
        return address;
    }

    public int priority() {
        return priority;
    }

    /** As in its last hello. */
    public int options() {
        return options;
    }

    /** Whom it takes for the designated router: an address, or 0.0.0.0. */
    public Ipv4Address designated() {
        return designated;
    }

    /** Whom it takes for the backup: an address, or 0.0.0.0. */
    public Ipv4Address backup() {
        return backup;
    }

    public NeighborState state() {
        return state;
    }

    /** When it came to its state, in lab time. */
    public long changedNanos() {
        return changedAt;
    }

    public int stateChanges() {
        return stateChanges;
    }

    /** When it is given up unless a hello comes, in lab time. */
    public long deadNanos() {
        return deadAt;
    }

    /** Advertisements that it has not acknowledged. */
    public int retransmitQueueLength() {
        return unacknowledged.size();
    }

    /** Packets with advertisements that had to be sent again. */
    public int retransmissions() {
        return retransmissions;
    }

    boolean isHeard() {
        return state.isAtLeast(NeighborState.INIT);
    }

    boolean isExchanging() {
        return state == NeighborState.EXCHANGE || state == NeighborState.LOADING;
    }

    long nextDeadline() {
        long next = Math.min(Math.min(deadAt, describeAgainAt), Math.min(requestAgainAt, retransmitAt));
        return Math.min(next, pollAt);
    }

    /** What it has of an advertisement and we want; null if nothing. */
    @Nullable
    AgedHeader wanted(LsaKey key) {
        AgedHeader header = asked.get(key);
        return header != null ? header : requests.get(key);
    }

    void noLongerWanted(LsaKey key) {
        if (asked.remove(key) == null) {
            requests.remove(key);
        }
    }

    /** Forgets what the exchange gathered (10.3). */
    void clearLists() {
        summaries.clear();
        requests.clear();
        asked.clear();
        unacknowledged.clear();
        describeAgainAt = OspfTimes.NEVER;
        requestAgainAt = OspfTimes.NEVER;
        retransmitAt = OspfTimes.NEVER;
    }

    @Override
    public String toString() {
        return id + " on " + on.name() + " " + state;
    }
}
