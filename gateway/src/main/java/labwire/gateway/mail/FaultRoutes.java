package labwire.gateway.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultSyntaxException;

/** How mail servers misbehave. Safe for any thread. */
final class FaultRoutes {
    private final MailServers servers;

    FaultRoutes(MailServers servers) {
        this.servers = servers;
    }

    ApiResponse list(ApiRequest request) {
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        ArrayNode rules = answer.putArray("rules");
        for (ServedMail server : servers.chosen(request)) {
            server.system()
                    .faults()
                    .rules()
                    .forEach((number, rule) -> rules.addObject()
                            .put("host", server.host())
                            .put("number", number)
                            .put("rule", rule.text())
                            .put("faults", server.system().faults().faults(number)));
        }
        return new ApiResponse(200, answer);
    }

    /** Adds a rule, removes one, or removes all; at the named host, or at all. */
    ApiResponse change(ApiRequest request) {
        List<ServedMail> chosen = servers.chosen(request);
        JsonNode body = request.body();
        if (body.has("add")) {
            FaultRule rule = rule(request.text("add"));
            chosen.forEach(server -> add(server, rule));
        } else if (body.has("remove")) {
            long number = body.path("remove").asLong();
            long removed = chosen.stream()
                    .filter(server -> server.system().faults().remove(number))
                    .count();
            if (removed == 0) {
                throw new ApiException("rule: " + number + " (expected: a number of './labwire mail fault')");
            }
        } else if (body.path("clear").asBoolean()) {
            chosen.forEach(server -> server.system().faults().clear());
        } else {
            throw new ApiException("change: none (expected: add, remove or clear)");
        }
        return list(request);
    }

    private static void add(ServedMail server, FaultRule rule) {
        try {
            server.system().faults().add(rule);
        } catch (IllegalStateException e) {
            throw new ApiException(String.valueOf(e.getMessage()));
        }
    }

    private static FaultRule rule(String text) {
        try {
            return FaultRule.parse(text);
        } catch (FaultSyntaxException e) {
            throw new ApiException(String.valueOf(e.getMessage()));
        }
    }
}
