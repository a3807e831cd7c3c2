package labwire.gateway.api;

import java.nio.charset.StandardCharsets;

/** An answer that is no JSON: a message's octets, a text for Prometheus. */
public final class ApiContent implements ApiAnswer {
    private final String contentType;
    private final byte[] octets;

    private ApiContent(String contentType, byte[] octets) {
        this.contentType = contentType;
        this.octets = octets;
    }

    /** @param octets not changed by anybody from now on */
    public static ApiContent of(String contentType, byte[] octets) {
        return new ApiContent(contentType, octets);
    }

    public static ApiContent text(String contentType, String text) {
        return new ApiContent(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return contentType;
    }

    byte[] octets() {
        return octets;
    }
}
