package labwire.dash.player.http;

import java.net.URI;
import java.util.Optional;
import labwire.dash.manifest.ByteRange;

/**
 * What is to be asked for.
 *
 * @param uri absolute, http or https, with a host
 * @param range of the resource; empty for all of it
 * @param maxBodyBytes a longer body is refused
 * @param known entity tag of what is known, quotes included; 304 then says that it is so still
 */
public record HttpOrder(Method method, URI uri, Optional<ByteRange> range, int maxBodyBytes, Optional<String> known) {
    /** The methods that a player has use for. */
    public enum Method {
        GET,
        HEAD
    }

    public HttpOrder {
        Authority.of(uri); // Throws if it is not one that can be asked.
    }

    public static HttpOrder get(URI uri, int maxBodyBytes) {
        return get(uri, Optional.empty(), maxBodyBytes);
    }

    public static HttpOrder get(URI uri, Optional<ByteRange> range, int maxBodyBytes) {
        return new HttpOrder(Method.GET, uri, range, maxBodyBytes, Optional.empty());
    }

    public static HttpOrder head(URI uri) {
        return new HttpOrder(Method.HEAD, uri, Optional.empty(), 0, Optional.empty());
    }

    /** The same, unless it is still what is known. */
    public HttpOrder unless(String entityTag) {
        return new HttpOrder(method, uri, range, maxBodyBytes, Optional.of(entityTag));
    }

    HttpOrder redirectedTo(URI target) {
        return new HttpOrder(method, target, range, maxBodyBytes, known);
    }
}
