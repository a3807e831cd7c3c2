package labwire.dash.server.http;

import java.nio.charset.StandardCharsets;

/** The field names that requests bring most, so that most names need no new string. */
final class FieldNames {
    private static final String[] KNOWN = {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "accept-language",
        "connection",
        "range",
        "origin",
        "referer",
        "if-none-match",
        "if-modified-since",
        "if-range",
        "cache-control",
        "pragma",
        "cookie",
        "sec-fetch-mode",
        "sec-fetch-site",
        "sec-fetch-dest",
        "sec-ch-ua",
        "sec-ch-ua-mobile",
        "sec-ch-ua-platform",
    };

    private FieldNames() {}

    /** The name in lower case; its bytes are token characters. */
    static String lowerCase(byte[] head, int from, int to) {
        for (String name : KNOWN) {
            if (name.length() == to - from && matches(name, head, from)) {
                return name;
            }
        }
        byte[] lower = new byte[to - from];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = lower(head[from + i]);
        }
        return new String(lower, StandardCharsets.ISO_8859_1);
    }

    private static boolean matches(String name, byte[] head, int from) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != lower(head[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
}
