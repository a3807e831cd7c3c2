package labwire.netlab.device.login;

/** The base 64 of password hashes: crypt's digits, without padding. */
final class CryptBase64 {
    static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private CryptBase64() {}

    /** The low bits first, as md5crypt has them. */
    static void appendLowFirst(StringBuilder to, int bits, int digits) {
        int rest = bits;
        for (int i = 0; i < digits; i++) {
            to.append(ALPHABET.charAt(rest & 63));
            rest >>>= 6;
        }
    }

    /** Octets in the order of RFC 4648, 4, in crypt's digits: as forms 8 and 9 have them. */
    static String encode(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < octets.length; i += 3) {
            int left = Math.min(3, octets.length - i);
            int group = 0;
            for (int k = 0; k < 3; k++) {
                group = group << 8 | (k < left ? octets[i + k] & 0xFF : 0);
            }
            for (int digit = 0; digit <= left; digit++) {
                text.append(ALPHABET.charAt(group >>> 18 - 6 * digit & 63));
            }
        }
        return text.toString();
    }
}
