package labwire.netlab.cloud;

/**
 * What a SOCKS5 port has seen, in connections.
 *
 * @param accepted taken since the port was opened
 * @param open now
 * @param overLimit reset because there were too many already
 * @param malformed that did not speak SOCKS5
 * @param notLoggedIn that did not give the right user and password
 * @param unsupported that asked for what is not offered
 * @param late that did not say what they want in time
 * @param notConnected that the lab refused, could not reach or does not know
 */
public record SocksCounters(
        long accepted,
        int open,
        long overLimit,
        long malformed,
        long notLoggedIn,
        long unsupported,
        long late,
        long notConnected) {
    /** Those that came to nothing. */
    public long refused() {
        return overLimit + malformed + notLoggedIn + unsupported + late + notConnected;
    }
}
