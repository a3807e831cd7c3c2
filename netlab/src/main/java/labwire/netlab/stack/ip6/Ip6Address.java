package labwire.netlab.stack.ip6;

import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/**
 * An address of an interface, and what has become of it.
 *
 * @param address with the interface's zone if it is link-local
 * @param preferredUntilNanos in lab time; {@link #FOREVER} for one that a person has set
 * @param validUntilNanos likewise, not before the former
 */
public record Ip6Address(
        Ipv6Address address,
        int prefixLength,
        Origin origin,
        State state,
        long preferredUntilNanos,
        long validUntilNanos) {
    public static final long FOREVER = Long.MAX_VALUE;

    /** Who made it. */
    public enum Origin {
        /** A person. */
        MANUAL,
        /** The interface, for its link. */
        LINK_LOCAL,
        /** The interface, of a prefix that a router advertises (RFC 4862, 5.5). */
        AUTOCONFIGURED
    }

    /** RFC 4862, 2: an address's life. */
    public enum State {
        /** Nobody may have it yet: it is asked for on the link. To PREFERRED or DUPLICATED. */
        TENTATIVE,
        /** In use. To DEPRECATED when its preferred lifetime ends. */
        PREFERRED,
        /** Not for new conversations. To PREFERRED when a router renews it, removed when its valid lifetime ends. */
        DEPRECATED,
        /** Another station has it. Stays so until it is taken away, or the link comes up again. */
        DUPLICATED
    }

    /** True if packets to it are taken in. */
    public boolean isUsable() {
        return state == State.PREFERRED || state == State.DEPRECATED;
    }

    public Ipv6Prefix prefix() {
        return Ipv6Prefix.of(address, prefixLength);
    }

    Ip6Address at(Ipv6Address newAddress, State newState) {
        return new Ip6Address(newAddress, prefixLength, origin, newState, preferredUntilNanos, validUntilNanos);
    }

    Ip6Address with(State newState) {
        return new Ip6Address(address, prefixLength, origin, newState, preferredUntilNanos, validUntilNanos);
    }

    Ip6Address until(long newPreferredNanos, long newValidNanos) {
        return new Ip6Address(address, prefixLength, origin, state, newPreferredNanos, newValidNanos);
    }

    @Override
    public String toString() {
        return address.withoutZone() + "/" + prefixLength + " " + state;
    }
}
