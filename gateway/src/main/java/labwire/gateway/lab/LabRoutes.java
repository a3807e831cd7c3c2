package labwire.gateway.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import labwire.gateway.api.ApiAnswer;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.gateway.api.ApiRoutes;
import labwire.gateway.mail.MailRoutes;
import labwire.gateway.mail.ServedMail;
import labwire.netlab.device.Device;

/**
 * What the API of a live lab can do.
 *
 * <pre>
 *  GET  /v1/lab        what inspect shows
 *  POST /v1/exec       {"node", "command"} → {"output", "accepted"}
 *  POST /v1/console       {"node", "columns", "rows"} → what its console port shows, line by line
 *  POST /v1/console/keys  {"node", "keys"} → what is typed there
 *  POST /v1/link       {"port", "settings": [word…]} → the cable
 *  POST /v1/capture    {"ports", "filter", "count"} → pcapng, as packets pass
 *  …    /v1/mail/…, /metrics   see {@link MailRoutes}
 *  GET  /v1/video      {"titles": […], "problems": […]}
 *  GET  /v1/video/faults   {"rules": […]}
 *  POST /v1/video/faults   {"add": rule} or {"remove": number} or {"clear": true}, and "host" → the rules
 *  POST /v1/play       {"host", "url", "rule", "durationMillis", "bufferMillis"} → the session's events, line by line
 *  POST /v1/down       ends the lab
 * </pre>
 */
final class LabRoutes implements ApiRoutes {
    private final LiveLab lab;
    private final MailRoutes mail;
    private final ConsoleRoutes consoles;

    LabRoutes(LiveLab lab) {
        this.lab = lab;
        this.consoles = new ConsoleRoutes(lab);
        this.mail = new MailRoutes(
                () -> lab.services().of(MailService.class).stream()
                        .map(service -> new ServedMail(service.host(), service.system()))
                        .toList(),
                lab.diskWork(),
                lab.loop(),
                lab.loop().clock());
    }

    @Override
    public CompletionStage<? extends ApiAnswer> handle(ApiRequest request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "GET /v1/lab" -> onLabThread(answer -> answer.complete(ApiResponse.ok(lab.view())));
            case "POST /v1/exec" -> exec(request.text("node"), request.text("command"));
            case "POST /v1/console" -> consoles.open(request);
            case "POST /v1/console/keys" -> consoles.type(request);
            case "POST /v1/link" ->
                link(request.text("port"), words(request.body().path("settings")));
            case "POST /v1/capture" -> new CaptureRoutes(lab).capture(request);
            case "GET /v1/video" ->
                CompletableFuture.supplyAsync(() -> new VideoRoutes(lab.services()).list(), lab.diskWork());
            case "GET /v1/video/faults" -> CompletableFuture.completedStage(new VideoRoutes(lab.services()).faults());
            case "POST /v1/video/faults" ->
                CompletableFuture.completedStage(new VideoRoutes(lab.services()).changeFaults(request));
            case "POST /v1/play" -> new PlayRoutes(lab).play(request);
            case "POST /v1/down" -> down();
            default ->
                MailRoutes.has(request.path())
                        ? mail.handle(request)
                        : CompletableFuture.completedStage(
                                ApiResponse.error(404, route + ": no such route (expected: one of the API's)"));
        };
    }

    private CompletionStage<ApiResponse> down() {
        new Thread(lab::stop, "labwire-down").start();
        return CompletableFuture.completedStage(ApiResponse.ok(Map.of("down", true)));
    }

    private CompletionStage<ApiResponse> exec(String node, String command) {
        return onLabThread(answer -> {
            Device device = lab.lab()
                    .device(node)
                    .orElseThrow(() -> new ApiException("node: " + node + " (expected: one of "
                            + lab.lab().devices().stream().map(Device::name).toList() + ")"));
            ExecRun.start(
                    lab.loop(), lab.lab().console(device), command, result -> answer.complete(ApiResponse.ok(result)));
        });
    }

    private CompletionStage<ApiResponse> link(String port, List<String> words) {
        return onLabThread(answer -> {
            try {
                answer.complete(ApiResponse.ok(LabInspection.cable(LinkChange.apply(lab.lab(), port, words))));
            } catch (IllegalArgumentException e) {
                throw new ApiException(String.valueOf(e.getMessage()));
            }
        });
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }

    private CompletionStage<ApiResponse> onLabThread(Consumer<CompletableFuture<ApiResponse>> work) {
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        lab.loop().execute(() -> {
            try {
                work.accept(answer);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
