package labwire.netlab.routing.ospf.packet;

import java.util.Optional;

/** The kinds of link state advertisement (RFC 2328, A.4.1). */
public enum LsaType {
    /** A router's links in one area. */
    ROUTER(1),
    /** The routers on a broadcast network, told by its designated router. */
    NETWORK(2),
    /** A network of another area, told by an area border router. */
    SUMMARY_NETWORK(3),
    /** An AS boundary router of another area, told by an area border router. */
    SUMMARY_ROUTER(4),
    /** A network outside of OSPF, flooded through all areas but stubs. */
    EXTERNAL(5);

    private static final LsaType[] VALUES = values();

    private final int number;

    LsaType(int number) {
        this.number = number;
    }

    /** As on the wire. */
    public int number() {
        return number;
    }

    /** The type of a number; empty if it is none of RFC 2328's. */
    public static Optional<LsaType> of(int number) {
        return number >= 1 && number <= VALUES.length ? Optional.of(VALUES[number - 1]) : Optional.empty();
    }
}
