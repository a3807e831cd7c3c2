package labwire.gateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which messages a command means. */
final class MailFilterOptions {
    @Mixin
    private MailHostOption host;

    @Option(
            names = "--to",
            paramLabel = "GLOB",
            description = "to such a recipient, * for any characters: *@example.com")
    private @Nullable String to;

    @Option(names = "--from", paramLabel = "GLOB", description = "from such an envelope sender")
    private @Nullable String from;

    @Option(
            names = "--subject",
            paramLabel = "REGEX",
            description = "with a subject in which this regular expression is found; (?i)… for any case")
    private @Nullable String subject;

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(host.parameters());
        if (to != null) {
            parameters.put("to", to);
        }
        if (from != null) {
            parameters.put("from", from);
        }
        if (subject != null) {
            parameters.put("subject", subject);
        }
        return parameters;
    }
}
