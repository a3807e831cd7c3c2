package labwire.smtp.auth;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * APOP (<a href="https://www.rfc-editor.org/rfc/rfc1939#section-7">RFC 1939 section 7</a>): the client gives the MD5 of
 * the greeting's timestamp and the password. Weak, and off unless configured. Safe for any thread.
 */
public final class Apop {

    private static final int TIMESTAMP_OCTETS = 18;

    private final Users users;
    private final SecureRandom random;

    /** @param users of whom those whose password is not known plainly cannot log in by it */
    public Apop(Users users, SecureRandom random) {
        this.users = users;
        this.random = random;
    }

    /** A message id, never the same again. */
    public String timestamp(String serverName) {
        byte[] octets = new byte[TIMESTAMP_OCTETS];
        random.nextBytes(octets);
        return "<" + Base64.getUrlEncoder().encodeToString(octets) + "@" + serverName + ">";
    }

    /** @param digest 32 hexadecimal digits */
    public SaslStep check(String timestamp, String name, String digest) {
        String digits = digest.toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{32}") || SaslText.isLongerThan(UserNames.MAX_OCTETS, name)) {
            return new SaslStep.Malformed("APOP wants a name and 32 hexadecimal digits");
        }
        Optional<User> user = users.find(name);
        Optional<Secret> secret = user.map(User::secret);
        // Of no password there is a digest too: a name that is unknown takes as long.
        String password = secret.filter(Secret.Plain.class::isInstance)
                .map(plain -> ((Secret.Plain) plain).text())
                .orElse("");
        boolean same = Hashes.same(digest(timestamp, password), HexFormat.of().parseHex(digits));
        if (user.isEmpty()) {
            return new SaslStep.Failure("no such user");
        }
        boolean right = switch (user.get().secret().form()) {
            case ANYTHING -> true;
            case PLAIN -> same;
            case SCRAM_SHA_256 -> false;
        };
        return right
                ? new SaslStep.Success(user.get().name())
                : new SaslStep.Failure("wrong digest for " + user.get().name());
    }

    private static byte[] digest(String timestamp, String password) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(timestamp.getBytes(StandardCharsets.US_ASCII));
        octets.writeBytes(password.getBytes(StandardCharsets.UTF_8));
        return Hashes.digest("MD5", octets.toByteArray());
    }
}
