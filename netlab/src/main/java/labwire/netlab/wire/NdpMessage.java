package labwire.netlab.wire;

import java.util.List;
import java.util.Optional;

/**
 * A message of neighbour discovery (<a href="https://www.rfc-editor.org/rfc/rfc4861#section-4">RFC 4861, 4</a>), which
 * {@link NdpCodec} reads from and writes to an {@link Icmpv6Message}.
 */
public sealed interface NdpMessage {
    /** "Who is a router here?" */
    record RouterSolicitation(Optional<MacAddress> sourceLink) implements NdpMessage {}

    /**
     * "I am a router, and this is how to live on this link."
     *
     * @param preference among the routers of the link
     * @param hopLimit what hosts are to send with; 0: not said
     * @param routerLifetimeSeconds how long it may be a default router; 0: it is none
     * @param reachableMillis how long a neighbour counts as reachable; 0: not said
     * @param retransmitMillis between solicitations; 0: not said
     * @param mtu of the link; 0: not said
     */
    record RouterAdvertisement(
            int hopLimit,
            boolean managed,
            boolean otherConfiguration,
            Preference preference,
            int routerLifetimeSeconds,
            long reachableMillis,
            long retransmitMillis,
            int mtu,
            Optional<MacAddress> sourceLink,
            List<PrefixInformation> prefixes)
            implements NdpMessage {
        public RouterAdvertisement {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** Which router is taken for a default first (<a href="https://www.rfc-editor.org/rfc/rfc4191#section-2.1">RFC 4191, 2.1</a>). */
    enum Preference {
        LOW(3),
        MEDIUM(0),
        HIGH(1);

        private final int bits;

        Preference(int bits) {
            this.bits = bits;
        }

        int bits() {
            return bits;
        }

        /** The value that is reserved counts as medium. */
        static Preference of(int bits) {
            return bits == LOW.bits ? LOW : bits == HIGH.bits ? HIGH : MEDIUM;
        }
    }

    /** "Who has the target?", or from "::" "does anybody have it?" */
    record NeighborSolicitation(Ipv6Address target, Optional<MacAddress> sourceLink) implements NdpMessage {}

    /** "I have the target." */
    record NeighborAdvertisement(
            boolean router, boolean solicited, boolean override, Ipv6Address target, Optional<MacAddress> targetLink)
            implements NdpMessage {}

    /** "To the destination, send to the target rather than to me." */
    record Redirect(Ipv6Address target, Ipv6Address destination, Optional<MacAddress> targetLink, Bytes about)
            implements NdpMessage {}

    /**
     * A prefix of the link.
     *
     * @param onLink its addresses are neighbours
     * @param autonomous hosts may make addresses of it
     * @param validSeconds {@link #INFINITE} for ever
     * @param preferredSeconds likewise, and no more than the former
     */
    record PrefixInformation(
            Ipv6Prefix prefix, boolean onLink, boolean autonomous, long validSeconds, long preferredSeconds) {
        public static final long INFINITE = 0xFFFF_FFFFL;
    }
}
