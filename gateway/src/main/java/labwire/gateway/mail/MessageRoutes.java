package labwire.gateway.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import labwire.gateway.api.ApiAnswer;
import labwire.gateway.api.ApiContent;
import labwire.gateway.api.ApiDownload;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.gateway.mail.MailServers.Held;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.message.MessageView;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;

/** Messages: listed, shown, handed to the relay, deleted. Blocks; safe for any thread. */
final class MessageRoutes {
    private final MailServers servers;

    MessageRoutes(MailServers servers) {
        this.servers = servers;
    }

    ApiResponse list(ApiRequest request) {
        MailFilter filter = MailServers.filter(request);
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        ArrayNode messages = answer.putArray("messages");
        for (ServedMail server : servers.chosen(request)) {
            server.system().store().list(MailServers.MAX_LISTED).stream()
                    .filter(filter::matches)
                    .forEach(summary -> messages.add(json(server, summary)));
        }
        return new ApiResponse(200, answer);
    }

    ApiResponse show(String id) throws IOException {
        Held held = servers.find(id);
        MessageView view = MessageView.of(content(held));
        ObjectNode json = json(held.server(), held.summary());
        json.set("headers", ApiResponse.JSON.valueToTree(view.headers()));
        json.put("text", view.text());
        json.put("html", view.html());
        json.set("parts", ApiResponse.JSON.valueToTree(view.parts()));
        json.set("links", ApiResponse.JSON.valueToTree(view.links()));
        json.set("codes", ApiResponse.JSON.valueToTree(view.codes()));
        json.put("problem", view.problem());
        return new ApiResponse(200, json);
    }

    /** Never held whole, however large it is. */
    ApiAnswer raw(String id, Executor reading) throws IOException {
        Held held = servers.find(id);
        InputStream octets = held.server()
                .system()
                .store()
                .read(held.summary().id())
                .orElseThrow(() -> gone(held.summary().id()));
        return new ApiDownload("message/rfc822", octets, reading);
    }

    ApiAnswer part(String id, String number) throws IOException {
        int wanted = number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0;
        byte[] octets = MessageView.part(content(servers.find(id)), wanted)
                .orElseThrow(() -> new ApiException(
                        "part: " + number + " (expected: the number of a part, as './labwire mail show' has it)"));
        return ApiContent.of("application/octet-stream", octets);
    }

    private static byte[] content(Held held) throws IOException {
        String id = held.summary().id();
        return held.server().system().store().content(id).orElseThrow(() -> gone(id));
    }

    private static ApiException gone(String id) {
        return new ApiException("message: " + id + " (expected: one that is still there)");
    }

    /** To the addresses given, or else to those of the envelope. */
    CompletableFuture<ApiAnswer> release(ApiRequest request, EventExecutor executor) throws IOException {
        Held held = servers.find(request.text("id"));
        List<MailAddress> recipients = request.texts("to").isEmpty()
                ? held.summary().envelope().addresses()
                : request.texts("to").stream().map(MessageRoutes::address).toList();
        CompletableFuture<ApiAnswer> answer = new CompletableFuture<>();
        held.server().system().release(held.summary(), recipients, executor).addListener((Future<String> released) -> {
            if (released.isSuccess()) {
                answer.complete(ApiResponse.ok(Map.of("queued", released.getNow())));
            } else {
                answer.completeExceptionally(new ApiException(
                        held.summary().id() + ": " + released.cause().getMessage()));
            }
        });
        return answer;
    }

    private static MailAddress address(String text) {
        try {
            return MailAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(String.valueOf(e.getMessage()));
        }
    }

    /** Those named, or, if none is, all. */
    ApiResponse clear(ApiRequest request) throws IOException {
        int deleted = 0;
        if (request.texts("ids").isEmpty()) {
            for (ServedMail server : servers.chosen(request)) {
                deleted += server.system().store().clear();
            }
        } else {
            Map<MailStore, List<String>> named = new LinkedHashMap<>();
            for (String id : request.texts("ids")) {
                Held held = servers.find(id);
                named.merge(
                        held.server().system().store(), List.of(held.summary().id()), MessageRoutes::joined);
            }
            for (Map.Entry<MailStore, List<String>> one : named.entrySet()) {
                deleted += one.getKey().delete(one.getValue());
            }
        }
        return ApiResponse.ok(Map.of("deleted", deleted));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    static ObjectNode json(ServedMail server, MailSummary summary) {
        ObjectNode json = ApiResponse.JSON.createObjectNode();
        json.put("id", summary.id());
        json.put("host", server.host());
        json.put("time", summary.acceptedAt().toString());
        json.put("from", summary.envelope().senderText());
        ArrayNode recipients = json.putArray("to");
        for (MailAddress recipient : summary.envelope().addresses()) {
            recipients.add(recipient.toString());
        }
        json.set("mailboxes", ApiResponse.JSON.valueToTree(summary.mailboxes()));
        json.put("subject", summary.subject());
        json.put("size", summary.sizeBytes());
        json.put("session", summary.sessionId());
        json.put("client", summary.clientAddress());
        json.put("tls", summary.tls().orElse(null));
        json.put("user", summary.user().orElse(null));
        return json;
    }
}
