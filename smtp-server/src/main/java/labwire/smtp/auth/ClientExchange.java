package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One authentication under way, client side. For one thread at a time. */
public interface ClientExchange {

    /** Its name in SASL. */
    String mechanism();

    /** What goes with AUTH at once; empty if the server speaks first. */
    Optional<byte[]> initial();

    /**
     * The answer to a challenge. May take milliseconds.
     *
     * @throws ClientExchangeException if the server is not to be answered
     */
    byte[] respond(byte[] challenge) throws ClientExchangeException;

    /** Whether a success is believable now: the server has shown what the mechanism asks of it. */
    default boolean isComplete() {
        return true;
    }

    /**
     * Chooses the strongest mechanism.
     *
     * @param offered in upper case
     * @param secret whether nobody can listen: PLAIN and LOGIN show the password
     * @return empty if the server offers none that will do
     */
    static Optional<ClientExchange> choose(
            List<String> offered, String user, String password, boolean secret, SecureRandom nonces) {
        if (offered.contains("SCRAM-SHA-256")) {
            return Optional.of(new ScramClient(user, password, nonces));
        }
        if (offered.contains("CRAM-MD5")) {
            return Optional.of(new CramMd5(user, password));
        }
        if (secret && offered.contains("PLAIN")) {
            return Optional.of(new Plain(user, password));
        }
        if (secret && offered.contains("LOGIN")) {
            return Optional.of(new Login(user, password));
        }
        return Optional.empty();
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc4616">RFC 4616</a>. */
    record Plain(String user, String password) implements ClientExchange {
        @Override
        public String mechanism() {
            return "PLAIN";
        }

        @Override
        public Optional<byte[]> initial() {
            return Optional.of(utf8("\0" + user + "\0" + password));
        }

        @Override
        public byte[] respond(byte[] challenge) throws ClientExchangeException {
            throw new ClientExchangeException("PLAIN: a challenge (expected: none)");
        }
    }

    /** Never a standard: the server asks for the name, then for the password, in words of its own. */
    final class Login implements ClientExchange {
        private final String user;
        private final String password;
        private int answers;

        Login(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        public String mechanism() {
            return "LOGIN";
        }

        @Override
        public Optional<byte[]> initial() {
            return Optional.empty();
        }

        @Override
        public byte[] respond(byte[] challenge) throws ClientExchangeException {
            answers++;
            if (answers > 2) {
                throw new ClientExchangeException("LOGIN: a third challenge (expected: two)");
            }
            return utf8(answers == 1 ? user : password);
        }
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc2195">RFC 2195</a>. */
    record CramMd5(String user, String password) implements ClientExchange {
        @Override
        public String mechanism() {
            return "CRAM-MD5";
        }

        @Override
        public Optional<byte[]> initial() {
            return Optional.empty();
        }

        @Override
        public byte[] respond(byte[] challenge) {
            byte[] digest = Hashes.hmac("HmacMD5", utf8(password), new String(challenge, StandardCharsets.UTF_8));
            return utf8(user + " " + HexFormat.of().formatHex(digest));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
