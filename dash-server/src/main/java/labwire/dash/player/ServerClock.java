package labwire.dash.player;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.dash.manifest.Descriptor;
import labwire.dash.player.http.HttpLane;
import labwire.dash.player.http.HttpListener;
import labwire.dash.player.http.HttpOrder;
import labwire.dash.player.http.HttpResult;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.http.HttpResult.Failure;

/**
 * The server's time, by the manifest's UTCTiming elements (ISO/IEC 23009-1, 5.8.4.11): the first of them that works.
 * The answer is taken to be right for the middle of the time that it took.
 */
final class ServerClock {
    private static final String SCHEME_PREFIX = "urn:mpeg:dash:utc:";
    private static final int MAX_TIME_BYTES = 1_024;
    /** What is later than this is a server's trouble, and no clock's. */
    private static final Duration MAX_CORRECTION = Duration.ofMinutes(1);

    /** What became of a synchronisation. */
    interface Outcome {
        void failed(String url, int status, String reason, boolean anotherFollows);

        void done();
    }

    private final InstantSource local;
    private final HttpLane lane;
    private Duration ahead = Duration.ZERO;

    ServerClock(InstantSource local, HttpLane lane) {
        this.local = local;
        this.lane = lane;
    }

    Instant now() {
        return local.instant().plus(ahead);
    }

    /** What was to be there at that time has only come now, after waiting for it: the clock is set back. */
    void wasFast(Instant promised) {
        Duration late = Duration.between(promised, now());
        if (!late.isNegative() && late.compareTo(MAX_CORRECTION) < 0) {
            ahead = ahead.minus(late);
        }
    }

    /** Asks; until that is done, the lane is in use. What cannot be asked leaves the clock as it is. */
    void synchronise(List<Descriptor> timings, URI manifest, Outcome outcome) {
        for (int i = 0; i < timings.size(); i++) {
            Descriptor timing = timings.get(i);
            String scheme = timing.schemeIdUri().replaceFirst(":\\d{4}$", "");
            String value = timing.value().strip();
            if (scheme.equals(SCHEME_PREFIX + "direct")) {
                Optional<Instant> time = parse(value);
                if (time.isPresent()) {
                    ahead = Duration.between(local.instant(), time.get());
                    break;
                }
            } else if (isHttp(scheme) && !value.isEmpty()) {
                ask(scheme, value.split("\\s+")[0], timings.subList(i + 1, timings.size()), manifest, outcome);
                return;
            }
        }
        outcome.done();
    }

    private static boolean isHttp(String scheme) {
        return switch (scheme) {
            case SCHEME_PREFIX + "http-iso", SCHEME_PREFIX + "http-xsdate", SCHEME_PREFIX + "http-head" -> true;
            default -> false;
        };
    }

    private void ask(String scheme, String url, List<Descriptor> others, URI manifest, Outcome outcome) {
        boolean head = scheme.endsWith("http-head");
        HttpOrder order;
        try {
            URI uri = manifest.resolve(url);
            order = head ? HttpOrder.head(uri) : HttpOrder.get(uri, MAX_TIME_BYTES);
        } catch (IllegalArgumentException e) {
            failed(url, 0, String.valueOf(e.getMessage()), others, manifest, outcome);
            return;
        }
        Instant asked = local.instant();
        lane.ask(order, new HttpListener() {
            @Override
            public void ended(HttpResult result) {
                if (result instanceof Answer answer && answer.isSuccess()) {
                    Instant middle =
                            asked.plus(Duration.between(asked, local.instant()).dividedBy(2));
                    String text = head
                            ? answer.header(HttpHeaderNames.DATE)
                            : new String(answer.body(), StandardCharsets.US_ASCII).strip();
                    Optional<Instant> time = head ? parseDate(text) : parse(text);
                    if (time.isPresent()) {
                        ahead = Duration.between(middle, time.get());
                        outcome.done();
                    } else {
                        String reason = "time: \"" + text + "\" (expected: a date)";
                        failed(url, answer.status(), reason, others, manifest, outcome);
                    }
                } else {
                    int status = result instanceof Answer answer ? answer.status() : 0;
                    String reason = result instanceof Failure failure ? failure.reason() : "status " + status;
                    failed(url, status, reason, others, manifest, outcome);
                }
            }
        });
    }

    private void failed(String url, int status, String reason, List<Descriptor> others, URI manifest, Outcome outcome) {
        outcome.failed(url, status, reason, !others.isEmpty());
        synchronise(others, manifest, outcome);
    }

    /** An xs:dateTime; without a zone it is UTC, as ISO/IEC 23009-1 has it. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            try {
                return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        }
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110 section 5.6.7</a>; to the second. */
    static Optional<Instant> parseDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
