package labwire.netlab.cloud;

/**
 * What a SOCKS5 port has seen, in datagrams.
 *
 * @param associations clients that have a relay now
 * @param sent into the lab
 * @param received out of the lab, and given to clients
 * @param fragments refused: none are put together here (RFC 1928, 7 lets a relay drop them)
 * @param dropped not of the client, malformed, to where the lab has no way, or without room
 */
public record SocksDatagramCounters(int associations, long sent, long received, long fragments, long dropped) {}
