package labwire.dash.server.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import labwire.dash.media.Payload;
import labwire.dash.media.Piece;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;
import labwire.dash.server.http.Body;
import labwire.dash.server.http.Field;
import labwire.dash.server.http.Refusal;
import labwire.dash.server.http.Representation;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.http.Response;
import labwire.dash.server.http.Status;

/** The origin's titles as responses, through a {@link Shelf}. */
final class TitleShelf {
    /** Found things are taken from the shelf for this long, or as long as they may be cached if that is shorter. */
    static final Duration TRUST = Duration.ofSeconds(1);

    /** Held as bytes, wanted by many or not. Larger ones are read from their files, by the kernel where it can. */
    static final int SMALL_BYTES = 64 << 10;

    /** Held as bytes if the origin calls it hot. */
    static final int MAX_HOT_BYTES = 1 << 20;

    private final Origin origin;
    private final Shelf shelf;

    TitleShelf(Origin origin, Shelf shelf) {
        this.origin = origin;
        this.shelf = shelf;
    }

    Answer answer(String path, RequestHead head, Instant now) {
        Optional<Shelf.Item> known = shelf.find(path);
        if (known.isPresent() && now.toEpochMilli() < known.get().freshUntilMillis()) {
            shelf.countHit();
            return new Answer(
                    known.get().representation().answer(head), known.get().kind());
        }
        Outcome outcome = origin.find(path, now);
        if (outcome instanceof Outcome.Found found) {
            return found(path, found, known, head, now);
        }
        known.ifPresent(gone -> shelf.remove(path));
        return new Answer(Response.of(refusal(outcome, now)), Kind.of(path));
    }

    private Answer found(String path, Outcome.Found found, Optional<Shelf.Item> known, RequestHead head, Instant now) {
        Representation representation;
        if (known.isPresent() && known.get().tag().equals(found.entityTag()) && isInMemory(known.get())) {
            shelf.countHit();
            representation = known.get().representation();
        } else {
            shelf.countMiss();
            try {
                representation = represent(found);
            } catch (IOException e) {
                shelf.remove(path);
                return new Answer(
                        Response.of(new Refusal(Status.INTERNAL_SERVER_ERROR, "a file that cannot be read")),
                        Kind.of(path));
            }
        }
        Duration trust = found.maxAge().compareTo(TRUST) < 0 ? found.maxAge() : TRUST;
        Kind kind = Kind.of(path);
        shelf.put(
                path,
                new Shelf.Item(
                        representation, found.entityTag(), kind, now.plus(trust).toEpochMilli()));
        return new Answer(representation.answer(head), kind);
    }

    /** Slices are taken anew, since the origin may have closed their file and opened it again. */
    private static boolean isInMemory(Shelf.Item item) {
        Body body = item.representation().body();
        return body.bytesInMemory() == body.length();
    }

    private static Representation represent(Outcome.Found found) throws IOException {
        Payload payload = found.payload();
        long length = payload.length();
        boolean held = length <= (found.hot() ? MAX_HOT_BYTES : SMALL_BYTES);
        Representation plain = new Representation(
                found.mediaType(),
                found.entityTag(),
                found.modified(),
                cacheControl(found.maxAge()),
                held ? Body.of(offHeap(payload, (int) length)) : Body.of(payload));
        return held && Gzip.pays(found.mediaType(), length) ? plain.withGzip(Gzip.compress(payload.toBytes())) : plain;
    }

    /** Off the heap, from where the kernel takes it without a copy made before. */
    private static ByteBuffer offHeap(Payload payload, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        for (Piece piece : payload.pieces()) {
            if (piece instanceof Piece.Bytes memory) {
                bytes.put(memory.array(), memory.offset(), memory.count());
            } else if (piece instanceof Piece.FileSlice slice) {
                bytes.limit(bytes.position() + (int) slice.length());
                slice.file().read(slice.position(), bytes);
                bytes.limit(length);
            }
        }
        return bytes.flip();
    }

    private static String cacheControl(Duration maxAge) {
        return maxAge.isZero() ? "no-cache" : "public, max-age=" + maxAge.toSeconds();
    }

    private static Refusal refusal(Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.NotFound none) {
            return new Refusal(Status.NOT_FOUND, none.reason());
        }
        if (outcome instanceof Outcome.TooEarly early) {
            long wait = Math.max(0, Duration.between(now, early.availableFrom()).toSeconds()) + 1;
            return new Refusal(
                    Status.TOO_EARLY,
                    "now is " + now + " (expected: " + early.availableFrom() + " or later)",
                    List.of(new Field("Retry-After", Long.toString(wait))));
        }
        if (outcome instanceof Outcome.Gone gone) {
            return new Refusal(Status.GONE, "now is " + now + " (expected: " + gone.availableUntil() + " or earlier)");
        }
        if (outcome instanceof Outcome.BadRequest bad) {
            return new Refusal(Status.BAD_REQUEST, bad.reason());
        }
        throw new IllegalStateException("outcome: " + outcome + " (expected: found, or one of the refusals)");
    }
}
