package labwire.netlab.cloud;

/**
 * What has passed a tunnel, in frames.
 *
 * @param sent handed to the real network
 * @param received handed to the lab
 * @param sendDrops lost on the way out: the queue was full, the socket was not open or refused it
 * @param receiveDrops lost on the way in: the queue was full
 * @param malformed datagrams whose header or frame could not be read
 * @param foreign datagrams from somewhere else than the tunnel's remote end
 */
public record TunnelCounters(
        long sent, long received, long sendDrops, long receiveDrops, long malformed, long foreign) {}
