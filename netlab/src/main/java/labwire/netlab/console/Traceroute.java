package labwire.netlab.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.device.Device;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Finds the routers on the way to a destination, by echo requests with a growing time to live. Lab thread only. */
public final class Traceroute {
    /**
     * How it is done.
     *
     * @param source one of the device's addresses of the destination's family; any of either for whichever is best
     * @param timeoutNanos how long an answer is waited for
     * @param probes requests for each hop
     * @param firstHop the time to live to begin with
     * @param lastHop the time to live after which the destination counts as out of reach
     * @param options of the requests' headers, by IPv4
     */
    public record Settings(IpAddress source, long timeoutNanos, int probes, int firstHop, int lastHop, Bytes options) {
        public static final Settings DEFAULT = new Settings(Ipv4Address.ANY, TimeUnit.SECONDS.toNanos(3), 3, 1, 30);

        /** Settings without options. */
        public Settings(IpAddress source, long timeoutNanos, int probes, int firstHop, int lastHop) {
            this(source, timeoutNanos, probes, firstHop, lastHop, Bytes.EMPTY);
        }

        public Settings from(IpAddress newSource) {
            return new Settings(newSource, timeoutNanos, probes, firstHop, lastHop, options);
        }

        public Settings with(Bytes newOptions) {
            return new Settings(source, timeoutNanos, probes, firstHop, lastHop, newOptions);
        }
    }

    /**
     * One request's outcome.
     *
     * @param from who answered; empty if nobody did in time
     * @param reached true if that was the destination, or said that it is out of reach
     */
    public record Probe(Optional<IpAddress> from, long roundTripNanos, boolean reached) {}

    /** Hears of each hop, in order, and of the end. */
    public interface Listener {
        void hop(int number, List<Probe> probes);

        /** The destination, or what is known not to lead there, was reached; or there were too many hops. */
        void finished();
    }

    private final Device device;
    private final IpAddress destination;
    private final Settings settings;
    private final Listener listener;
    private int hop;
    private @Nullable Ping probing;

    private Traceroute(Device device, IpAddress destination, Settings settings, Listener listener) {
        this.device = device;
        this.destination = destination;
        this.settings = settings;
        hop = settings.firstHop() - 1;
        this.listener = listener;
    }

    /**
     * Begins with the first hop.
     *
     * @throws IllegalStateException if the device has too many pings under way
     */
    public static Traceroute start(Device device, IpAddress destination, Settings settings, Listener listener) {
        Traceroute traceroute = new Traceroute(device, destination, settings, listener);
        traceroute.next();
        return traceroute;
    }

    /** Ends it without another call to the listener. */
    public void stop() {
        if (probing != null) {
            probing.stop();
        }
    }

    private void next() {
        hop++;
        PingSettings requests = PingSettings.DEFAULT
                .withCount(settings.probes())
                .withInterval(0)
                .withTimeout(settings.timeoutNanos())
                .withSource(settings.source())
                .withOptions(settings.options())
                .withTimeToLive(hop);
        probing = device.stack().ping(destination, requests, new Hop());
    }

    private void hopDone(List<Probe> probes) {
        listener.hop(hop, List.copyOf(probes));
        if (hop >= settings.lastHop() || probes.stream().anyMatch(Probe::reached)) {
            listener.finished();
        } else {
            next();
        }
    }

    /** The probes of one hop; each is sent when the one before is answered or given up. */
    private final class Hop implements PingListener {
        private final List<Probe> probes = new ArrayList<>();
        private long sentNanos = device.loop().now();

        @Override
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            add(Optional.of(from), true);
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            add(Optional.of(reporter), type != timeExceeded(reporter));
        }

        @Override
        public void unsendable(int sequence) {
            add(Optional.empty(), true);
        }

        @Override
        public void timedOut(int sequence) {
            add(Optional.empty(), false);
        }

        @Override
        public void finished(Ping ping) {
            hopDone(probes);
        }

        private static int timeExceeded(IpAddress reporter) {
            return reporter.family() == IpAddress.Family.IPV4 ? IcmpMessage.TIME_EXCEEDED : Icmpv6Message.TIME_EXCEEDED;
        }

        private void add(Optional<IpAddress> from, boolean reached) {
            long now = device.loop().now();
            probes.add(new Probe(from, now - sentNanos, reached));
            sentNanos = now;
        }
    }
}
