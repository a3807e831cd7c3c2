package labwire.dash.server.http;

import java.util.Optional;

/** The methods of RFC 9110 section 9 and RFC 5789, of which this server carries out the first three. */
public enum Method {
    GET,
    HEAD,
    OPTIONS,
    POST,
    PUT,
    DELETE,
    PATCH,
    TRACE,
    CONNECT;

    /** By its case-sensitive name. */
    public static Optional<Method> of(String name) {
        // Ordered by how often they are asked for.
        for (Method method : ALL) {
            if (method.name().equals(name)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static final Method[] ALL = values();
}
