package labwire.dash.server;

/**
 * A port to listen on.
 *
 * @param port 0 for any free one
 */
public record Listener(int port, Security security) {
    /** What is spoken below HTTP. */
    public enum Security {
        /** HTTP/1.1, and HTTP/2 by prior knowledge. */
        CLEARTEXT,
        /** HTTPS: HTTP/2 or HTTP/1.1, as ALPN has it. */
        TLS
    }

    public Listener {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
    }

    public static Listener cleartext(int port) {
        return new Listener(port, Security.CLEARTEXT);
    }

    public static Listener tls(int port) {
        return new Listener(port, Security.TLS);
    }
}
