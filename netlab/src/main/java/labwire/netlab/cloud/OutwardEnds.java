package labwire.netlab.cloud;

import labwire.netlab.wire.Ipv4Address;

/**
 * A conversation between the lab and the real network.
 *
 * @param protocol the number in the IP header
 * @param client in the lab
 * @param clientPort its port, or an echo's identifier
 * @param remote as the lab addresses it
 * @param remotePort 0 for an echo
 */
record OutwardEnds(int protocol, Ipv4Address client, int clientPort, Ipv4Address remote, int remotePort) {}
