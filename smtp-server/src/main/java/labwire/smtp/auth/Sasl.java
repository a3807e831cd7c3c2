package labwire.smtp.auth;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mechanisms that a server offers. Safe for any thread. */
public interface Sasl {

    /** No mechanism at all: AUTH is not offered. */
    Sasl NONE = new Sasl() {
        @Override
        public List<String> mechanisms(SaslChannel channel) {
            return List.of();
        }

        @Override
        public Optional<SaslExchange> begin(String mechanism, SaslChannel channel) {
            return Optional.empty();
        }
    };

    /**
     * The mechanisms that these users' secrets allow: CRAM-MD5 where all of them are known plainly, SCRAM where all of
     * them are known in some form, PLAIN and LOGIN always, though only where a channel allows plaintext.
     *
     * @param mechanisms of which no others are offered
     * @param random for nonces, and for the key from which users that there are not get their salts
     */
    static Sasl of(Users users, Set<Mechanism> mechanisms, SecureRandom random) {
        return new UserSasl(users, mechanisms, random);
    }

    /** Of the {@linkplain Mechanism#usual usual} mechanisms those that these users' secrets allow. */
    static Sasl of(Users users, SecureRandom random) {
        return of(users, Mechanism.usual(), random);
    }

    /** Those that may be used on this connection, the strongest first; none if AUTH is not offered there. */
    List<String> mechanisms(SaslChannel channel);

    /** Begins an exchange; empty if the mechanism, its name in upper case, is not among {@link #mechanisms}. */
    Optional<SaslExchange> begin(String mechanism, SaslChannel channel);
}
