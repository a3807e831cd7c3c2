package labwire.gateway.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import labwire.dash.origin.TitleSummary;
import labwire.dash.server.fault.FaultRule;
import labwire.dash.server.fault.FaultSyntaxException;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;

/** {@code /v1/video}: what the video servers have, and how they misbehave. Blocks while titles are read; safe for any thread. */
final class VideoRoutes {
    private final LabServices services;

    VideoRoutes(LabServices services) {
        this.services = services;
    }

    ApiResponse list() {
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        ArrayNode titles = answer.putArray("titles");
        ArrayNode problems = answer.putArray("problems");
        for (VideoService service : services.of(VideoService.class)) {
            for (TitleSummary title : service.library().titles()) {
                ObjectNode json = titles.addObject();
                json.put("host", service.host());
                json.put("name", title.name());
                json.put("durationSeconds", title.duration().toMillis() / 1e3);
                json.put("manifest", url(service, title.manifestPath()));
                json.put("live", url(service, title.livePath()));
                json.set("rungs", ApiResponse.JSON.valueToTree(title.rungs()));
            }
            service.library().problems().forEach(problems::add);
        }
        return new ApiResponse(200, answer);
    }

    ApiResponse faults() {
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        ArrayNode rules = answer.putArray("rules");
        for (VideoService service : services.of(VideoService.class)) {
            service.faults().rules().forEach((number, rule) -> {
                ObjectNode json = rules.addObject();
                json.put("host", service.host());
                json.put("number", number);
                json.put("rule", rule.text());
                json.put("faults", service.faults().faults(number));
            });
        }
        return new ApiResponse(200, answer);
    }

    /** Adds a rule, removes one, or removes all; at the named host, or at all. */
    ApiResponse changeFaults(ApiRequest request) {
        JsonNode body = request.body();
        List<VideoService> chosen = services.of(VideoService.class).stream()
                .filter(service -> !body.has("host") || service.host().equals(request.text("host")))
                .toList();
        if (chosen.isEmpty()) {
            throw new ApiException(
                    "host: " + body.path("host").asText("none") + " (expected: one with a video server)");
        }
        if (body.has("add")) {
            FaultRule rule = rule(request.text("add"));
            chosen.forEach(service -> add(service, rule));
        } else if (body.has("remove")) {
            long number = body.path("remove").asLong();
            if (chosen.stream()
                            .filter(service -> service.faults().remove(number))
                            .count()
                    == 0) {
                throw new ApiException("rule: " + number + " (expected: a number of './labwire video fault')");
            }
        } else if (body.path("clear").asBoolean()) {
            chosen.forEach(service -> service.faults().clear());
        } else {
            throw new ApiException("change: none (expected: add, remove or clear)");
        }
        return faults();
    }

    private static void add(VideoService service, FaultRule rule) {
        try {
            service.faults().add(rule);
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

    /** As hosts of the lab reach it. */
    private static String url(VideoService service, String path) {
        return "http://" + service.host() + ":" + VideoService.HTTP_PORT + "/" + path;
    }
}
