package labwire.netlab.stack.tcp;

import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.TcpSegment;

/** What TCP asks of the IP stack below it. */
public interface TcpOutput {
    /** The address from which packets to the destination are sent; empty: no route. */
    Optional<Ipv4Address> sourceFor(Ipv4Address destination);

    /** The largest IP packet, in bytes, that the route to the destination takes; 68 or more. */
    int maximumTransmissionUnit(Ipv4Address destination);

    /** Sends, or drops: TCP sends again what is not acknowledged. */
    void send(Ipv4Address source, Ipv4Address destination, TcpSegment segment);
}
