package labwire.smtp.hook;

import java.util.Optional;
import java.util.OptionalInt;
import labwire.tls.CertificateDefect;

/**
 * How a server behaves in a session beside what it says; for testing clients.
 *
 * @param dripOctetsPerSecond replies leave at this rate, 1 or more; empty for at once
 * @param certificate what is wrong with the certificate that a TLS handshake to come shows; empty for nothing
 */
public record Manner(OptionalInt dripOctetsPerSecond, Optional<CertificateDefect> certificate) {

    public static final Manner USUAL = new Manner(OptionalInt.empty(), Optional.empty());

    public Manner {
        if (dripOctetsPerSecond.isPresent() && dripOctetsPerSecond.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "drip: " + dripOctetsPerSecond.getAsInt() + " octets a second (expected: 1 or more)");
        }
    }

    /** This one, and over it what the other says. */
    public Manner and(Manner other) {
        return new Manner(
                other.dripOctetsPerSecond.isPresent() ? other.dripOctetsPerSecond : dripOctetsPerSecond,
                other.certificate.or(() -> certificate));
    }
}
