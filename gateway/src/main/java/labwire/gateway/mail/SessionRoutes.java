package labwire.gateway.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiResponse;
import labwire.smtp.trace.SessionTranscript;
import labwire.smtp.trace.TranscriptLine;
import labwire.smtp.trace.TranscriptLine.Voice;

/** Sessions, failed ones too, and what was said in them. Safe for any thread. */
final class SessionRoutes {
    static final int MAX_LISTED = 1_000;

    private final MailServers servers;

    SessionRoutes(MailServers servers) {
        this.servers = servers;
    }

    ApiResponse list(ApiRequest request) {
        ObjectNode answer = ApiResponse.JSON.createObjectNode();
        ArrayNode sessions = answer.putArray("sessions");
        for (ServedMail server : servers.chosen(request)) {
            server.system().sessions().list(MAX_LISTED).forEach(session -> sessions.add(json(server, session)));
        }
        return new ApiResponse(200, answer);
    }

    /** By whole ID, or by a beginning of it that only one session has. */
    ApiResponse show(String id, ApiRequest request) {
        List<ObjectNode> found = new ArrayList<>();
        for (ServedMail server : servers.chosen(request)) {
            server.system().sessions().list(Integer.MAX_VALUE).stream()
                    .filter(session -> session.sessionId().startsWith(id))
                    .forEach(session -> found.add(withLines(server, session)));
        }
        if (found.size() != 1) {
            throw new ApiException(
                    "session: " + id + ", which " + (found.isEmpty() ? "none has" : found.size() + " have")
                            + " (expected: an ID of './labwire mail sessions', or the beginning of just one)");
        }
        return new ApiResponse(200, found.get(0));
    }

    private static ObjectNode withLines(ServedMail server, SessionTranscript session) {
        ObjectNode json = json(server, session);
        json.put("linesLeftOut", session.linesLeftOut());
        ArrayNode lines = json.putArray("lines");
        for (TranscriptLine line : session.lines()) {
            lines.addObject()
                    .put("time", line.time().toString())
                    .put("voice", line.voice().mark())
                    .put("text", line.text());
        }
        return json;
    }

    private static ObjectNode json(ServedMail server, SessionTranscript session) {
        ObjectNode json = ApiResponse.JSON.createObjectNode();
        json.put("id", session.sessionId());
        json.put("host", server.host());
        json.put("protocol", session.protocol());
        json.put("client", session.clientAddress());
        json.put("port", session.serverPort());
        json.put("started", session.startedAt().toString());
        json.put("ended", session.endedAt().map(Instant::toString).orElse(null));
        json.put("reason", session.reason());
        json.put("tls", tls(session));
        return json;
    }

    /** What the transcript notes of the handshake, or of its failure; empty in plain text. */
    private static String tls(SessionTranscript session) {
        return session.lines().stream()
                .filter(line -> line.voice() == Voice.NOTE && line.text().startsWith("TLS"))
                .map(TranscriptLine::text)
                .findFirst()
                .orElse("");
    }
}
