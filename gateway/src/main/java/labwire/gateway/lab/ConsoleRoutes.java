package labwire.gateway.lab;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import labwire.gateway.api.ApiAnswer;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.gateway.api.ApiStream;
import labwire.netlab.console.line.DeviceTerminal;
import labwire.netlab.console.terminal.TerminalOutput;
import labwire.netlab.device.IosDevice;

/**
 * {@code /v1/console}: a device's console port. Its screen comes line by line of JSON, its keys go by requests of their
 * own; a client that does not read is cut off, and then the port is free.
 */
final class ConsoleRoutes {
    /** Keys of one request. */
    private static final int MAX_KEYS = 1 << 16;

    private final LiveLab lab;
    /** By device; lab thread. */
    private final Map<String, DeviceTerminal> open = new LinkedHashMap<>();

    ConsoleRoutes(LiveLab lab) {
        this.lab = lab;
    }

    private IosDevice device(ApiRequest request) {
        String node = request.text("node");
        return lab.lab()
                .device(node)
                .filter(IosDevice.class::isInstance)
                .map(IosDevice.class::cast)
                .orElseThrow(() -> new ApiException("node: " + node + " (expected: a router or a switch)"));
    }

    /** {@code {"node", "columns", "rows"}} → {@code {"screen": text}…} */
    CompletionStage<ApiAnswer> open(ApiRequest request) {
        IosDevice device = device(request);
        int columns = request.body().path("columns").asInt();
        int rows = request.body().path("rows").asInt();
        return CompletableFuture.completedStage(new ApiStream(lines -> {
            lab.loop().execute(() -> {
                DeviceTerminal terminal = DeviceTerminal.onConsole(device, new ScreenLines(lines));
                open.put(device.name(), terminal);
                terminal.resize(columns, rows);
                terminal.open();
            });
            return () -> lab.loop().execute(() -> close(device.name()));
        }));
    }

    private void close(String node) {
        DeviceTerminal terminal = open.remove(node);
        if (terminal != null) {
            terminal.close();
        }
    }

    /** {@code {"node", "keys"}} → {@code {}} */
    CompletionStage<ApiResponse> type(ApiRequest request) {
        IosDevice device = device(request);
        byte[] keys = request.text("keys").getBytes(StandardCharsets.UTF_8);
        if (keys.length > MAX_KEYS) {
            throw new ApiException("keys: " + keys.length + " octets (expected: at most " + MAX_KEYS + ")");
        }
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        lab.loop().execute(() -> {
            DeviceTerminal terminal = open.get(device.name());
            if (terminal != null) {
                terminal.input(keys, 0, keys.length);
            }
            answer.complete(ApiResponse.ok(Map.of("taken", terminal != null)));
        });
        return answer;
    }

    private record ScreenLines(ApiStream.Lines lines) implements TerminalOutput {
        @Override
        public void write(byte[] octets) {
            lines.send(Map.of("screen", new String(octets, StandardCharsets.UTF_8)));
        }

        @Override
        public void closed() {
            lines.end();
        }
    }
}
