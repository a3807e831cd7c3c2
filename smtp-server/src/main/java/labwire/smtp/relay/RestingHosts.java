package labwire.smtp.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses that could not be connected to a moment ago, and are left alone. For one event loop. */
final class RestingHosts {

    private static final int MAX_HOSTS = 1_000;

    private final InstantSource clock;
    private final Duration rest;
    private final LinkedHashMap<InetSocketAddress, Instant> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Instant> eldest) {
            return size() > MAX_HOSTS;
        }
    };

    RestingHosts(InstantSource clock, Duration rest) {
        this.clock = clock;
        this.rest = rest;
    }

    void add(InetSocketAddress address) {
        until.remove(address);
        until.put(address, clock.instant().plus(rest));
    }

    void remove(InetSocketAddress address) {
        until.remove(address);
    }

    boolean contains(InetSocketAddress address) {
        Instant end = until.get(address);
        if (end != null && !clock.instant().isBefore(end)) {
            until.remove(address);
            return false;
        }
        return end != null;
    }
}
