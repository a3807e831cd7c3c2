package labwire.smtp.auth;

import java.util.Base64;
import java.util.Optional;

/**
 * A client's last message: {@code c=biws,r=nonce,p=proof}. What stands between nonce and proof is for extensions that
 * there are not.
 */
final class ScramClientFinal {

    private final byte[] binding;
    private final String nonce;
    private final byte[] proof;
    private final String withoutProof;

    private ScramClientFinal(byte[] binding, String nonce, byte[] proof, String withoutProof) {
        this.binding = binding;
        this.nonce = nonce;
        this.proof = proof;
        this.withoutProof = withoutProof;
    }

    static Optional<ScramClientFinal> read(String text) {
        int end = text.lastIndexOf(",p=");
        String[] parts = text.substring(0, Math.max(end, 0)).split(",", -1);
        if (parts.length < 2 || !parts[0].startsWith("c=") || !parts[1].startsWith("r=")) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new ScramClientFinal(
                    base64.decode(parts[0].substring(2)),
                    parts[1].substring(2),
                    base64.decode(text.substring(end + 3)),
                    text.substring(0, end)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] binding() {
        return binding;
    }

    String nonce() {
        return nonce;
    }

    byte[] proof() {
        return proof;
    }

    String withoutProof() {
        return withoutProof;
    }
}
