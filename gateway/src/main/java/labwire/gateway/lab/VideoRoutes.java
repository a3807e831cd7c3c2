package labwire.gateway.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import labwire.dash.origin.TitleSummary;
import labwire.gateway.api.ApiResponse;

/** {@code /v1/video}: what the video servers have. Blocks while titles are read; safe for any thread. */
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

    /** As hosts of the lab reach it. */
    private static String url(VideoService service, String path) {
        return "http://" + service.host() + ":" + VideoService.HTTP_PORT + "/" + path;
    }
}
