package labwire.smtp.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.SmtpReply;

/**
 * The structured log: each event as one line of JSON with its time, the session's id, and the message's if there is one,
 * so that one id leads from a connection to the deliveries that came of it.
 */
public final class EventLog implements MailObserver {

    private static final JsonFactory JSON = new JsonFactory();

    private final InstantSource clock;
    private final Consumer<String> lines;

    /** @param lines takes each line, without a line end; called by several threads */
    public EventLog(InstantSource clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void event(MailEvent event) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", clock.instant().toString());
            json.writeStringField("session", event.sessionId());
            new Fields(json).of(event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail", e);
        }
        lines.accept(line.toString());
    }

    /** Writes what is particular to an event. */
    private record Fields(JsonGenerator json) {

        void of(MailEvent event) throws IOException {
            if (event instanceof MailEvent.SessionOpened e) {
                name("connected");
                text("protocol", e.protocol());
                text("client", e.clientAddress());
                json.writeNumberField("port", e.serverPort());
            } else if (event instanceof MailEvent.SessionClosed e) {
                name("closed");
                text("protocol", e.protocol());
                text("reason", e.reason());
                json.writeNumberField("milliseconds", e.lasted().toMillis());
            } else if (event instanceof MailEvent.Secured e) {
                name("secured");
                text("tls", e.version());
                text("cipher", e.cipherSuite());
            } else if (event instanceof MailEvent.Authenticated e) {
                name("authenticated");
                text("protocol", e.protocol());
                text("mechanism", e.mechanism());
                text("user", e.user());
            } else if (event instanceof MailEvent.AuthenticationFailed e) {
                name("authentication-failed");
                text("protocol", e.protocol());
                text("mechanism", e.mechanism());
                text("reason", e.reason());
            } else if (event instanceof MailEvent.Refused e) {
                name("refused");
                text("stage", e.stage());
                reply(e.reply());
            } else {
                ofMessage(event);
            }
        }

        private void ofMessage(MailEvent event) throws IOException {
            if (event instanceof MailEvent.Accepted e) {
                message("accepted", e.messageId());
                text("sender", e.sender());
                json.writeNumberField("recipients", e.recipients());
                json.writeNumberField("bytes", e.sizeBytes());
            } else if (event instanceof MailEvent.Filed e) {
                message("filed", e.messageId());
                text("mailbox", e.mailbox());
            } else if (event instanceof MailEvent.Queued e) {
                message("queued", e.messageId());
                json.writeNumberField("recipients", e.recipients());
            } else if (event instanceof MailEvent.Relayed e) {
                message("relayed", e.messageId());
                recipient(e.recipient());
                text("host", e.host());
                reply(e.reply());
            } else if (event instanceof MailEvent.Deferred e) {
                message("deferred", e.messageId());
                recipient(e.recipient());
                text("host", e.host());
                text("why", e.why());
                json.writeNumberField("again-seconds", e.again().toSeconds());
            } else if (event instanceof MailEvent.Failed e) {
                message("failed", e.messageId());
                recipient(e.recipient());
                text("why", e.why());
            } else if (event instanceof MailEvent.Bounced e) {
                message("bounced", e.messageId());
                text("bounce", e.bounceId().orElse(""));
            } else if (event instanceof MailEvent.Deleted e) {
                name("deleted");
                text("mailbox", e.mailbox());
                json.writeNumberField("messages", e.messages());
            }
        }

        private void name(String name) throws IOException {
            text("event", name);
        }

        private void message(String name, String id) throws IOException {
            name(name);
            text("message", id);
        }

        private void recipient(MailAddress recipient) throws IOException {
            text("recipient", recipient.toString());
        }

        private void reply(SmtpReply reply) throws IOException {
            text("reply", reply.toString());
        }

        private void text(String field, String text) throws IOException {
            json.writeStringField(field, text);
        }
    }
}
