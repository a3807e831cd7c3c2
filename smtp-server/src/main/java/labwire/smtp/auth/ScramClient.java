package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * SCRAM-SHA-256 without channel binding, client side (<a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>).
 */
final class ScramClient implements ClientExchange {

    private static final int NONCE_OCTETS = 18;
    /** A server that asks for more wants to keep us busy. */
    private static final int MAX_ITERATIONS = 1_000_000;
    /** RFC 7677 section 4. */
    private static final int MIN_ITERATIONS = 4_096;

    private enum Stage {
        /** Server's first message → AWAITING_PROOF. */
        FIRST,
        /** Server's signature, if it is right → COMPLETE. */
        AWAITING_PROOF,
        COMPLETE
    }

    private final String password;
    private final String nonce;
    private final String firstBare;
    private byte[] serverSignature = new byte[0];
    private Stage stage = Stage.FIRST;

    ScramClient(String user, String password, SecureRandom nonces) {
        byte[] octets = new byte[NONCE_OCTETS];
        nonces.nextBytes(octets);
        this.nonce = Base64.getEncoder().encodeToString(octets);
        this.password = Saslprep.prepare(password).orElse(password);
        String name = Saslprep.prepare(user).orElse(user);
        this.firstBare = "n=" + name.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    @Override
    public String mechanism() {
        return "SCRAM-SHA-256";
    }

    @Override
    public Optional<byte[]> initial() {
        return Optional.of(utf8("n,," + firstBare));
    }

    @Override
    public boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    @Override
    public byte[] respond(byte[] challenge) throws ClientExchangeException {
        String text = new String(challenge, StandardCharsets.UTF_8);
        return switch (stage) {
            case FIRST -> proof(text);
            case AWAITING_PROOF -> checked(text);
            case COMPLETE -> throw new ClientExchangeException("SCRAM: a third challenge (expected: two)");
        };
    }

    private byte[] proof(String first) throws ClientExchangeException {
        String[] parts = first.split(",", 4);
        if (parts.length < 3
                || !parts[0].startsWith("r=" + nonce)
                || parts[0].length() == nonce.length() + 2
                || !parts[1].startsWith("s=")
                || !parts[2].matches("i=[0-9]{1,7}")) {
            throw new ClientExchangeException(
                    "SCRAM: the server's first message (expected: r=, with our nonce, s=, i=)");
        }
        int iterations = Integer.parseInt(parts[2].substring(2));
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new ClientExchangeException("SCRAM: " + iterations + " iterations (expected: " + MIN_ITERATIONS
                    + " to " + MAX_ITERATIONS + ")");
        }
        byte[] salt = base64(parts[1].substring(2));
        if (salt.length == 0) {
            throw new ClientExchangeException("SCRAM: no salt (expected: one octet or more)");
        }
        byte[] salted = Hashes.pbkdf2(password, salt, iterations);
        byte[] clientKey = Hashes.hmacSha256(salted, "Client Key");
        String withoutProof = "c=biws," + parts[0]; // "n,," in base64
        String everything = firstBare + "," + first + "," + withoutProof;
        byte[] signature = Hashes.hmacSha256(Hashes.sha256(clientKey), everything);
        byte[] proof = new byte[clientKey.length];
        for (int i = 0; i < proof.length; i++) {
            proof[i] = (byte) (clientKey[i] ^ signature[i]);
        }
        serverSignature = Hashes.hmacSha256(Hashes.hmacSha256(salted, "Server Key"), everything);
        stage = Stage.AWAITING_PROOF;
        return utf8(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private byte[] checked(String last) throws ClientExchangeException {
        if (!last.startsWith("v=") || !Hashes.same(serverSignature, base64(last.substring(2)))) {
            throw new ClientExchangeException("SCRAM: the server does not know the password either");
        }
        stage = Stage.COMPLETE;
        return new byte[0];
    }

    private static byte[] base64(String text) throws ClientExchangeException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ClientExchangeException("SCRAM: not base64: " + e.getMessage());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
