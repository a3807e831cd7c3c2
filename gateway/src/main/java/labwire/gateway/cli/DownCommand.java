package labwire.gateway.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import labwire.gateway.api.ApiClient;
import labwire.gateway.api.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a running lab. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "End the running lab and wait until it has ended.",
        footer = {"", "Example:", "  ./labwire down"})
final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 30;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws Exception {
        ApiClient client = data.client();
        long processId = client.address().processId();
        Optional<ProcessHandle> process = ProcessHandle.of(processId);
        client.post("/v1/down", Map.of());
        if (process.isPresent()) {
            try {
                process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new ApiException("process " + processId + ": still there after " + PATIENCE_SECONDS
                        + " s (expected: gone; end it with 'kill " + processId + "')");
            }
        }
        System.out.println("The lab is down.");
        return LabwireCommand.DONE;
    }
}
