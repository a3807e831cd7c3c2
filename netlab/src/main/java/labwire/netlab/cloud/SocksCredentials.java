package labwire.netlab.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import labwire.netlab.wire.Bytes;

/**
 * Who may use a SOCKS5 port (<a href="https://www.rfc-editor.org/rfc/rfc1929">RFC 1929</a>).
 *
 * @param user 1 to 255 bytes of UTF-8
 * @param password 1 to 255 bytes of UTF-8
 */
public record SocksCredentials(String user, String password) {
    static final int MAX_BYTES = 255;

    public SocksCredentials {
        check("user", user);
        check("password", password);
    }

    private static void check(String what, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > MAX_BYTES) {
            throw new IllegalArgumentException(what + ": " + length + " bytes (expected: 1-" + MAX_BYTES + ")");
        }
    }

    /** Takes the same time for any wrong password of the right length. */
    boolean matches(Bytes otherUser, Bytes otherPassword) {
        boolean sameUser = equal(user, otherUser);
        boolean samePassword = equal(password, otherPassword);
        return sameUser && samePassword;
    }

    private static boolean equal(String text, Bytes bytes) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), bytes.toByteArray());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
