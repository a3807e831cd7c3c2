package labwire.netlab.stack.tcp;

import java.util.random.RandomGenerator;
import labwire.netlab.wire.IpAddress;

/**
 * Initial sequence numbers: a clock of 4 µs plus a keyed hash of the connection's ends
 * (<a href="https://www.rfc-editor.org/rfc/rfc6528#section-3">RFC 6528, 3</a>). The key comes from the lab's seed.
 */
final class InitialSequenceNumbers {
    private static final long TICK_NANOS = 4_000;
    /** How far the next incarnation of a connection begins beyond the end of the last, at least. */
    private static final int INCARNATION_GAP = 1 << 20;

    private final SipHash hash;

    InitialSequenceNumbers(RandomGenerator random) {
        hash = new SipHash(random);
    }

    int next(ConnectionKey ends, long now) {
        return (int) (now / TICK_NANOS) + (int) hash(ends, ends.ports());
    }

    private long hash(ConnectionKey ends, int ports) {
        IpAddress local = ends.localAddress();
        IpAddress remote = ends.remoteAddress();
        return switch (local.family()) {
            case IPV4 -> hash.hash(local.lower() << 32 | remote.lower(), ports);
            case IPV6 -> hash.hash(local.upper(), local.lower(), remote.upper(), remote.lower(), ports);
        };
    }

    /** Where the timestamps of connections between two hosts begin (RFC 7323, 5.4 and 7.1). */
    int timestampOffset(ConnectionKey ends) {
        return (int) hash(ends, 0);
    }

    /** What the packets of a connection are labelled with: bits of the hash that its sequence numbers do not show. */
    int label(ConnectionKey ends) {
        return (int) (hash(ends, ends.ports()) >>> Integer.SIZE);
    }

    /** As {@link #next}, for a connection between the ends of one that has just been in TIME-WAIT (RFC 1122, 4.2.2.13). */
    int nextAfter(int lastSequence, ConnectionKey ends, long now) {
        int fromClock = next(ends, now);
        return fromClock - lastSequence > 0 ? fromClock : lastSequence + INCARNATION_GAP;
    }
}
