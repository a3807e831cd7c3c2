package labwire.gateway.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of several mail servers a command means. */
final class MailHostOption {
    @Option(names = "--host", paramLabel = "HOST", description = "one server alone (default: all mail servers)")
    private @Nullable String host;

    Map<String, String> parameters() {
        return host == null ? Map.of() : Map.of("host", host);
    }
}
