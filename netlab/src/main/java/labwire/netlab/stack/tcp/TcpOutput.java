package labwire.netlab.stack.tcp;

import java.util.Optional;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.TcpSegment;

/** What TCP asks of the IP stack below it. */
public interface TcpOutput {
    /** The address from which packets to the destination are sent; empty: no route. */
    Optional<IpAddress> sourceFor(IpAddress destination);

    /** The largest IP packet, in bytes, that the route to the destination takes; 68 or more; for IPv6 1280. */
    int maximumTransmissionUnit(IpAddress destination);

    /** Sends, or drops: TCP sends again what is not acknowledged. */
    void send(IpAddress source, IpAddress destination, TcpSegment segment);
}
