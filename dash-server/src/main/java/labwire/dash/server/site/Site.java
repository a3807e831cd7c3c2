package labwire.dash.server.site;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import labwire.dash.origin.Origin;
import labwire.dash.origin.TitleSummary;
import labwire.dash.server.fault.FaultPath;
import labwire.dash.server.fault.FaultPlan;
import labwire.dash.server.fault.FaultRules;
import labwire.dash.server.fault.FaultSyntaxException;
import labwire.dash.server.http.Body;
import labwire.dash.server.http.Field;
import labwire.dash.server.http.Refusal;
import labwire.dash.server.http.Representation;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.http.RequestPath;
import labwire.dash.server.http.RequestRules;
import labwire.dash.server.http.Response;
import labwire.dash.server.http.Status;

/**
 * Everything that the server has, by path. Safe for any thread; does not block beyond what a page cache may.
 *
 * <pre>
 *   /             the page, or a plain list of titles    /time      the server's time, ISO 8601
 *   /FILE.EXT     the page's other files                 /metrics   for Prometheus
 *   /A/B…         the origin's                           /titles.json
 *   /fault/RULE/… as …, but with a fault
 * </pre>
 */
public final class Site {
    private static final int MAX_ALLOWED_HEADERS = 500;

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Origin origin;
    private final TitleShelf titles;
    private final StaticFiles page;
    private final Shelf shelf;
    private final FaultRules faults;
    private final Supplier<String> metrics;

    /**
     * Puts a site together.
     *
     * @param cacheBytes how much of titles may be held in memory, 0 or more
     * @param metrics in Prometheus's text format
     */
    public Site(Origin origin, StaticFiles page, long cacheBytes, FaultRules faults, Supplier<String> metrics) {
        this.origin = origin;
        this.faults = faults;
        this.metrics = metrics;
        this.page = page;
        this.shelf = new Shelf(cacheBytes);
        this.titles = new TitleShelf(origin, shelf);
    }

    /**
     * The answer to a request, at this time.
     *
     * @param client its address, which tells its session if it does not do so itself
     */
    public Answer answer(RequestHead head, String client, Instant now) {
        return switch (head.method()) {
            case GET, HEAD -> get(head, client, now);
            case OPTIONS -> new Answer(options(head), Kind.SERVICE);
            case POST, PUT, DELETE, PATCH, TRACE, CONNECT ->
                refused(new Refusal(
                        Status.METHOD_NOT_ALLOWED,
                        head.method() + " (expected: GET, HEAD or OPTIONS)",
                        RequestRules.ALLOW));
        };
    }

    private Answer get(RequestHead head, String client, Instant now) {
        RequestPath path = RequestPath.decode(head.path());
        if (path instanceof RequestPath.Refused refused) {
            return refused(new Refusal(Status.BAD_REQUEST, "a path with " + refused.found() + " (expected: without)"));
        }
        String found = ((RequestPath.Decoded) path).path();
        return faults.isEmpty() && !FaultPath.isOne(found) ? find(found, head, now) : faulty(found, head, client, now);
    }

    private Answer faulty(String whole, RequestHead head, String client, Instant now) {
        FaultPath path;
        try {
            path = FaultPath.of(whole);
        } catch (FaultSyntaxException e) {
            return refused(new Refusal(Status.BAD_REQUEST, String.valueOf(e.getMessage())));
        }
        String named = head.parameter("session");
        if (named.length() > FaultRules.MAX_SESSION_NAME) {
            return refused(new Refusal(
                    Status.BAD_REQUEST,
                    "a session of " + named.length() + " characters (expected: at most " + FaultRules.MAX_SESSION_NAME
                            + ")"));
        }
        FaultPlan plan = faults.plan(path.path(), named.isEmpty() ? client : named, path.rules());
        return plan.status()
                .map(status ->
                        new Answer(Response.of(new Refusal(status, "as a fault rule has it")), Kind.of(path.path())))
                .orElseGet(() -> find(path.path(), head, now))
                .with(plan);
    }

