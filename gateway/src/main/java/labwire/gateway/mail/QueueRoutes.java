package labwire.gateway.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.smtp.queue.DurableQueue;
import labwire.smtp.queue.QueueItem;
import labwire.smtp.queue.RecipientState;

/** The relay queues. Safe for any thread. */
final class QueueRoutes {
    private record Queued(ServedMail server, QueueItem item) {}

    private final MailServers servers;
    private final InstantSource clock;

    QueueRoutes(MailServers servers, InstantSource clock) {
        this.servers = servers;
        this.clock = clock;
    }

    ApiResponse list(ApiRequest request) {
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        ArrayNode messages = answer.putArray("messages");
        servers.chosen(request).forEach(server -> items(server).forEach(item -> messages.add(json(item))));
        return new ApiResponse(200, answer);
    }

    private static List<Queued> items(ServedMail server) {
        return server.system().queue().list(MailServers.MAX_LISTED).stream()
                .map(item -> new Queued(server, item))
                .toList();
    }

    ApiResponse show(String id, ApiRequest request) {
        return new ApiResponse(200, json(find(id, request)));
    }

    /** By whole ID, or by an end of it that only one message in the queues has. */
    private Queued find(String id, ApiRequest request) {
        List<Queued> found = servers.chosen(request).stream()
                .flatMap(server -> items(server).stream())
                .filter(queued -> queued.item().id().endsWith(id))
                .toList();
        List<Queued> exact =
                found.stream().filter(queued -> queued.item().id().equals(id)).toList();
        List<Queued> meant = exact.isEmpty() ? found : exact;
        if (meant.size() != 1) {
            throw new ApiException(
                    "message: " + id + ", which " + (meant.isEmpty() ? "none in the queue has" : meant.size() + " have")
                            + " (expected: an ID of './labwire mail queue list', or the end of just one)");
        }
        return meant.get(0);
    }

    /** {@code hold}, {@code release}, {@code flush} or {@code delete}; of all messages only {@code flush} can be asked. */
    ApiResponse change(ApiRequest request) {
        String change = request.text("change");
        List<String> ids = request.texts("ids");
        if (ids.isEmpty() && !change.equals("flush")) {
            throw new ApiException("ids: none (expected: IDs of './labwire mail queue list')");
        }
        int changed = 0;
        if (ids.isEmpty()) {
            for (ServedMail server : servers.chosen(request)) {
                changed += server.system().queue().flush(clock.instant());
            }
        } else {
            List<Queued> meant = ids.stream().map(id -> find(id, request)).toList();
            for (Queued queued : meant) {
                changed += change(change, queued) ? 1 : 0;
            }
        }
        return ApiResponse.ok(Map.of("changed", changed));
    }

    private boolean change(String change, Queued queued) {
        DurableQueue queue = queued.server().system().queue();
        String id = queued.item().id();
        return switch (change) {
            case "hold" -> queue.hold(id);
            case "release" -> queue.release(id);
            case "flush" -> queue.flush(id, clock.instant());
            case "delete" -> queue.delete(id);
            default -> throw new ApiException("change: " + change + " (expected: hold, release, flush or delete)");
        };
    }

    private static ObjectNode json(Queued queued) {
        QueueItem item = queued.item();
        ObjectNode json = ApiResponse.JSON.createObjectNode();
        json.put("id", item.id());
        json.put("host", queued.server().host());
        json.put("time", item.message().acceptedAt().toString());
        json.put("from", item.message().envelope().senderText());
        json.put("size", item.message().sizeBytes());
        json.put("session", item.message().sessionId());
        json.put("held", item.held());
        ArrayNode recipients = json.putArray("recipients");
        for (int i = 0; i < item.recipients().size(); i++) {
            RecipientState state = item.recipients().get(i);
            ObjectNode recipient = recipients.addObject();
            recipient.put("to", item.message().envelope().addresses().get(i).toString());
            recipient.put("progress", state.progress().name().toLowerCase(Locale.ROOT));
            recipient.put("attempts", state.attempts());
            recipient.put("next", state.next().toString());
            state.last()
                    .ifPresent(attempt -> recipient
                            .putObject("last")
                            .put("time", attempt.time().toString())
                            .put("host", attempt.host())
                            .put("status", attempt.status().toString())
                            .put("diagnostic", attempt.diagnostic()));
        }
        return json;
    }
}
