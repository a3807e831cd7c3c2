package labwire.netlab.stack.tcp;

import java.util.Optional;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.TcpSegment;

/** What TCP asks of the IP stack below it. */
public interface TcpOutput {
    /** The address from which packets to the destination are sent; empty: no route. */
    Optional<IpAddress> sourceFor(IpAddress destination);

    /** Whether the address is that of all hosts of a network of ours, with none of which a connection can be made. */
    default boolean isBroadcast(IpAddress address) {
        return false;
    }

    /** The largest IP packet, in bytes, that the route to the destination takes; 68 or more; for IPv6 1280. */
    int maximumTransmissionUnit(IpAddress destination);

    /** Segments to the destination stay unanswered: where the way to it begins is to be proved anew (RFC 9293, 3.8.3). */
    default void doubt(IpAddress destination) {}

    /**
     * Sends, or drops: TCP sends again what is not acknowledged.
     *
     * @param trafficClass the Differentiated Services field, with ECT(0) where routers may mark the packet in place of
     *     dropping it (RFC 3168)
     * @param timeToLive 1 to 255, or 0 for what the stack has
     * @param label of IPv4 the identification, in the lower 16 bits, of the first packet if the segment is a
     *     super-segment; of IPv6 the flow label, in the lower 20 bits
     * @param options of an IPv4 packet, see {@link TcpPackets}
     */
    void send(
            IpAddress source,
            IpAddress destination,
            int trafficClass,
            int timeToLive,
            int label,
            Bytes options,
            TcpSegment segment);
}
