package labwire.smtp.auth;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The SASL mechanisms, the strongest first. */
public enum Mechanism {
    /**
     * <a href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>, bound to the TLS connection by {@code
     * tls-server-end-point}. Not among {@link #usual}: see docs/adr, about channel binding.
     */
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", false),
    /** RFC 7677: neither side learns the other's secret, and each proves that it knows it. */
    SCRAM_SHA_256("SCRAM-SHA-256", false),
    /** <a href="https://www.rfc-editor.org/rfc/rfc2195">RFC 2195</a>. The server must know the password itself. */
    CRAM_MD5("CRAM-MD5", false),
    /** <a href="https://www.rfc-editor.org/rfc/rfc4616">RFC 4616</a>. */
    PLAIN("PLAIN", true),
    /** As PLAIN in two steps; never standardised, and widespread. */
    LOGIN("LOGIN", true);

    private final String text;
    private final boolean plaintext;

    Mechanism(String text, boolean plaintext) {
        this.text = text;
        this.plaintext = plaintext;
    }

    /** All that do no harm to clients that know less: all but SCRAM-SHA-256-PLUS. */
    public static Set<Mechanism> usual() {
        return EnumSet.complementOf(EnumSet.of(SCRAM_SHA_256_PLUS));
    }

    /** The name as protocols write it. */
    public String text() {
        return text;
    }

    /** Whether whoever listens to an exchange has the password. */
    public boolean isPlaintext() {
        return plaintext;
    }

    /** The mechanism of this name, in upper case. */
    public static Optional<Mechanism> named(String text) {
        for (Mechanism mechanism : values()) {
            if (mechanism.text.equals(text)) {
                return Optional.of(mechanism);
            }
        }
        return Optional.empty();
    }
}
