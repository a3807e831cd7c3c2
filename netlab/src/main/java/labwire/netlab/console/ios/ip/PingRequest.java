package labwire.netlab.console.ios.ip;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Packet;

/**
 * What {@code ping} is to send, before it is known by which family.
 *
 * @param bytes of a whole packet
 * @param source an own address or an interface, as it was typed; empty for none
 * @param options of the header, by IPv4
 * @param verbose true: a line for each reply, with its options
 */
record PingRequest(
        int count,
        int bytes,
        int seconds,
        boolean dontFragment,
        Optional<String> source,
        Bytes options,
        boolean verbose) {
    static final PingRequest DEFAULT = new PingRequest(5, 100, 2, false, Optional.empty());

    /** A request without options. */
    PingRequest(int count, int bytes, int seconds, boolean dontFragment, Optional<String> source) {
        this(count, bytes, seconds, dontFragment, source, Bytes.EMPTY, false);
    }

    /** A request's size on IOS is that of the whole packet: IP header, ICMP header, data. */
    private static final int HEADERS = 28;

    private static final int HEADERS_IPV6 = 48;

    /** The request to an address; empty if what it is to come from is not this device's. */
    Optional<PingSettings> settings(IosConsole console, IpAddress target) {
        Optional<IpAddress> from = source.isEmpty()
                ? Optional.of(target.any())
                : SourceAddress.find(console, source.get(), target.family());
        return from.map(address -> new PingSettings(
                count,
                0,
                Math.max(1, TimeUnit.SECONDS.toNanos(seconds)),
                Math.max(0, bytes - headers(target) - options.length()),
                Ipv4Packet.DEFAULT_TTL,
                dontFragment,
                options,
                address));
    }

    private static int headers(IpAddress target) {
        return switch (target.family()) {
            case IPV4 -> HEADERS;
            case IPV6 -> HEADERS_IPV6;
        };
    }
}
