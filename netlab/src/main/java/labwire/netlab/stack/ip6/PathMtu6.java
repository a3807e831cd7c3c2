package labwire.netlab.stack.ip6;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;

/**
 * The destinations to which a router on the way takes less than our own link (<a
 * href="https://www.rfc-editor.org/rfc/rfc8201">RFC 8201</a>).
 */
final class PathMtu6 {
    /** Destinations; beyond, the oldest is forgotten. */
    static final int MAX_DESTINATIONS = 1024;
    /** How long a report lasts (RFC 8201, 5.3). */
    static final long LIFETIME_NANOS = TimeUnit.MINUTES.toNanos(10);

    private record Report(int mtu, long endNanos) {}

    private final LabEventLoop loop;
    private final Map<Ipv6Address, Report> reports = new LinkedHashMap<>();

    PathMtu6(LabEventLoop loop) {
        this.loop = loop;
    }

    /** A router says that it cannot send more than so much; less than every link takes is not believed (RFC 8201, 4). */
    void report(Ipv6Address destination, int mtu) {
        int taken = Math.max(Ipv6Packet.MIN_LINK_MTU, mtu);
        if (taken > limit(destination, Integer.MAX_VALUE)) {
            return;
        }
        reports.remove(destination);
        reports.put(destination, new Report(taken, loop.now() + LIFETIME_NANOS));
        if (reports.size() > MAX_DESTINATIONS) {
            reports.remove(reports.keySet().iterator().next());
        }
    }

    /** The smaller one of {@code mtu} and what the way to the destination takes. */
    int limit(Ipv6Address destination, int mtu) {
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
