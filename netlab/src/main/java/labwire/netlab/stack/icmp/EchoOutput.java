package labwire.netlab.stack.icmp;

import java.util.Optional;
import labwire.netlab.wire.IpAddress;

/** What pings need of the ICMP of their family. */
public interface EchoOutput {
    /**
     * The address from which a request goes; empty if there is no route.
     *
     * @param wanted what the answer is to be, or any
     */
    Optional<? extends IpAddress> sourceFor(IpAddress wanted, IpAddress destination);

    /** Sends a request; it may be lost like any other packet. */
    void request(Ping ping, IpAddress source, int sequence);
}
