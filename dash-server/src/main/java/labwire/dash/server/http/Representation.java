package labwire.dash.server.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.dash.server.http.ByteRanges.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be had by GET, as it is at a time, with one response or another: whole, gzipped, in parts, or none as
 * the client has it. Immutable; for any thread.
 */
public final class Representation {
    private static final Field VARY = new Field("Vary", "Accept-Encoding");
    private static final Field ACCEPT_RANGES = new Field("Accept-Ranges", "bytes");

    private final String mediaType;
    private final String tag;
    private final @Nullable Instant modified;
    private final List<Field> validators;
    private final Response whole;
    private final @Nullable Representation gzip;

    /**
     * One without variants.
     *
     * @param entityTag strong, without quotes
     * @param modified to the second, or null
     * @param cacheControl of the Cache-Control field
     */
    public Representation(
            String mediaType, String entityTag, @Nullable Instant modified, String cacheControl, Body body) {
        this(mediaType, entityTag, modified, List.of(new Field("Cache-Control", cacheControl)), body, null);
    }

    private Representation(
            String mediaType,
            String entityTag,
            @Nullable Instant modified,
            List<Field> common,
            Body body,
            @Nullable Representation gzip) {
        this.mediaType = mediaType;
        this.tag = '"' + entityTag + '"';
        this.modified = modified;
        this.gzip = gzip;
        List<Field> fields = new ArrayList<>(common);
        fields.add(new Field("ETag", tag));
        if (modified != null) {
            fields.add(new Field("Last-Modified", HttpDate.format(modified)));
        }
        if (gzip != null) {
            fields.add(VARY);
        }
        validators = List.copyOf(fields);
        whole = Response.of(Status.OK, with(validators, new Field("Content-Type", mediaType), ACCEPT_RANGES), body);
    }

    /** This, and the same gzipped for those that take it. The tags of the two differ, as both are strong. */
    public Representation withGzip(byte[] gzipped) {
        List<Field> common = new ArrayList<>(validators.subList(0, 1));
        Representation other = new Representation(
                mediaType,
                tag.substring(1, tag.length() - 1) + "-gzip",
                modified,
                with(common, VARY, new Field("Content-Encoding", "gzip")),
                Body.offHeap(gzipped),
                null);
        return new Representation(mediaType, tag.substring(1, tag.length() - 1), modified, common, whole.body(), other);
    }

    public Body body() {
        return whole.body();
    }

    /** How many bytes its variants hold in memory. */
    public long bytesInMemory() {
        return whole.body().bytesInMemory() + (gzip == null ? 0 : gzip.bytesInMemory());
    }

    /** The answer to a GET or HEAD. */
    public Response answer(RequestHead head) {
        Fields asked = head.fields();
        if (asked.size() == 1 && asked.name(0).equals("host")) {
            return whole; // As load tests ask.
        }
        String range = head.method() == Method.GET ? asked.get("range") : "";
        if (gzip != null && range.isEmpty() && AcceptEncoding.prefersGzip(asked.get("accept-encoding"))) {
            return gzip.conditionally(asked).orElse(gzip.whole);
        }
        Optional<Response> unsent = conditionally(asked);
        if (unsent.isPresent()) {
            return unsent.get();
        }
        return range.isEmpty() || !holds(asked.get("if-range")) ? whole : inParts(range);
    }

    /** The preconditions, in the order of RFC 9110 section 13.2.2. */
    private Optional<Response> conditionally(Fields asked) {
        String match = asked.get("if-match");
        if (!match.isEmpty()) {
            if (!EntityTags.matches(match, tag, false)) {
                return Optional.of(failed("If-Match: " + match));
            }
        } else if (modified != null) {
            Optional<Instant> unmodified = HttpDate.parse(asked.get("if-unmodified-since"));
            if (unmodified.isPresent() && modified.isAfter(unmodified.get())) {
                return Optional.of(failed("If-Unmodified-Since: " + asked.get("if-unmodified-since")));
            }
        }
        String noneMatch = asked.get("if-none-match");
        if (!noneMatch.isEmpty()) {
            return EntityTags.matches(noneMatch, tag, true) ? Optional.of(notModified()) : Optional.empty();
        }
        if (modified != null) {
            Optional<Instant> since = HttpDate.parse(asked.get("if-modified-since"));
            if (since.isPresent() && !modified.isAfter(since.get())) {
                return Optional.of(notModified());
            }
        }
        return Optional.empty();
    }

    /** RFC 9110 section 13.1.5: a strong comparison; a date counts if it is the very one that was given. */
    private boolean holds(String ifRange) {
        return ifRange.isEmpty()
                || ifRange.equals(tag)
                || modified != null && HttpDate.parse(ifRange).equals(Optional.of(modified));
    }

    private Response inParts(String range) {
        ByteRanges ranges = ByteRanges.parse(range, body().length());
        if (ranges instanceof ByteRanges.Unsatisfiable) {
            Refusal refusal = new Refusal(
                    Status.RANGE_NOT_SATISFIABLE,
                    "Range: " + range + " (expected: a range of " + body().length() + " bytes)",
                    List.of(new Field("Content-Range", "bytes */" + body().length())));
            return Response.of(refusal);
        }
        if (!(ranges instanceof ByteRanges.Some some)) {
            return whole;
        }
        if (some.ranges().size() > 1) {
            return multipart(some.ranges());
        }
        ByteRange one = some.ranges().get(0);
        List<Field> fields = with(validators, new Field("Content-Type", mediaType), contentRange(one));
        return Response.of(Status.PARTIAL_CONTENT, fields, body().slice(one.first(), one.count()));
    }

    /** RFC 9110 section 14.6. The boundary follows from the tag: who made the bytes could not know it. */
    private Response multipart(List<ByteRange> ranges) {
        String boundary = "labwire-" + Integer.toHexString(tag.hashCode()) + "-" + Long.toHexString(body().length());
        List<Body> parts = new ArrayList<>();
        for (ByteRange range : ranges) {
            parts.add(Body.of("\r\n--" + boundary + "\r\nContent-Type: " + mediaType + "\r\nContent-Range: "
                    + contentRange(range).value() + "\r\n\r\n"));
            parts.add(body().slice(range.first(), range.count()));
        }
        parts.add(Body.of("\r\n--" + boundary + "--\r\n"));
        Field type = new Field("Content-Type", "multipart/byteranges; boundary=" + boundary);
        return Response.of(Status.PARTIAL_CONTENT, with(validators, type), Body.join(parts));
    }

    private Field contentRange(ByteRange range) {
        return new Field("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + body().length());
    }

    private Response notModified() {
        return Response.of(Status.NOT_MODIFIED, validators, Body.EMPTY);
    }

    private Response failed(String found) {
        return Response.of(new Refusal(Status.PRECONDITION_FAILED, found + " (expected: " + tag + ")"));
    }

    private static List<Field> with(List<Field> fields, Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return all;
    }
}
