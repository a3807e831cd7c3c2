package labwire.netlab.stack;

/** What a stack counts. Each packet that is dropped is counted once, under its reason. */
public enum IpCounter {
    /** IPv4 packets received from links. */
    RECEIVED,
    /** Packets given to TCP, UDP or ICMP. */
    DELIVERED,
    /** Packets sent on for others. */
    FORWARDED,
    /** Packets sent that began here. */
    SENT,

    /** Dropped: a frame for another station, as a flooding switch sends it. */
    FRAME_FOR_OTHERS,
    /** Dropped: a frame from a group address, or from our own. */
    FRAME_BAD_SOURCE,
    /** Dropped: a frame with a VLAN tag on an untagged interface. */
    FRAME_TAGGED,
    /** Dropped: a frame of a protocol that is not spoken here. */
    FRAME_UNKNOWN_PROTOCOL,
    /** Dropped: a frame on a disabled interface. */
    INTERFACE_DOWN,

    /** Dropped: from an address that cannot send, as 127.0.0.1, a group's, or our own (RFC 1122, 3.2.1.3). */
    MARTIAN_SOURCE,
    /** Dropped: to an address that cannot be on a wire, as 127.0.0.1 or 0.0.0.0. */
    MARTIAN_DESTINATION,
    /** Dropped: a frame to a group with a packet to a single address (RFC 1122, 3.3.6). */
    UNICAST_IN_GROUP_FRAME,
    /** Packets received with options in their header. */
    WITH_OPTIONS,
    /** Dropped: an option that breaks its rules (RFC 1122, 3.2.1.8). */
    BAD_OPTIONS,
    /** Dropped: its source route is not to be followed here (RFC 7126, 4.3), or leads nowhere (RFC 1812, 5.2.7.1). */
    SOURCE_ROUTED,
    /** Dropped: for another host, and this is not a router. */
    NOT_FOR_US,
    /** Dropped: to a multicast group that nobody here is in. */
    NOT_IN_GROUP,
    /** Dropped: to another network's broadcast address (RFC 2644). */
    DIRECTED_BROADCAST,
    /** Dropped: an interface's filter does not let it pass. */
    FILTERED,
    /** Dropped: its addresses could not be translated. */
    TRANSLATION_FAILED,
    /** Dropped: routed to nowhere. */
    DISCARDED,
    /** Dropped: damaged on the way. */
    BAD_CHECKSUM,
    /** Dropped: of a transport protocol that is not spoken here. */
    UNKNOWN_PROTOCOL,
    /** Dropped: its time to live ran out here. */
    TTL_EXCEEDED,
    /** Dropped: no route to its destination. */
    NO_ROUTE,
    /** Dropped: longer than the next link takes, and not to be fragmented. */
    FRAGMENTATION_NEEDED,

    /** Packets of ours or of others that were sent in fragments. */
    FRAGMENTED,
    /** Fragments received for us. */
    FRAGMENTS_RECEIVED,
    /** Packets put together from fragments. */
    REASSEMBLED,
    /** Dropped: packets of which some fragments did not come in time, or did not fit together, or had no room. */
    REASSEMBLY_FAILED,

    /** IGMP messages received. */
    IGMP_RECEIVED,
    /** Of these, damaged ones, and queries that make no sense. */
    IGMP_IGNORED,
    /** IGMP messages sent: groups joined, left, and in answer to queries. */
    IGMP_SENT,
    /** Groups that an interface was not to be in, since it is in too many. */
    GROUPS_REFUSED,

    /** ARP packets received. */
    ARP_RECEIVED,
    /** ARP requests sent. */
    ARP_REQUESTS_SENT,
    /** ARP replies sent. */
    ARP_REPLIES_SENT,
    /** Of these, for addresses of others. */
    ARP_PROXY_REPLIES_SENT,
    /** Dropped: an ARP packet that makes no sense here. */
    ARP_IGNORED,
    /** Another station uses an address of ours (RFC 5227). */
    ARP_DUPLICATE_ADDRESS,
    /** Dropped: packets beyond what may wait for a neighbour's address. */
    NEIGHBOR_QUEUE_FULL,
    /** Dropped: packets to a neighbour that does not answer. */
    NEIGHBOR_UNREACHABLE,
    /** Neighbours that made room for others. */
    NEIGHBOR_EVICTED
}
