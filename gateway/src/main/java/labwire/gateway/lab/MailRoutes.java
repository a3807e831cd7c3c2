package labwire.gateway.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiResponse;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.message.MessageView;
import labwire.smtp.store.MailSummary;

/** {@code /v1/mail}: what the mail servers hold. Blocks while it reads a message; safe for any thread. */
final class MailRoutes {
    static final int MAX_LISTED = 10_000;

    private record Held(MailService service, MailSummary summary) {}

    private final LabServices services;

    MailRoutes(LabServices services) {
        this.services = services;
    }

    ApiResponse list() {
        ArrayNode messages = ApiResponse.JSON.createArrayNode();
        for (MailService service : services.of(MailService.class)) {
            for (MailSummary summary : service.store().list(MAX_LISTED)) {
                messages.add(json(new Held(service, summary)));
            }
        }
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        answer.set("messages", messages);
        return new ApiResponse(200, answer);
    }

    /** By whole ID, or by an end of it that only one message has. */
    ApiResponse show(String id) {
        Held held = find(id);
        byte[] content;
        try {
            content = held.service()
                    .store()
                    .content(held.summary().id())
                    .orElseThrow(() -> new ApiException("message: " + id + " (expected: one that is still there)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MessageView view = MessageView.of(content);
        ObjectNode json = json(held);
        json.set("headers", ApiResponse.JSON.valueToTree(view.headers()));
        json.put("text", view.text());
        json.set("parts", ApiResponse.JSON.valueToTree(view.parts()));
        json.put("problem", view.problem());
        json.put("raw", Base64.getEncoder().encodeToString(content));
        return new ApiResponse(200, json);
    }

    private Held find(String id) {
        List<Held> found = new ArrayList<>();
        for (MailService service : services.of(MailService.class)) {
            service.store().find(id).ifPresent(summary -> found.add(new Held(service, summary)));
        }
        if (found.isEmpty()) {
            for (MailService service : services.of(MailService.class)) {
                for (MailSummary summary : service.store().list(MAX_LISTED)) {
                    if (summary.id().endsWith(id)) {
                        found.add(new Held(service, summary));
                    }
                }
            }
        }
        if (found.size() != 1) {
            throw new ApiException(
                    "message: " + id + ", which " + (found.isEmpty() ? "none has" : found.size() + " have")
                            + " (expected: an ID of './labwire mail list', or the end of just one)");
        }
        return found.get(0);
    }

    private static ObjectNode json(Held held) {
        MailSummary summary = held.summary();
        ObjectNode json = ApiResponse.JSON.createObjectNode();
        json.put("id", summary.id());
        json.put("host", held.service().host());
        json.put("time", summary.acceptedAt().toString());
        json.put("from", summary.envelope().senderText());
        ArrayNode recipients = json.putArray("to");
        for (MailAddress recipient : summary.envelope().addresses()) {
            recipients.add(recipient.toString());
        }
        json.put("subject", summary.subject());
        json.put("size", summary.sizeBytes());
        json.put("client", summary.clientAddress());
        json.put("tls", summary.tls().orElse(null));
        return json;
    }
}
