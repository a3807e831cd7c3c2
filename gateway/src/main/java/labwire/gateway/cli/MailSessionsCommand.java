package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was said in sessions. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description = {
            "List the sessions that the mail servers remember, failed ones too, or show what was said in one:",
            "C: by the client, S: by the server, -- what happened, such as a TLS handshake. Secrets are shown as ***."
        },
        footer = {"", "Example:", "  ./labwire mail sessions", "  ./labwire mail sessions 7f3a"})
final class MailSessionsCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    @Option(names = "--json", description = "print JSON instead of text")
    private boolean json;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "as the list shows it, or its beginning if that is unambiguous")
    private @Nullable String id;

    @Override
    public Integer call() {
        String path = "/v1/mail/sessions" + (id == null ? "" : "/" + MailId.checked(id));
        JsonNode answer = data.client().get(path, host.parameters());
        if (json) {
            System.out.println((id == null ? answer.path("sessions") : answer).toPrettyString());
        } else if (id == null) {
            list(answer.path("sessions"));
        } else {
            show(answer);
        }
        return LabwireCommand.DONE;
    }

    private static void list(JsonNode sessions) {
        TextTable table = new TextTable("ID", "HOST", "PROTOCOL", "CLIENT", "PORT", "STARTED", "LASTED", "TLS", "END");
        for (JsonNode session : sessions) {
            String tls = SafeText.line(session.path("tls"));
            table.row(
                    SafeText.line(session.path("id")),
                    SafeText.line(session.path("host")),
                    SafeText.line(session.path("protocol")),
                    SafeText.line(session.path("client")),
                    session.path("port").asText(),
                    SafeText.line(session.path("started")),
                    lasted(session),
                    tls.isEmpty() ? "no" : tls.contains("failed") ? "failed" : tls.split(" ", 2)[0],
                    SafeText.line(session.path("reason")));
        }
        System.out.print(table.isEmpty() ? "No sessions yet.\n" : table.toString());
    }

    private static String lasted(JsonNode session) {
        if (!session.path("ended").isTextual()) {
            return "goes on";
        }
        Duration time = Duration.between(
                Instant.parse(session.path("started").asText()),
                Instant.parse(session.path("ended").asText()));
        return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1e3);
    }

    private static void show(JsonNode session) {
        System.out.println("Session   " + SafeText.line(session.path("id")) + ", "
                + SafeText.line(session.path("protocol")) + " at " + SafeText.line(session.path("host")) + ":"
                + session.path("port").asText());
        System.out.println("Client    " + SafeText.line(session.path("client")));
        String tls = SafeText.line(session.path("tls"));
        System.out.println("TLS       " + (tls.isEmpty() ? "no" : tls));
        System.out.println("Started   " + SafeText.line(session.path("started")) + ", lasted " + lasted(session));
        String reason = SafeText.line(session.path("reason"));
        System.out.println("End       " + (reason.isEmpty() ? "not yet" : reason));
        System.out.println();
        long leftOut = session.path("linesLeftOut").asLong();
        if (leftOut > 0) {
            System.out.println("   (" + leftOut + " lines were not kept)");
        }
        for (JsonNode line : session.path("lines")) {
            // 2026-01-31T12:00:00.123Z: the day stands above.
            String time = SafeText.line(line.path("time"));
            System.out.println(time.substring(time.indexOf('T') + 1) + "  " + SafeText.line(line.path("voice")) + " "
                    + SafeText.line(line.path("text")));
        }
    }
}
