package labwire.smtp.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How names are looked up.
 *
 * @param servers asked one after the other; none for those that this machine is set up with
 * @param timeout of one question to one server
 * @param ipv6 whether AAAA records count
 * @param maxCached answers kept
 * @param maxTtl an answer is kept no longer, whatever it says of itself
 * @param negativeTtl for which it is remembered that there is nothing
 */
public record DnsSettings(
        List<InetSocketAddress> servers,
        Duration timeout,
        boolean ipv6,
        int maxCached,
        Duration maxTtl,
        Duration negativeTtl) {

    public static final DnsSettings DEFAULTS =
            new DnsSettings(List.of(), Duration.ofSeconds(5), true, 10_000, Duration.ofHours(1), Duration.ofMinutes(1));

    public DnsSettings {
        servers = List.copyOf(servers);
        if (timeout.compareTo(Duration.ofMillis(1)) < 0
                || maxCached < 1
                || maxTtl.isNegative()
                || negativeTtl.isNegative()) {
            throw new IllegalArgumentException("dns: timeout " + timeout + ", maxCached " + maxCached + ", maxTtl "
                    + maxTtl + ", negativeTtl " + negativeTtl + " (expected: 1 ms, 1, 0 and 0, or more)");
        }
    }

    public DnsSettings withServers(List<InetSocketAddress> others) {
        return new DnsSettings(others, timeout, ipv6, maxCached, maxTtl, negativeTtl);
    }

    public DnsSettings withTimeout(Duration other) {
        return new DnsSettings(servers, other, ipv6, maxCached, maxTtl, negativeTtl);
    }
}
