package labwire.dash.server.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.observe.AccessLog;
import labwire.dash.server.observe.ServedRequest;
import labwire.dash.server.site.Answer;

/** A request and what becomes of it. On its connection's event loop. */
final class Exchange {
    private final Service service;
    private final String client;
    private final Optional<RequestHead> head;
    private final Answer answer;
    private final Instant time;
    private final long startNanos;
    private long bodyBytes;

    Exchange(Service service, String client, Optional<RequestHead> head, Answer answer, Instant time, long startNanos) {
        this.service = service;
        this.client = client;
        this.head = head;
        this.answer = answer;
        this.time = time;
        this.startNanos = startNanos;
    }

    Optional<RequestHead> head() {
        return head;
    }

    Answer answer() {
        return answer;
    }

    Instant time() {
        return time;
    }

    /** A part of the body has left. */
    void left(long bytes) {
        bodyBytes += bytes;
    }

    /** Called once. */
    void over(boolean complete, long nowNanos) {
        long duration = nowNanos - startNanos;
        service.meters().served(answer.kind(), answer.response().status(), bodyBytes, duration);
        if (service.accessLog() == AccessLog.NONE) {
            return;
        }
        service.accessLog()
                .served(new ServedRequest(
                        time,
                        client,
                        head.map(asked -> asked.method().name()).orElse(""),
                        head.map(RequestHead::target).orElse(""),
                        head.map(asked -> asked.protocol().text()).orElse(""),
                        answer.response().status().code(),
                        bodyBytes,
                        complete,
                        Duration.ofNanos(duration),
                        head.map(asked -> asked.fields().get("referer")).orElse(""),
                        head.map(asked -> asked.fields().get("user-agent")).orElse("")));
    }
}
