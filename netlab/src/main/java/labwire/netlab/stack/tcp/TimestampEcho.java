package labwire.netlab.stack.tcp;

import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpOptions.SackBlock;
import org.jspecify.annotations.Nullable;

/**
 * The timestamps option of one connection (<a href="https://www.rfc-editor.org/rfc/rfc7323#section-3">RFC 7323, 3</a>):
 * our clock, the peer's last timestamp, and what tells an old duplicate from a new segment (PAWS, 5).
 */
final class TimestampEcho {
    /** Of the option with its padding, in each segment. */
    static final int OPTION_BYTES = 12;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** A timestamp that old proves nothing any more (5.5). */
    private static final long OUTDATED_NANOS = TimeUnit.DAYS.toNanos(24);

    /** Where our clock begins, different for each peer, so that it does not tell how long the lab is up. */
    private final int offset;

    private boolean inUse;
    /** TS.Recent. */
    private int recent;

    private long recentNanos;
    private boolean echoKnown;
    private int echo;
    private long echoAgeNanos;
    private long echoedBeforeNanos;
    /** The last segment's options: what goes out within a tick shares them. */
    private TcpOptions options = TcpOptions.NONE;

    TimestampEcho(int offset) {
        this.offset = offset;
    }

    /** Whether both sides have offered the option. */
    boolean isInUse() {
        return inUse;
    }

    /** The peer's SYN has come. */
    void negotiate(TcpOptions.@Nullable Timestamps offered, long now) {
        inUse = offered != null;
        if (offered != null) {
            recent = offered.value();
            recentNanos = now;
        }
    }

    /** Our clock's time: milliseconds, as in Linux. */
    int value(long now) {
        return (int) (now / TICK_NANOS) + offset;
    }

    int recent() {
        return recent;
    }

    /** The options of a segment without SACK blocks. */
    TcpOptions options(long now) {
        if (!inUse) {
            return TcpOptions.NONE;
        }
        int value = value(now);
        TcpOptions.Timestamps last = options.timestamps();
        if (last == null || last.value() != value || last.echoReply() != recent) {
            options = TcpOptions.timestamps(value, recent);
        }
        return options;
    }

    TcpOptions options(long now, List<SackBlock> blocks) {
        return new TcpOptions(
                TcpOptions.ABSENT,
                TcpOptions.ABSENT,
                false,
                blocks,
                inUse ? new TcpOptions.Timestamps(value(now), recent) : null);
    }

    /** Whether a segment was sent before one that we have seen (5.3, R1). */
    boolean isOld(TcpOptions.@Nullable Timestamps stamps, long now) {
        return inUse && stamps != null && stamps.value() - recent < 0 && now - recentNanos < OUTDATED_NANOS;
    }

    /**
     * Takes an acceptable segment's timestamps.
     *
     * @param atEdge it begins no later than what we last acknowledged (4.3, step 2)
     */
    void heard(TcpOptions.@Nullable Timestamps stamps, boolean atEdge, boolean acknowledges, long now) {
        echoKnown = false;
        if (!inUse || stamps == null) {
            return;
        }
        if (atEdge && (stamps.value() - recent >= 0 || now - recentNanos >= OUTDATED_NANOS)) {
            recent = stamps.value();
            recentNanos = now;
        }
        if (acknowledges) {
            int age = value(now) - stamps.echoReply();
            echo = stamps.echoReply();
            echoKnown = age >= 0;
            echoAgeNanos = Math.max(1, age) * TICK_NANOS;
            echoedBeforeNanos = (now / TICK_NANOS - age + 1) * TICK_NANOS;
        }
    }

    /** The last acceptable segment echoed a timestamp that we can have sent. */
    boolean isEchoKnown() {
        return echoKnown;
    }

    int echo() {
        return echo;
    }

    /** What we sent from then on has a later timestamp than the one echoed; {@link Delivery#ANY_TIME} if none is known. */
    long echoedBeforeNanos() {
        return echoKnown ? echoedBeforeNanos : Delivery.ANY_TIME;
    }

    /** How long ago we sent what was echoed; at least a tick. */
    long echoAgeNanos() {
        return echoAgeNanos;
    }
}
