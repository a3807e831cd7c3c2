package labwire.smtp.client;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The encoding of ENVID and ORCPT, <a href="https://www.rfc-editor.org/rfc/rfc3461#section-4">RFC 3461 section 4</a>. */
final class Xtext {

    private Xtext() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet <= '~' && octet != '+' && octet != '=') {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "+%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}
