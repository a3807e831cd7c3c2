package labwire.gateway.mail;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiStream;
import labwire.smtp.store.MailSummary;

/**
 * Waits at one or more servers for a message: one line, {@code {"message": …}}, {@code {"timedOut": true}} or {@code
 * {"error": …}}, and the end. All on one event executor, so that there is one winner.
 */
final class MailWait {
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private final Map<ServedMail, Predicate<MailSummary>> wanted;
    private final Duration timeout;
    private final ApiStream.Lines lines;
    private final EventExecutor executor;
    private final List<Future<?>> pending = new ArrayList<>();
    private boolean ended;

    private MailWait(
            Map<ServedMail, Predicate<MailSummary>> wanted,
            Duration timeout,
            ApiStream.Lines lines,
            EventExecutor executor) {
        this.wanted = wanted;
        this.timeout = timeout;
        this.lines = lines;
        this.executor = executor;
    }

    /** What is to be waited for is read at once, so that a bad request is refused, and later mail is new mail. */
    static ApiStream of(MailServers servers, ApiRequest request, EventExecutor executor) {
        MailFilter filter = MailServers.filter(request);
        Instant since = since(request);
        boolean isNew = request.body().path("new").asBoolean();
        Map<ServedMail, Predicate<MailSummary>> wanted = new LinkedHashMap<>();
        for (ServedMail server : servers.chosen(request)) {
            List<MailSummary> newest = server.system().store().list(1);
            // Ids sort in the order of acceptance.
            String after = isNew && !newest.isEmpty() ? newest.get(0).id() : "";
            wanted.put(
                    server,
                    message -> message.id().compareTo(after) > 0
                            && !message.acceptedAt().isBefore(since)
                            && filter.matches(message));
        }
        Duration timeout = timeout(request);
        return new ApiStream(lines -> {
            MailWait wait = new MailWait(wanted, timeout, lines, executor);
            executor.execute(wait::begin);
            return () -> executor.execute(wait::end);
        });
    }

    private static Instant since(ApiRequest request) {
        try {
            return request.optionalText("since").map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            throw new ApiException(
                    "since: " + e.getParsedString() + " (expected: a time such as 2026-01-31T12:00:00Z)");
        }
    }

    private static Duration timeout(ApiRequest request) {
        long millis = request.body().path("timeoutMillis").asLong(DEFAULT_TIMEOUT.toMillis());
        if (millis < 0 || millis > MAX_TIMEOUT.toMillis()) {
            throw new ApiException(
                    "timeoutMillis: " + millis + " (expected: 0 to " + MAX_TIMEOUT.toMillis() + ", an hour)");
        }
        return Duration.ofMillis(millis);
    }

    private void begin() {
        for (Map.Entry<ServedMail, Predicate<MailSummary>> one : wanted.entrySet()) {
            if (ended) {
                return;
            }
            ServedMail server = one.getKey();
            Future<MailSummary> coming = server.system().store().await(one.getValue(), executor);
            pending.add(coming);
            coming.addListener((Future<MailSummary> done) -> came(server, done));
        }
        if (!ended) {
            pending.add(executor.schedule(
                    () -> answer(Map.of("timedOut", true)), timeout.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void came(ServedMail server, Future<MailSummary> done) {
        if (done.isSuccess()) {
            answer(Map.of("message", MessageRoutes.json(server, done.getNow())));
        } else if (!done.isCancelled()) {
            answer(Map.of("error", String.valueOf(done.cause().getMessage())));
        }
    }

    private void answer(Object line) {
        if (!ended) {
            lines.send(line);
            lines.end();
            end();
        }
    }

    private void end() {
        ended = true;
        pending.forEach(future -> future.cancel(false));
    }
}
