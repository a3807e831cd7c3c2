package labwire.dash.server;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import labwire.dash.server.connection.HttpLimits;
import labwire.dash.server.fault.FaultRules;
import labwire.dash.server.observe.AccessLog;
import labwire.dash.server.site.ClassPathFiles;
import labwire.dash.server.site.StaticFiles;
import labwire.tls.ServerTls;

/**
 * What a video server is started with.
 *
 * @param address to listen at
 * @param listeners the ports, one or more
 * @param clock the only time there is for responses and live titles
 * @param tls for the listeners with TLS; may be left out if there are none
 * @param tlsTasks runs the long steps of TLS handshakes; {@code Runnable::run} keeps them on the event loop, as virtual
 *     time wants
 * @param limits of the connections, over all ports
 * @param cacheBytes how much of titles may be held in memory, 0 or more
 * @param page the files of the page at {@code /}
 * @param faults may be changed while the server runs
 * @param accessLog is told of every request
 */
public record VideoServerConfig(
        InetAddress address,
        List<Listener> listeners,
        InstantSource clock,
        Optional<ServerTls> tls,
        Executor tlsTasks,
        HttpLimits limits,
        long cacheBytes,
        StaticFiles page,
        FaultRules faults,
        AccessLog accessLog) {
    public static final long DEFAULT_CACHE_BYTES = 64L << 20;

    public VideoServerConfig {
        listeners = List.copyOf(listeners);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: none (expected: one or more)");
        }
        if (tls.isEmpty() && listeners.stream().anyMatch(one -> one.security() == Listener.Security.TLS)) {
            throw new IllegalArgumentException("tls: none (expected: some, for the listeners with TLS)");
        }
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("cacheBytes: " + cacheBytes + " (expected: 0 or more)");
        }
    }

    /** Cleartext on one port, the default limits and the page that is built in. */
    public static VideoServerConfig of(InetAddress address, int port, InstantSource clock) {
        return new VideoServerConfig(
                address,
                List.of(Listener.cleartext(port)),
                clock,
                Optional.empty(),
                Runnable::run,
                HttpLimits.DEFAULTS,
                DEFAULT_CACHE_BYTES,
                new ClassPathFiles(VideoServerConfig.class.getClassLoader(), ClassPathFiles.PAGE),
                new FaultRules(),
                AccessLog.NONE);
    }

    /** One more port, with TLS. */
    public VideoServerConfig withTls(int port, ServerTls other, Executor tasks) {
        List<Listener> more = new ArrayList<>(listeners);
        more.add(Listener.tls(port));
        return new VideoServerConfig(
                address, more, clock, Optional.of(other), tasks, limits, cacheBytes, page, faults, accessLog);
    }

    public VideoServerConfig withLimits(HttpLimits other) {
        return new VideoServerConfig(
                address, listeners, clock, tls, tlsTasks, other, cacheBytes, page, faults, accessLog);
    }

    public VideoServerConfig withCacheBytes(long other) {
        return new VideoServerConfig(address, listeners, clock, tls, tlsTasks, limits, other, page, faults, accessLog);
    }

    public VideoServerConfig withPage(StaticFiles other) {
        return new VideoServerConfig(
                address, listeners, clock, tls, tlsTasks, limits, cacheBytes, other, faults, accessLog);
    }

    public VideoServerConfig withFaults(FaultRules other) {
        return new VideoServerConfig(
                address, listeners, clock, tls, tlsTasks, limits, cacheBytes, page, other, accessLog);
    }

    public VideoServerConfig withAccessLog(AccessLog other) {
        return new VideoServerConfig(address, listeners, clock, tls, tlsTasks, limits, cacheBytes, page, faults, other);
    }
}
