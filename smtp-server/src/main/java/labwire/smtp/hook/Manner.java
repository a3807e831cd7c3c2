package labwire.smtp.hook;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a server behaves in a session beside what it says; for testing clients.
 *
 * @param dripOctetsPerSecond replies leave at this rate, 1 or more; empty for at once
 * @param certificate which certificate a TLS handshake to come shows, instead of the right one
 */
public record Manner(OptionalInt dripOctetsPerSecond, Optional<BadCertificate> certificate) {

    public static final Manner USUAL = new Manner(OptionalInt.empty(), Optional.empty());

    public Manner {
        if (dripOctetsPerSecond.isPresent() && dripOctetsPerSecond.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "drip: " + dripOctetsPerSecond.getAsInt() + " octets a second (expected: 1 or more)");
        }
    }

    /** This one, and over it what the other says. */
    Manner and(Manner other) {
        return new Manner(
                other.dripOctetsPerSecond.isPresent() ? other.dripOctetsPerSecond : dripOctetsPerSecond,
                other.certificate.or(() -> certificate));
    }

    /** What is wrong with it. */
    public enum BadCertificate {
        /** By the lab CA, and over. */
        EXPIRED,
        /** By the lab CA, for another name. */
        WRONG_NAME,
        /** By nobody but itself. */
        SELF_SIGNED
    }
}
