package labwire.smtp.auth;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which mechanisms a server offers, as far as its users' secrets allow them.
 *
 * @param plaintextWithoutTls whether PLAIN and LOGIN are offered where everybody can listen
 */
public record SaslSettings(Set<Mechanism> mechanisms, boolean plaintextWithoutTls) {

    /** All of them; plaintext under TLS alone. */
    public static final SaslSettings DEFAULTS = new SaslSettings(EnumSet.allOf(Mechanism.class), false);

    public SaslSettings {
        EnumSet<Mechanism> ordered = EnumSet.noneOf(Mechanism.class);
        ordered.addAll(mechanisms);
        mechanisms = Collections.unmodifiableSet(ordered);
    }

    public SaslSettings withPlaintextWithoutTls(boolean allowed) {
        return new SaslSettings(mechanisms, allowed);
    }
}
