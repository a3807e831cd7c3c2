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
import labwire.dash.session.PlayerEvent.RequestFailed;

/**
 * The server's time, by the manifest's UTCTiming elements (ISO/IEC 23009-1, 5.8.4.11): the first of them that works.
 * The answer is taken to be right for when it comes, not for the middle of the time that it took: a server under load, or a
 * process that paused, may have said it at any moment of that time, and a clock that is fast asks for what is not there yet.
 */
final class ServerClock {
    private static final String SCHEME_PREFIX = "urn:mpeg:dash:utc:";
    private static final int MAX_TIME_BYTES = 1_024;
    /** More clocks than this are not tried. */
    private static final int MAX_TIMINGS = 8;
    /** It is asked for again, when a segment was not there by it, no more often. */
    private static final long AGAIN_NANOS = 10_000_000_000L;
    /** What is later than this is a server's trouble, and no clock's. */
    private static final Duration MAX_CORRECTION = Duration.ofMinutes(1);

    private final PlayerSession session;
    private final InstantSource local;
    private final HttpLane lane;
    private Duration ahead = Duration.ZERO;
    private long askedNanos;

    ServerClock(PlayerSession session, HttpLane lane) {
        this.session = session;
        this.local = session.config().clock();
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

    /** Asks, and calls back, perhaps at once. What cannot be asked leaves the clock as it is. */
    void synchronise(Presentation live, Runnable done) {
        askedNanos = session.nowNanos();
        List<Descriptor> timings = live.utcTimings();
        next(timings.subList(0, Math.min(timings.size(), MAX_TIMINGS)), live, done);
    }

    /** A segment was not there by this clock: it may be wrong. Asks, unless it has of late or the lane is in use. */
    void synchroniseAgain(Presentation live) {
        if (!lane.isBusy() && session.nowNanos() - askedNanos >= AGAIN_NANOS) {
            synchronise(live, session::turn);
        }
    }

    private void next(List<Descriptor> timings, Presentation live, Runnable done) {
        for (int i = 0; i < timings.size(); i++) {
            Descriptor timing = timings.get(i);
            String scheme = timing.schemeIdUri().replaceFirst(":\\d{4}$", "");
            String value = timing.value().strip();
            if (scheme.equals(SCHEME_PREFIX + "direct")) {
                Optional<Instant> time = parse(value);
                if (time.isPresent()) {
                    ahead = Duration.between(
                            live.readAt(), time.get()); // True when the manifest was made, just before it came.
                    break;
                }
            } else if (isHttp(scheme) && !value.isEmpty()) {
                ask(scheme, value.split("\\s+")[0], timings.subList(i + 1, timings.size()), live, done);
                return;
            }
        }
        done.run();
    }

    private static boolean isHttp(String scheme) {
        return switch (scheme) {
            case SCHEME_PREFIX + "http-iso", SCHEME_PREFIX + "http-xsdate", SCHEME_PREFIX + "http-head" -> true;
            default -> false;
        };
    }

    private void ask(String scheme, String url, List<Descriptor> others, Presentation live, Runnable done) {
        boolean head = scheme.endsWith("http-head");
        HttpOrder order;
        try {
            URI uri = live.uri().resolve(url);
            order = head ? HttpOrder.head(uri) : HttpOrder.get(uri, MAX_TIME_BYTES);
        } catch (IllegalArgumentException e) {
            failed(url, 0, String.valueOf(e.getMessage()), others, live, done);
            return;
        }
        lane.ask(order, new HttpListener() {
            @Override
            public void ended(HttpResult result) {
                if (result instanceof Answer answer && answer.isSuccess()) {
                    String text = head
                            ? answer.header(HttpHeaderNames.DATE)
                            : new String(answer.body(), StandardCharsets.US_ASCII).strip();
                    Optional<Instant> time = head ? parseDate(text) : parse(text);
                    if (time.isPresent()) {
                        ahead = Duration.between(local.instant(), time.get());
                        done.run();
                    } else {
                        String reason = "time: \"" + text + "\" (expected: a date)";
                        failed(url, answer.status(), reason, others, live, done);
                    }
                } else {
                    int status = result instanceof Answer answer ? answer.status() : 0;
                    String reason = result instanceof Failure failure ? failure.reason() : "status " + status;
                    failed(url, status, reason, others, live, done);
                }
            }
        });
    }

    private void failed(
            String url, int status, String reason, List<Descriptor> others, Presentation live, Runnable done) {
        String next = others.isEmpty() ? "goes by its own clock" : "asks another clock";
        session.tell(new RequestFailed(session.at(), url, status, reason, 1, next));
        next(others, live, done);
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
