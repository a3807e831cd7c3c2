package labwire.dash.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response, but for what the connection adds: {@code Date} and {@code Connection}. May be given many times: its head is
 * encoded once. Immutable; for any thread.
 */
public final class Response {
    /**
     * On every response: any page may read them (Fetch standard, CORS protocol), their useful fields and their timing
     * (Resource Timing), since nothing here is secret or acts on cookies.
     */
    static final List<Field> COMMON = List.of(
            new Field("Access-Control-Allow-Origin", "*"),
            new Field(
                    "Access-Control-Expose-Headers",
                    "Accept-Ranges, Content-Encoding, Content-Length, Content-Range, Date, ETag, Retry-After"),
            new Field("Timing-Allow-Origin", "*"));

    private final Status status;
    private final List<Field> fields;
    private final Body body;
    private volatile byte @Nullable [] http1Head;

    private Response(Status status, List<Field> fields, Body body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    /** A response with these fields, {@code Content-Length} where the status has one, and those that all have. */
    public static Response of(Status status, List<Field> fields, Body body) {
        List<Field> all = new ArrayList<>(fields);
        if (status != Status.NO_CONTENT && status != Status.NOT_MODIFIED) { // RFC 9110 section 8.6
            all.add(new Field("Content-Length", Long.toString(body.length())));
        }
        all.addAll(COMMON);
        return new Response(status, List.copyOf(all), body);
    }

    /** A refusal, its text as the body. */
    public static Response of(Refusal refusal) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Content-Type", "text/plain; charset=utf-8"));
        fields.add(new Field("Cache-Control", "no-store"));
        fields.addAll(refusal.fields());
        return of(refusal.status(), fields, Body.of(refusal.status() + ": " + refusal.text() + "\n"));
    }

    public Status status() {
        return status;
    }

    public List<Field> fields() {
        return fields;
    }

    public Body body() {
        return body;
    }

    /**
     * The head for HTTP/1.1, up to where {@code Date} and {@code Connection} may follow. Not to be changed.
     *
     * <p>Two threads may encode it at once: they come to the same bytes.
     */
    public byte[] http1Head() {
        byte[] encoded = http1Head;
        if (encoded == null) {
            StringBuilder head = new StringBuilder(512);
            head.append("HTTP/1.1 ").append(status).append("\r\n");
            for (Field field : fields) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
            encoded = head.toString().getBytes(StandardCharsets.ISO_8859_1);
            http1Head = encoded;
        }
        return encoded;
    }
}
