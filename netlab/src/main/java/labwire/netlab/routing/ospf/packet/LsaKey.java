package labwire.netlab.routing.ospf.packet;

import labwire.netlab.wire.Ipv4Address;

/**
 * What names an advertisement, whichever its instance (RFC 2328, 12.1).
 *
 * @param id the link state ID: by type, a router's ID, an address or a network
 */
public record LsaKey(LsaType type, Ipv4Address id, Ipv4Address advertisingRouter) implements Comparable<LsaKey> {

    /** The key of a router's own advertisement. */
    public static LsaKey ofRouter(Ipv4Address router) {
        return new LsaKey(LsaType.ROUTER, router, router);
    }

    @Override
    public int compareTo(LsaKey other) {
        int byType = type.compareTo(other.type);
        if (byType != 0) {
            return byType;
        }
        int byId = id.compareTo(other.id);
        return byId != 0 ? byId : advertisingRouter.compareTo(other.advertisingRouter);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof LsaKey that
                        && type == that.type
                        && id.value() == that.id.value()
                        && advertisingRouter.value() == that.advertisingRouter.value();
    }

    /**
     * The same in every JVM, which the hash code of an enum is not. Mixed, as ID and router are often the same number
     * and those of a lab differ little.
     */
    @Override
    public int hashCode() {
        int sum = id.value() * 0x9E37_79B1 + advertisingRouter.value() * 0x85EB_CA77 + type.number();
        return sum ^ sum >>> 15;
    }

    @Override
    public String toString() {
        return type + " " + id + " of " + advertisingRouter;
    }
}
