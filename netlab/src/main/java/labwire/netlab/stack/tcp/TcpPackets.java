package labwire.netlab.stack.tcp;

import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.SourceRoute;

/**
 * What the IP headers of a connection's packets say (<a href="https://www.rfc-editor.org/rfc/rfc9293#section-3.9.2">RFC
 * 9293, 3.9.2</a>).
 *
 * @param trafficClass the Differentiated Services field, 0 to 255; its last two bits are TCP's own (RFC 3168)
 * @param timeToLive 1 to 255, or 0 for what the stack has
 * @param options of IPv4 headers, as {@link Ipv4Options#sendable} has them; a {@link SourceRoute} names the gates alone.
 *     A connection keeps those that it began with
 */
public record TcpPackets(int trafficClass, int timeToLive, Bytes options) {
    public static final TcpPackets DEFAULT = new TcpPackets(0, 0, Bytes.EMPTY);

    private static final int MAX_OCTET = 0xFF;

    public TcpPackets {
        if (trafficClass < 0 || trafficClass > MAX_OCTET || timeToLive < 0 || timeToLive > MAX_OCTET) {
            throw new IllegalArgumentException(
                    "traffic class and time to live: " + trafficClass + ", " + timeToLive + " (expected: 0 to 255)");
        }
        Ipv4Options.sendable(options);
    }

    public TcpPackets withTrafficClass(int newTrafficClass) {
        return new TcpPackets(newTrafficClass, timeToLive, options);
    }

    public TcpPackets withTimeToLive(int newTimeToLive) {
        return new TcpPackets(trafficClass, newTimeToLive, options);
    }

    public TcpPackets withOptions(Bytes newOptions) {
        return new TcpPackets(trafficClass, timeToLive, newOptions);
    }
}
