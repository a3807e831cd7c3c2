package labwire.netlab.device.login;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The encoding of form 7: the offset into a key that everybody knows, then each octet with the key's over it. */
final class Vigenere {
    private static final byte[] KEY =
            "dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_OFFSET = 15;

    private Vigenere() {}

    /** A text of form 7, whose offset follows from the password. */
    static String encode(String password) {
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        int offset = Math.floorMod(password.hashCode(), MAX_OFFSET + 1);
        for (int i = 0; i < octets.length; i++) {
            octets[i] ^= KEY[(offset + i) % KEY.length];
        }
        return (offset < 10 ? "0" : "")
                + offset
                + HexFormat.of().withUpperCase().formatHex(octets);
    }

    /** The password in a text of form 7. */
    static String decode(String text) {
        int offset = Integer.parseInt(text.substring(0, 2));
        byte[] octets = HexFormat.of().parseHex(text.substring(2));
        for (int i = 0; i < octets.length; i++) {
            octets[i] ^= KEY[(offset + i) % KEY.length];
        }
        return new String(octets, StandardCharsets.UTF_8);
    }
}
