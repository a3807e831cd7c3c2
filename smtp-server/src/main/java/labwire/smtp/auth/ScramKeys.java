package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (<a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">RFC
 * 5802 section 3</a>):
 *
 * <pre>
 *   SaltedPassword = PBKDF2(password, salt, iterations)
 *   StoredKey      = SHA-256(HMAC(SaltedPassword, "Client Key"))
 *   ServerKey      = HMAC(SaltedPassword, "Server Key")
 * </pre>
 */
public final class ScramKeys implements Secret {

    /** The least that <a href="https://www.rfc-editor.org/rfc/rfc7677#section-4">RFC 7677 section 4</a> allows. */
    public static final int MIN_ITERATIONS = 4_096;

    /** Beyond this a log-in takes longer than a client waits. */
    public static final int MAX_ITERATIONS = 1_000_000;

    static final int SALT_OCTETS = 16;
    static final int MAX_SALT_OCTETS = 64;
    static final int KEY_OCTETS = 32;

    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    ScramKeys(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations: " + iterations + " (expected: " + MIN_ITERATIONS + " to " + MAX_ITERATIONS + ")");
        }
        length("salt", salt, 1, MAX_SALT_OCTETS);
        length("stored key", storedKey, KEY_OCTETS, KEY_OCTETS);
        length("server key", serverKey, KEY_OCTETS, KEY_OCTETS);
        this.iterations = iterations;
        this.salt = salt.clone();
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    private static void length(String name, byte[] octets, int least, int most) {
        if (octets.length < least || octets.length > most) {
            throw new IllegalArgumentException(name + ": " + octets.length + " octets (expected: " + least
                    + (least == most ? "" : " to " + most) + ")");
        }
    }

    /**
     * The keys of a password. Takes some milliseconds.
     *
     * @throws IllegalArgumentException if the password is empty, too long or cannot be prepared
     */
    static ScramKeys derive(String password, byte[] salt, int iterations) {
        byte[] salted = Hashes.pbkdf2(Saslprep.preparedSecret(password), salt, iterations);
        return new ScramKeys(
                iterations,
                salt,
                Hashes.sha256(Hashes.hmacSha256(salted, "Client Key")),
                Hashes.hmacSha256(salted, "Server Key"));
    }

    int iterations() {
        return iterations;
    }

    byte[] salt() {
        return salt.clone();
    }

    /**
     * Whether a client's proof is right: it is ClientKey XOR HMAC(StoredKey, AuthMessage), and StoredKey is the hash of
     * ClientKey.
     */
    boolean proves(byte[] proof, String authMessage) {
        byte[] clientKey = Hashes.hmacSha256(storedKey, authMessage);
        if (proof.length != clientKey.length) {
            return false;
        }
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        return Hashes.same(storedKey, Hashes.sha256(clientKey));
    }

    /** ServerSignature, by which the server proves that it knows the secret too. */
    byte[] signature(String authMessage) {
        return Hashes.hmacSha256(serverKey, authMessage);
    }

    @Override
    public Form form() {
        return Form.SCRAM_SHA_256;
    }

    @Override
    public boolean matches(String password) {
        Optional<String> prepared = Saslprep.prepare(password)
                .filter(text -> !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS);
        // What cannot be a password is hashed all the same: it takes as long as a wrong one.
        ScramKeys given = derive(prepared.orElse("-"), salt, iterations);
        return Hashes.same(storedKey, given.storedKey) && prepared.isPresent();
    }

    /** As a users file has it: {@code {SCRAM-SHA-256}iterations:salt:stored:server}. */
    String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "{SCRAM-SHA-256}" + iterations + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey);
    }

    @Override
    public String toString() {
        return "{SCRAM-SHA-256}" + iterations + ":***";
    }
}
