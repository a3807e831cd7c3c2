package labwire.smtp.auth;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Secrets of users that there are not, so that a client learns neither by what it is told nor by how long that takes
 * whether a name is one. For one name they are always the same, for the life of the server.
 */
final class Decoys {

    private final byte[] key;
    private final int iterations;
    private final boolean scram;

    private Decoys(byte[] key, int iterations, boolean scram) {
        this.key = key;
        this.iterations = iterations;
        this.scram = scram;
    }

    static Decoys of(Users users, SecureRandom random) {
        byte[] key = new byte[ScramKeys.KEY_OCTETS];
        random.nextBytes(key);
        return new Decoys(key, users.scramIterations(), users.forms().contains(Secret.Form.SCRAM_SHA_256));
    }

    /** Of the form that a user's secret most likely has; no password is right. */
    Secret secret(String name) {
        return scram ? keys(name) : new Secret.Plain(HexFormat.of().formatHex(derive("secret", name)));
    }

    /** Which no proof is right for. */
    ScramKeys keys(String name) {
        return new ScramKeys(iterations, salt(name), derive("stored", name), derive("server", name));
    }

    /** The salt for one whose secret is known plainly, or who is not there at all. */
    byte[] salt(String name) {
        return Arrays.copyOf(derive("salt", name), ScramKeys.SALT_OCTETS);
    }

    int iterations() {
        return iterations;
    }

    private byte[] derive(String what, String name) {
        return Hashes.hmacSha256(key, what + "\0" + UserNames.key(name).orElse(name));
    }
}
