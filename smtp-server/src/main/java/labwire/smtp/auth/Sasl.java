package labwire.smtp.auth;

import java.util.List;
import java.util.Optional;

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

    /** Those that may be used on this connection, the strongest first; none if AUTH is not offered there. */
    List<String> mechanisms(SaslChannel channel);

    /** Begins an exchange; empty if the mechanism, its name in upper case, is not among {@link #mechanisms}. */
    Optional<SaslExchange> begin(String mechanism, SaslChannel channel);
}
