package labwire.netlab.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv4Address;

/**
 * The destinations to which a router on the way takes less than our own link
 * (<a href="https://www.rfc-editor.org/rfc/rfc1191">RFC 1191</a>).
 */
final class PathMtuCache {
    /** Destinations; beyond, the oldest is forgotten. */
    static final int MAX_DESTINATIONS = 1024;
    /** A smaller report is taken for this one, so that nobody makes us send tiny packets; as Linux has it. */
    static final int MIN_PATH_MTU = 552;
    /** How long a report lasts (RFC 1191, 6.3). */
    static final long LIFETIME_NANOS = TimeUnit.MINUTES.toNanos(10);

    private record Report(int mtu, long endNanos) {}

    private final LabEventLoop loop;
    private final Map<Ipv4Address, Report> reports = new LinkedHashMap<>();

    PathMtuCache(LabEventLoop loop) {
        this.loop = loop;
    }

    /** A router says that it cannot send more than so much at once to the destination. */
    void report(Ipv4Address destination, int mtu) {
        int taken = Math.max(MIN_PATH_MTU, mtu);
        if (taken > limit(destination, NetworkInterface.MAX_MTU)) {
            return;
        }
        reports.remove(destination);
        reports.put(destination, new Report(taken, loop.now() + LIFETIME_NANOS));
        if (reports.size() > MAX_DESTINATIONS) {
            reports.remove(reports.keySet().iterator().next());
        }
    }

    /** The smaller one of {@code mtu} and what the way to the destination takes. */
    int limit(Ipv4Address destination, int mtu) {
        if (reports.isEmpty()) {
            return mtu;
        }
        Report report = reports.get(destination);
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
