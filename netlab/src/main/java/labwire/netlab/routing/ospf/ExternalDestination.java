package labwire.netlab.routing.ospf;

import labwire.netlab.wire.Ipv4Address;

/**
 * A network outside of OSPF that this router tells of.
 *
 * @param metric 0 to 16777214
 * @param type2 true if the metric is larger than any way within OSPF
 * @param forwarding where others should send to, 0.0.0.0: to this router
 * @param tag carried for people
 */
public record ExternalDestination(int metric, boolean type2, Ipv4Address forwarding, int tag) {}
