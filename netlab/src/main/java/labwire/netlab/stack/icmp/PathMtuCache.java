package labwire.netlab.stack.icmp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.IpAddress;

/**
 * The destinations to which a router on the way takes less than our own link (<a
 * href="https://www.rfc-editor.org/rfc/rfc1191">RFC 1191</a>, <a href="https://www.rfc-editor.org/rfc/rfc8201">RFC
 * 8201</a>). Lab thread only.
 *
 * @param <A> the addresses of one family
 */
public final class PathMtuCache<A extends IpAddress> {
    /** Destinations; beyond, the oldest is forgotten. */
    private static final int MAX_DESTINATIONS = 1024;
    /** How long a report lasts (RFC 1191, 6.3; RFC 8201, 5.3). */
    private static final long LIFETIME_NANOS = TimeUnit.MINUTES.toNanos(10);

    private record Report(int mtu, long endNanos) {}

    private final LabEventLoop loop;
    private final int minimum;
    private final Map<A, Report> reports = new LinkedHashMap<>();

    /**
     * @param minimum bytes; a smaller report is taken for this one, so that nobody makes us send tiny packets
     */
    public PathMtuCache(LabEventLoop loop, int minimum) {
        this.loop = loop;
        this.minimum = minimum;
    }

    /**
     * A router says that it cannot send larger packets to the destination.
     *
     * @param mtu bytes; more than is known already says nothing
     */
    public void report(A destination, int mtu) {
        int taken = Math.max(minimum, mtu);
        if (taken > limit(destination, Integer.MAX_VALUE)) {
            return;
        }
        reports.remove(destination);
        reports.put(destination, new Report(taken, loop.now() + LIFETIME_NANOS));
        if (reports.size() > MAX_DESTINATIONS) {
            reports.remove(reports.keySet().iterator().next());
        }
    }

    /** The smaller one of {@code mtu} and what the way to the destination takes, in bytes. */
    public int limit(A destination, int mtu) {
        Report report = reports.isEmpty() ? null : reports.get(destination);
        if (report == null) {
            return mtu;
        }
        if (report.endNanos() <= loop.now()) {
            reports.remove(destination);
            return mtu;
        }
        return Math.min(mtu, report.mtu());
    }
}
