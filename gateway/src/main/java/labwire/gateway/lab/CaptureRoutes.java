package labwire.gateway.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import labwire.gateway.api.ApiAnswer;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiFeed;
import labwire.gateway.api.ApiRequest;
import labwire.netlab.link.Port;
import labwire.netlab.link.capture.Capture;
import labwire.netlab.link.capture.CaptureFilter;
import labwire.netlab.topology.Lab;

/** {@code /v1/capture}: what passes some ports, as pcapng, until the client goes away or has enough. */
final class CaptureRoutes {
    private static final String CONTENT_TYPE = "application/x-pcapng";

    private final LiveLab lab;

    CaptureRoutes(LiveLab lab) {
        this.lab = lab;
    }

    /** {@code {"ports": [NODE:PORT…], "filter": text, "count": packets}}; without a count, there is no end. */
    CompletionStage<ApiAnswer> capture(ApiRequest request) {
        List<String> names = request.texts("ports");
        CaptureFilter filter;
        try {
            filter = CaptureFilter.parse(request.optionalText("filter").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ApiException(String.valueOf(e.getMessage()));
        }
        long count = request.body().path("count").asLong(Long.MAX_VALUE);
        CompletableFuture<ApiAnswer> answer = new CompletableFuture<>();
        lab.loop().execute(() -> {
            try {
                List<Port> ports = ports(lab.lab(), names);
                answer.complete(new ApiFeed(CONTENT_TYPE, client -> start(ports, filter, count, client)));
            } catch (IllegalArgumentException e) {
                answer.completeExceptionally(new ApiException(String.valueOf(e.getMessage())));
            }
        });
        return answer;
    }

    /**
     * The ports of these names. Lab thread only.
     *
     * @throws IllegalArgumentException if there is no such port, or there are none, or too many
     */
    static List<Port> ports(Lab lab, List<String> names) {
        if (names.isEmpty() || names.size() > Capture.MAX_PORTS) {
            throw new IllegalArgumentException("ports: " + names.size() + " (expected: 1-" + Capture.MAX_PORTS + ")");
        }
        List<Port> ports = new ArrayList<>();
        for (String name : names) {
            ports.add(lab.port(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "port: " + name + " (expected: NODE:PORT of this lab, such as SW1:Gi0/1)")));
        }
        return ports;
    }

    private Runnable start(List<Port> ports, CaptureFilter filter, long count, ApiFeed.Octets client) {
        CompletableFuture<Capture> started = new CompletableFuture<>();
        lab.loop()
                .execute(() -> started.complete(
                        Capture.start(lab.loop().clock(), ports, filter, count, new CaptureFeed(lab.loop(), client))));
        return () -> {
            var unused = started.thenAcceptAsync(Capture::stop, lab.loop());
        };
    }
}
