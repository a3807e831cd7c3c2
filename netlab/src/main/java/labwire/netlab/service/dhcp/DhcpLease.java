package labwire.netlab.service.dhcp;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;

/**
 * What a server has given a client.
 *
 * @param prefixLength of the client's network, 0 to 32
 * @param routers the default one first
 * @param domain empty for none
 * @param bootFile empty for none
 * @param grantedNanos when it was asked for, in lab time
 * @param leaseNanos how long it lasts from then; {@link Long#MAX_VALUE} for ever
 * @param renewalNanos when to ask its server for more, from then (T1)
 * @param rebindingNanos when to ask any server, from then (T2)
 */
public record DhcpLease(
        Ipv4Address address,
        int prefixLength,
        Ipv4Address server,
        List<Ipv4Address> routers,
        List<Ipv4Address> nameServers,
        String domain,
        String bootFile,
        long grantedNanos,
        long leaseNanos,
        long renewalNanos,
        long rebindingNanos) {}
