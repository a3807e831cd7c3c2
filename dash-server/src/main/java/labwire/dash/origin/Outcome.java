package labwire.dash.origin;

import java.time.Duration;
import java.time.Instant;
import labwire.dash.media.Payload;
import org.jspecify.annotations.Nullable;

/** What {@link Origin#find} says. */
public sealed interface Outcome {
    /**
     * Here it is.
     *
     * @param mediaType such as {@code video/mp4}
     * @param entityTag strong, without quotes; the same as long as the bytes are
     * @param modified to the second, or null if that means nothing (a live manifest has its publish time)
     * @param maxAge how long it may be cached without asking; zero: it may not
     * @param hot whether it is small or wanted by many, so that it is worth memory (and compression, for a manifest)
     */
    record Found(
            Payload payload,
            String mediaType,
            String entityTag,
            @Nullable Instant modified,
            Duration maxAge,
            boolean hot)
            implements Outcome {}

    /** There is no such thing, and there was none: 404. */
    record NotFound(String reason) implements Outcome {}

    /** A live segment that is yet to come: 425. */
    record TooEarly(Instant availableFrom) implements Outcome {}

    /** A live segment that left the window: 410. */
    record Gone(Instant availableUntil) implements Outcome {}

    /** An option in the path makes no sense: 400. */
    record BadRequest(String reason) implements Outcome {}
}
