package labwire.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;

/** The kinds of key that the lab CA has and gives to its servers. */
public enum KeyKind {
    /**
     * ECDSA on NIST P-256: what every client in use verifies, so what a live lab has. JSSE draws the
     * signatures' randomness from its own source: handshakes do not repeat.
     */
    P256("EC", 256, "SHA256withECDSA"),
    /**
     * Ed25519 (<a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>): its signatures have no
     * randomness and one length, so handshakes repeat byte for byte. What a virtual lab has.
     */
    ED25519("Ed25519", 255, "Ed25519");

    private final String generatorAlgorithm;
    private final int keyBits;
    private final String signatureAlgorithm;

    KeyKind(String generatorAlgorithm, int keyBits, String signatureAlgorithm) {
        this.generatorAlgorithm = generatorAlgorithm;
        this.keyBits = keyBits;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** The JCA name of the signatures that a key of this kind makes. */
    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(generatorAlgorithm);
            generator.initialize(keyBits, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make " + this + " keys (expected: JDK 17 or later)", e);
        }
    }

    /** Whether {@code key} is of this kind. */
    boolean fits(PublicKey key) {
        return switch (this) {
            case P256 ->
                key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == keyBits;
            case ED25519 ->
                key instanceof EdECPublicKey ed
                        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        };
    }
}
