package labwire.dash.manifest;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what a manifest refers to: by RFC 3986 (java.net.URI does it by the older RFC 2396), and to nothing but http
 * and https.
 */
final class UrlReference {
    static final int MAX_CHARACTERS = 8_192;

    private static final int MAX_PORT = 65_535;

    /** <a href="https://www.rfc-editor.org/rfc/rfc3986#appendix-B">RFC 3986, appendix B</a>. */
    private static final Pattern PARTS =
            Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);

    private UrlReference() {}

    /** A manifest's own address: absolute, http or https, with a host. */
    static URI checked(URI url) throws MpdException {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new MpdException("URL", "\"" + Excerpt.of(url.toString()) + "\" (expected: http or https)");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            throw new MpdException("URL", "\"" + Excerpt.of(url.toString()) + "\" (expected: a host, and no user)");
        }
        if (url.getPort() > MAX_PORT) {
            throw new MpdException("URL", "port " + url.getPort() + " (expected: at most " + MAX_PORT + ")");
        }
        return url;
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2.2">RFC 3986, 5.2.2</a>; the fragment is dropped. */
    static URI resolve(URI base, String reference) throws MpdException {
        if (reference.length() > MAX_CHARACTERS) {
            throw new MpdException(
                    "URL", reference.length() + " characters (expected: at most " + MAX_CHARACTERS + ")");
        }
        Matcher parts = PARTS.matcher(escaped(reference));
        if (!parts.matches()) {
            throw new MpdException("URL", "\"" + Excerpt.of(reference) + "\" (expected: a URL)");
        }
        String scheme = parts.group(1);
        String authority = parts.group(2);
        String path = parts.group(3);
        String query = parts.group(4);
        if (scheme == null) {
            scheme = base.getScheme();
            if (authority == null) {
                authority = base.getRawAuthority();
                if (path.isEmpty()) {
                    path = base.getRawPath();
                    query = query == null ? base.getRawQuery() : query;
                } else if (!path.startsWith("/")) {
                    path = directory(base.getRawPath()) + path;
                }
            }
        }
        String url = scheme + ":" + (authority == null ? "" : "//" + authority) + withoutDots(path)
                + (query == null ? "" : "?" + query);
        try {
            return checked(new URI(url));
        } catch (URISyntaxException e) {
            throw new MpdException("URL", "\"" + Excerpt.of(reference) + "\" (expected: a URL)");
        }
    }

    private static String directory(@Nullable String path) {
        return path == null || path.isEmpty() ? "/" : path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4">RFC 3986, 5.2.4</a>: nothing climbs over the root. */
    private static String withoutDots(String path) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < path.length()) {
            int end = path.indexOf('/', at + 1);
            boolean last = end < 0;
            String segment = path.substring(at, last ? path.length() : end);
            at = last ? path.length() : end;
            if (segment.equals("/..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
            if (!segment.equals("/.") && !segment.equals("/..")) {
                out.append(segment);
            } else if (last) {
                out.append('/');
            }
        }
        return out.toString();
    }

    /** What may not stand in a URL is escaped, as browsers do; an escape stays as it is. */
    private static String escaped(String reference) throws MpdException {
        StringBuilder out = new StringBuilder(reference.length());
        for (int i = 0; i < reference.length(); ) {
            int character = reference.codePointAt(i);
            i += Character.charCount(character);
            if (character < ' ' || character == 0x7F || character == '\\') {
                // Readers of URLs differ on these: a way to make two of them see different hosts.
                throw new MpdException(
                        "URL", "\"" + Excerpt.of(reference) + "\" (expected: no control characters, no \\)");
            }
            if (character > 0x7F || " \"<>^`{|}".indexOf(character) >= 0) {
                for (byte b : new String(Character.toChars(character)).getBytes(StandardCharsets.UTF_8)) {
                    out.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
                }
            } else {
                out.append((char) character);
            }
        }
        return out.toString();
    }
}
