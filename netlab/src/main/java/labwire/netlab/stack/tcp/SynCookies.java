package labwire.netlab.stack.tcp;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * Handshakes that take no memory until they are done, for when the SYN queue is full
 * (<a href="https://www.rfc-editor.org/rfc/rfc4987#section-3.6">RFC 4987, 3.6</a>). What must be known later lies in the
 * SYN-ACK's sequence number, and what else was agreed in the lowest bits of its timestamp, as in Linux. Without
 * timestamps there is neither scaling nor SACK.
 *
 * <pre>
 * sequence number:  | minute (5) | segment size (3) |   keyed hash of ends, peer's number, minute (24)   |
 * timestamp:        |             milliseconds / 64              | SACK (1) | ECN (1) | window scale (4) |
 * </pre>
 */
final class SynCookies {
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_AGE_PERIODS = 2;
    private static final int PERIOD_MASK = 31;
    private static final int HASH_MASK = 0xFFFFFF;
    private static final int[] SEGMENT_SIZES = {48, 536, 1024, 1220, 1300, 1400, 1440, 1460};

    private static final int OPTION_MASK = 63;
    private static final int SACK_BIT = 32;
    private static final int ECN_BIT = 16;
    private static final int NO_SCALE = 15;

    private final SipHash hash;
    /** Cookies are believed only while they are being given. */
    private long lastGivenNanos = Long.MIN_VALUE;

    SynCookies(RandomGenerator random) {
        hash = new SipHash(random);
    }

    /** The SYN as it counts for a connection begun by a cookie. */
    static TcpSegment reduced(TcpSegment syn) {
        TcpOptions options = syn.options();
        int segmentSize = SEGMENT_SIZES[sizeIndex(options.maximumSegmentSize())];
        boolean stamped = options.timestamps() != null;
        return with(
                syn,
                stamped ? syn.flags() : syn.flags() & ~(TcpSegment.ECE | TcpSegment.CWR),
                new TcpOptions(
                        segmentSize,
                        stamped ? Math.min(options.windowScale(), ReceiveWindow.MAX_SCALE) : TcpOptions.ABSENT,
                        stamped && options.sackPermitted(),
                        List.of(),
                        options.timestamps()));
    }

    private static int sizeIndex(int announced) {
        int size = announced == TcpOptions.ABSENT ? TcpConnection.DEFAULT_SEGMENT_SIZE : announced;
        int index = 0;
        while (index + 1 < SEGMENT_SIZES.length && SEGMENT_SIZES[index + 1] <= size) {
            index++;
        }
        return index;
    }

    /** Our initial sequence number for a SYN. */
    int give(ConnectionKey ends, TcpSegment syn, long now) {
        lastGivenNanos = now;
        int period = (int) (now / PERIOD_NANOS) & PERIOD_MASK;
        int index = sizeIndex(syn.options().maximumSegmentSize());
        return period << 27 | index << 24 | hash(ends, syn.sequence(), period, index);
    }

    /** The SYN-ACK with what was agreed in its timestamp; never ahead of our clock. */
    static TcpSegment stamped(TcpSegment synAck, TcpSegment syn, int clock, int offset) {
        TcpOptions.Timestamps stamps = synAck.options().timestamps();
        if (stamps == null) {
            return synAck;
        }
        TcpOptions asked = syn.options();
        int bits = asked.windowScale() == TcpOptions.ABSENT ? NO_SCALE : asked.windowScale();
        bits |= asked.sackPermitted() ? SACK_BIT : 0;
        bits |= synAck.has(TcpSegment.ECE) ? ECN_BIT : 0;
        int value = (clock & ~OPTION_MASK) | bits;
        if (value - clock > 0) {
            value -= OPTION_MASK + 1;
        }
        TcpOptions o = synAck.options();
        return with(
                synAck,
                synAck.flags(),
                new TcpOptions(
                        o.maximumSegmentSize(),
                        o.windowScale(),
                        o.sackPermitted(),
                        List.of(),
                        new TcpOptions.Timestamps(value + offset, stamps.echoReply())));
    }

    private static TcpSegment with(TcpSegment segment, int flags, TcpOptions options) {
        return new TcpSegment(
                segment.sourcePort(),
                segment.destinationPort(),
                segment.sequence(),
                segment.acknowledgment(),
                flags,
                segment.window(),
                options,
                Bytes.EMPTY);
    }

    /** Whether some have been given lately: at other times an acknowledgment of one is a forgery. */
    boolean areGiven(long now) {
        return lastGivenNanos != Long.MIN_VALUE && now - lastGivenNanos <= MAX_AGE_PERIODS * PERIOD_NANOS;
    }

    /**
     * The SYN that an acknowledgment of a cookie once answered; null if it acknowledges none.
     *
     * @param offset where our timestamps for this peer begin
     */
    @Nullable
    TcpSegment synOf(ConnectionKey ends, TcpSegment segment, int offset, long now) {
        int cookie = segment.acknowledgment() - 1;
        int period = cookie >>> 27;
        int index = cookie >>> 24 & SEGMENT_SIZES.length - 1;
        int age = (int) (now / PERIOD_NANOS) - period & PERIOD_MASK;
        int peerInitial = segment.sequence() - 1;
        if (age > MAX_AGE_PERIODS || (cookie & HASH_MASK) != hash(ends, peerInitial, period, index)) {
            return null;
        }
        TcpOptions.Timestamps stamps = segment.options().timestamps();
        int bits = stamps == null ? NO_SCALE : stamps.echoReply() - offset & OPTION_MASK;
        int scale = bits & NO_SCALE;
        boolean ecn = (bits & ECN_BIT) != 0;
        return new TcpSegment(
                segment.sourcePort(),
                segment.destinationPort(),
                peerInitial,
                0,
                ecn ? TcpSegment.SYN | TcpSegment.ECE | TcpSegment.CWR : TcpSegment.SYN,
                segment.window(),
                new TcpOptions(
                        SEGMENT_SIZES[index],
                        scale == NO_SCALE ? TcpOptions.ABSENT : scale,
                        (bits & SACK_BIT) != 0,
                        List.of(),
                        stamps),
                Bytes.EMPTY);
    }

    private int hash(ConnectionKey ends, int peerInitial, int period, int index) {
        IpAddress local = ends.localAddress();
        IpAddress remote = ends.remoteAddress();
        long rest = Integer.toUnsignedLong(peerInitial) << 32 | period << 3 | index;
        long digest = switch (local.family()) {
            case IPV4 -> hash.hash(local.lower() << 32 | remote.lower(), ends.ports(), rest);
            case IPV6 -> hash.hash(local.upper(), local.lower(), remote.upper(), remote.lower(), ends.ports(), rest);
        };
        return (int) digest & HASH_MASK;
    }
}
