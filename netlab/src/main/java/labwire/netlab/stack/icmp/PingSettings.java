package labwire.netlab.stack.icmp;

import java.util.concurrent.TimeUnit;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.SourceRoute;

/**
 * How to ping.
 *
 * @param count requests to send, 1 to {@link #MAX_COUNT}
 * @param intervalNanos between requests; 0: the next one when the last one is answered or timed out
 * @param timeoutNanos for an answer, more than 0
 * @param payloadBytes the data of a request, 0 to {@link #MAX_PAYLOAD}
 * @param timeToLive 1 to 255
 * @param options of the IPv4 header, whole words; this stack's mark is added to those that are for marks, and a {@link
 *     SourceRoute} names the gates alone
 * @param source an address of this stack, or {@link IpAddress#isAny() any} for the usual one
 */
public record PingSettings(
        int count,
        long intervalNanos,
        long timeoutNanos,
        int payloadBytes,
        int timeToLive,
        boolean dontFragment,
        Bytes options,
        IpAddress source) {
    public static final int MAX_COUNT = 65_535;
    /** What fits into the largest packet: 65535 bytes less the two headers. */
    public static final int MAX_PAYLOAD = 65_507;
    /** As Linux pings: every second, 56 bytes, 4 of them. */
    public static final PingSettings DEFAULT = new PingSettings(
            4,
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(2),
            56,
            Ipv4Packet.DEFAULT_TTL,
            false,
            Bytes.EMPTY,
            Ipv4Address.ANY);

    public PingSettings {
        check("count", count, 1, MAX_COUNT);
        check("payload", payloadBytes, 0, MAX_PAYLOAD);
        check("TTL", timeToLive, 1, 255);
        Ipv4Options.sendable(options);
        if (intervalNanos < 0 || timeoutNanos <= 0) {
            throw new IllegalArgumentException("interval, timeout: " + intervalNanos + ", " + timeoutNanos
                    + " ns (expected: 0 or more, more than 0)");
        }
    }

    /** Settings without options. */
    public PingSettings(
            int count,
            long intervalNanos,
            long timeoutNanos,
            int payloadBytes,
            int timeToLive,
            boolean dontFragment,
            IpAddress source) {
        this(count, intervalNanos, timeoutNanos, payloadBytes, timeToLive, dontFragment, Bytes.EMPTY, source);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + "-" + max + ")");
        }
    }

    public PingSettings withCount(int newCount) {
        return new PingSettings(
                newCount, intervalNanos, timeoutNanos, payloadBytes, timeToLive, dontFragment, options, source);
    }

    public PingSettings withInterval(long newIntervalNanos) {
        return new PingSettings(
                count, newIntervalNanos, timeoutNanos, payloadBytes, timeToLive, dontFragment, options, source);
    }

    public PingSettings withTimeout(long newTimeoutNanos) {
        return new PingSettings(
                count, intervalNanos, newTimeoutNanos, payloadBytes, timeToLive, dontFragment, options, source);
    }

    public PingSettings withPayload(int newPayloadBytes) {
        return new PingSettings(
                count, intervalNanos, timeoutNanos, newPayloadBytes, timeToLive, dontFragment, options, source);
    }

    public PingSettings withTimeToLive(int newTimeToLive) {
        return new PingSettings(
                count, intervalNanos, timeoutNanos, payloadBytes, newTimeToLive, dontFragment, options, source);
    }

    public PingSettings withDontFragment(boolean newDontFragment) {
        return new PingSettings(
                count, intervalNanos, timeoutNanos, payloadBytes, timeToLive, newDontFragment, options, source);
    }

    public PingSettings withSource(IpAddress newSource) {
        return new PingSettings(
                count, intervalNanos, timeoutNanos, payloadBytes, timeToLive, dontFragment, options, newSource);
    }

    public PingSettings withOptions(Bytes newOptions) {
        return new PingSettings(
                count, intervalNanos, timeoutNanos, payloadBytes, timeToLive, dontFragment, newOptions, source);
    }
}