    private Answer find(String path, RequestHead head, Instant now) {
        if (path.indexOf('/') >= 0) {
            return titles.answer(path, head, now);
        }
        return switch (path) {
            case "" -> page("index.html", head).orElseGet(() -> new Answer(plainPage(), Kind.PAGE));
            case "time" -> new Answer(time(now), Kind.SERVICE);
            case "metrics" -> new Answer(text(PROMETHEUS_TEXT, metrics.get()), Kind.SERVICE);
            case "titles.json" -> new Answer(text(MediaTypes.JSON, titlesJson(origin.titles())), Kind.SERVICE);
            default ->
                page(path, head)
                        .orElseGet(() -> refused(new Refusal(
                                Status.NOT_FOUND,
                                "/" + path + " (expected: a path from /titles.json, /time, /metrics)")));
        };
    }

    private Optional<Answer> page(String name, RequestHead head) {
        Optional<Shelf.Item> known = shelf.find(name);
        if (known.isEmpty()) {
            known = page.find(name).map(bytes -> pageItem(name, bytes));
            known.ifPresent(item -> shelf.put(name, item));
        }
        return known.map(item -> new Answer(item.representation().answer(head), Kind.PAGE));
    }

    private static Shelf.Item pageItem(String name, byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String tag = HexFormat.of().toHexDigits((int) sum.getValue()) + "-" + bytes.length;
        String type = MediaTypes.ofFile(name);
        Representation plain = new Representation(type, tag, null, "no-cache", Body.offHeap(bytes));
        Representation whole = Gzip.pays(type, bytes.length) ? plain.withGzip(Gzip.compress(bytes)) : plain;
        return new Shelf.Item(whole, tag, Kind.PAGE, Long.MAX_VALUE);
    }

    /** For UTCTiming by http-iso, or http-head, for which the Date field is enough. */
    private static Response time(Instant now) {
        return text(MediaTypes.PLAIN, DateTimeFormatter.ISO_INSTANT.format(now.truncatedTo(ChronoUnit.MILLIS)));
    }

    private static Response text(String mediaType, String text) {
        return Response.of(
                Status.OK,
                List.of(new Field("Content-Type", mediaType), new Field("Cache-Control", "no-store")),
                Body.of(text));
    }

    private static String titlesJson(List<TitleSummary> titles) {
        ArrayNode list = JSON.createArrayNode();
        for (TitleSummary title : titles) {
            ObjectNode one = list.addObject();
            one.put("name", title.name());
            one.put("durationSeconds", title.duration().toMillis() / 1e3);
            one.put("manifest", "/" + title.manifestPath());
            one.put("live", "/" + title.livePath());
            ArrayNode rungs = one.putArray("rungs");
            title.rungs().forEach(rungs::add);
        }
        return list.toPrettyString() + "\n";
    }

    private static final JsonMapper JSON = new JsonMapper();

    /** Where no page is built in. */
    private Response plainPage() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">"
                + "<title>Labwire video</title>\n<h1>Titles</h1>\n<ul>\n");
        for (TitleSummary title : origin.titles()) {
            html.append("<li>").append(escaped(title.name())).append(": ");
            html.append(link(title.manifestPath(), "on demand")).append(", ");
            html.append(link(title.livePath(), "live")).append("</li>\n");
        }
        html.append("</ul>\n<p>Open an address with a DASH player, such as mpv.</p>\n</html>\n");
        return text("text/html; charset=utf-8", html.toString());
    }

    private static String link(String path, String text) {
        return "<a href=\"/" + escaped(path) + "\">" + text + "</a>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Also a CORS preflight: everything may be asked for. */
    private static Response options(RequestHead head) {
        List<Field> fields = new ArrayList<>(RequestRules.ALLOW);
        if (!head.fields().get("access-control-request-method").isEmpty()) {
            fields.add(new Field("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"));
            String asked = head.fields().get("access-control-request-headers");
            if (!asked.isEmpty() && asked.length() <= MAX_ALLOWED_HEADERS) {
                fields.add(new Field("Access-Control-Allow-Headers", asked));
            }
            fields.add(new Field("Access-Control-Max-Age", "86400"));
        }
        return Response.of(Status.NO_CONTENT, fields, Body.EMPTY);
    }

    private static Answer refused(Refusal refusal) {
        return new Answer(Response.of(refusal), Kind.REFUSED);
    }

    /** How often the origin's answers were still at hand, since the start. */
    public long cacheHits() {
        return shelf.hits();
    }

    public long cacheMisses() {
        return shelf.misses();
    }

    public long cacheBytes() {
        return shelf.bytes();
    }

    public int cacheEntries() {
        return shelf.size();
    }
}
