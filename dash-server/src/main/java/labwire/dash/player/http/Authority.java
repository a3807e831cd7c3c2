package labwire.dash.player.http;

import java.net.URI;
import java.util.Locale;

/** Where to connect to. IPv6 addresses are without their brackets. */
record Authority(boolean secure, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @throws IllegalArgumentException if the URI is not one of http or https with a host */
    static Authority of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean secure = scheme.equals("https");
        if (host == null || host.isEmpty() || !secure && !scheme.equals("http") || uri.getPort() > 0xffff) {
            throw new IllegalArgumentException("URL: " + uri + " (expected: http://HOST/… or https://HOST/…)");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        return new Authority(secure, bare.toLowerCase(Locale.ROOT), port);
    }

    /** As the Host field has it (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.2">RFC 9110 section 7.2</a>). */
    String hostField() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }
}
