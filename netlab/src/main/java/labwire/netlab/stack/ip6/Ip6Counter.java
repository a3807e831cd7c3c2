package labwire.netlab.stack.ip6;

/** What a stack's IPv6 counts. Each packet that is dropped is counted once, under its reason. */
public enum Ip6Counter {
    /** Packets received from links. */
    RECEIVED,
    /** Packets given to TCP, UDP or ICMPv6. */
    DELIVERED,
    /** Packets sent on for others. */
    FORWARDED,
    /** Packets sent that began here. */
    SENT,
    /** Dropped: IPv6 is off on the interface. */
    DISABLED,
    /** Dropped: from an address that cannot send, as a group's or our own. */
    MARTIAN_SOURCE,
    /** Dropped: to an address that cannot be on a wire, as ::1. */
    MARTIAN_DESTINATION,
    /** Dropped: for another host, and this is not a router. */
    NOT_FOR_US,
    /** Dropped: to a group that nobody here is in. */
    NOT_IN_GROUP,
    /** Dropped: damaged on the way. */
    BAD_CHECKSUM,
    /** Dropped: a header or an option that is not understood. */
    UNKNOWN_HEADER,
    /** Dropped: an access list denies it. */
    FILTERED,
    /** Dropped: its hop limit ran out here. */
    HOP_LIMIT_EXCEEDED,
    /** Dropped: no route to its destination. */
    NO_ROUTE,
    /** Dropped: it would leave the scope of its source (RFC 4007, 9). */
    BEYOND_SCOPE,
    /** Dropped: longer than the next link takes. */
    TOO_BIG,
    /** Packets of ours that were sent in fragments. */
    FRAGMENTED,
    /** Fragments received for us. */
    FRAGMENTS_RECEIVED,
    /** Packets put together from fragments. */
    REASSEMBLED,
    /** Dropped: packets of which some fragments did not come in time, or did not fit together, or had no room. */
    REASSEMBLY_FAILED,
    /** ICMPv6 messages received. */
    ICMP_RECEIVED,
    /** Dropped: ICMPv6 messages that make no sense here. */
    ICMP_IGNORED,
    ICMP_ERRORS_SENT,
    /** Errors not sent because there were too many of late. */
    ICMP_ERRORS_RATE_LIMITED,
    /** Dropped: messages of neighbour discovery that break its rules (RFC 4861, 6.1, 7.1, 8.1). */
    NDP_INVALID,
    SOLICITATIONS_SENT,
    ADVERTISEMENTS_SENT,
    ROUTER_SOLICITATIONS_SENT,
    ROUTER_ADVERTISEMENTS_SENT,
    /** Another station has an address that we wanted. */
    DUPLICATE_ADDRESS,
    REDIRECTS_SENT,
    REDIRECTS_FOLLOWED,
    GROUP_REPORTS_SENT,
    /** Groups that an interface was not to be in, since it is in too many. */
    GROUPS_REFUSED,
    /** Dropped: packets beyond what may wait for a neighbour. */
    NEIGHBOR_QUEUE_FULL,
    /** Dropped: packets to a neighbour that does not answer. */
    NEIGHBOR_UNREACHABLE,
    /** Neighbours that made room for others. */
    NEIGHBOR_EVICTED
}
