package labwire.gateway.mail;

import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import labwire.gateway.api.ApiAnswer;
import labwire.gateway.api.ApiContent;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.gateway.api.ApiRoutes;

/**
 * What the API can do with mail. {@code host} chooses among several servers; without it, all are meant.
 *
 * <pre>
 *  GET  /v1/mail/messages              ?to=GLOB&amp;from=GLOB&amp;subject=REGEX&amp;host=  → {"messages": […]}
 *  GET  /v1/mail/messages/ID           envelope, headers, text, html, parts, links, codes
 *  GET  /v1/mail/messages/ID/raw       its octets
 *  GET  /v1/mail/messages/ID/parts/N   a part's octets, decoded
 *  POST /v1/mail/wait      {"to", "from", "subject", "host", "since": time, "new": true, "timeoutMillis"}
 *                          → a line when it is there: {"message": …} or {"timedOut": true}
 *  POST /v1/mail/release   {"id", "to": [address…]} → {"queued": id}
 *  POST /v1/mail/clear     {"ids": […], "host"} → {"deleted": count}
 *  GET  /v1/mail/sessions, /v1/mail/sessions/ID
 *  GET  /v1/mail/queue, /v1/mail/queue/ID
 *  POST /v1/mail/queue     {"change": hold, release, flush or delete, "ids": […]} → {"changed": count}
 *  GET  /v1/mail/faults    {"rules": […]}
 *  POST /v1/mail/faults    {"add": rule} or {"remove": number} or {"clear": true} → the rules
 *  GET  /metrics           ?host=  in Prometheus's text format
 * </pre>
 */
public final class MailRoutes implements ApiRoutes {
    private static final String METRICS = "/metrics";
    private static final String MESSAGES = "/v1/mail/messages/";
    private static final String SESSIONS = "/v1/mail/sessions/";
    private static final String QUEUE = "/v1/mail/queue/";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final MailServers servers;
    private final MessageRoutes messages;
    private final SessionRoutes sessions;
    private final QueueRoutes queue;
    private final FaultRoutes faults;
    private final Executor blocking;
    private final EventExecutor events;

    /**
     * Routes for these servers.
     *
     * @param all asked anew for every request
     * @param blocking runs what reads disks
     * @param events on which waiting is done
     */
    public MailRoutes(Supplier<List<ServedMail>> all, Executor blocking, EventExecutor events, InstantSource clock) {
        this.servers = new MailServers(all);
        this.messages = new MessageRoutes(servers);
        this.sessions = new SessionRoutes(servers);
        this.queue = new QueueRoutes(servers, clock);
        this.faults = new FaultRoutes(servers);
        this.blocking = blocking;
        this.events = events;
    }

    /** Whether a path is one of these routes'. */
    public static boolean has(String path) {
        return path.startsWith("/v1/mail/") || path.equals(METRICS);
    }

    @Override
    public CompletionStage<? extends ApiAnswer> handle(ApiRequest request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "GET /v1/mail/messages" -> later(() -> messages.list(request));
            case "POST /v1/mail/wait" -> CompletableFuture.completedStage(MailWait.of(servers, request, events));
            case "POST /v1/mail/release" ->
                later(() -> messages.release(request, events)).thenCompose(answer -> answer);
            case "POST /v1/mail/clear" -> later(() -> messages.clear(request));
            case "GET /v1/mail/sessions" -> later(() -> sessions.list(request));
            case "GET /v1/mail/queue" -> later(() -> queue.list(request));
            case "POST /v1/mail/queue" -> later(() -> queue.change(request));
            case "GET /v1/mail/faults" -> later(() -> faults.list(request));
            case "POST /v1/mail/faults" -> later(() -> faults.change(request));
            case "GET " + METRICS -> later(() -> metrics(request));
            default -> request.method().equals("GET") ? one(request) : none(route);
        };
    }

    private CompletionStage<? extends ApiAnswer> one(ApiRequest request) {
        String path = request.path();
        if (path.startsWith(SESSIONS)) {
            return later(() -> sessions.show(path.substring(SESSIONS.length()), request));
        }
        if (path.startsWith(QUEUE)) {
            return later(() -> queue.show(path.substring(QUEUE.length()), request));
        }
        if (!path.startsWith(MESSAGES)) {
            return none("GET " + path);
        }
        String[] words = path.substring(MESSAGES.length()).split("/", -1);
        if (words.length == 1) {
            return later(() -> messages.show(words[0]));
        }
        if (words.length == 2 && words[1].equals("raw")) {
            return later(() -> messages.raw(words[0], blocking));
        }
        return words.length == 3 && words[1].equals("parts")
                ? later(() -> messages.part(words[0], words[2]))
                : none("GET " + path);
    }

    private static CompletionStage<ApiAnswer> none(String route) {
        return CompletableFuture.completedStage(
                ApiResponse.error(404, route + ": no such route (expected: one of the API's)"));
    }

    private ApiAnswer metrics(ApiRequest request) {
        return ApiContent.text(
                PROMETHEUS_TEXT, servers.one(request).system().meters().scrape());
    }

    /** Something that may block. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> CompletionStage<T> later(Work<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                blocking);
    }
}
