package labwire.smtp.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.client.SendReport.RefusedRecipient;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.SmtpReply;

/** The client's side of one sending, without I/O: a reply gives what to say next. For one thread. */
final class SendDialogue {

    /** Which reply is awaited. */
    private enum Stage {
        /** → HELLO. */
        GREETING,
        /** To EHLO: → STARTTLS, or ENVELOPE, or HELO if the server knows no EHLO. */
        HELLO,
        /** To HELO: → ENVELOPE. */
        HELO,
        /** → HELLO once more, under TLS. */
        STARTTLS,
        /** To the commands of {@code awaited}: → TEXT, or OVER. */
        ENVELOPE,
        /** To the end of the message: → OVER. */
        TEXT,
        /** The report is due. */
        OVER
    }

    /** What the transport is to do after sending. */
    enum Then {
        AWAIT_REPLY,
        /** TLS handshake, then {@link #secured}. */
        TLS,
        /** Give the {@link #report}, and close after the reply to the QUIT sent. */
        FINISH
    }

    /** What to send, and then? The octets are not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // A pair to hand over, never compared.
    record Move(byte[] octets, Then then) {}

    private enum Kind {
        MAIL,
        RCPT,
        DATA
    }

    /** A command of the envelope. */
    private record Command(Kind kind, String line) {}

    private static final byte[] NOTHING = {};
    private static final byte[] EMPTY_TEXT = {'.', '\r', '\n'};

    private final String clientName;
    private final boolean startTls;
    private final Envelope envelope;
    private final byte[] text;
    private final ArrayDeque<Command> unsent = new ArrayDeque<>();
    private final ArrayDeque<Command> awaited = new ArrayDeque<>();
    private final List<RefusedRecipient> refused = new ArrayList<>();
    private Stage stage = Stage.GREETING;
    private boolean secured;
    private boolean pipelining;
    private int recipientsAnswered;
    private Optional<SmtpReply> decisive = Optional.empty();

    /** @param text fit for transfer, its end included */
    SendDialogue(String clientName, boolean startTls, Envelope envelope, byte[] text) {
        this.clientName = clientName;
        this.startTls = startTls;
        this.envelope = envelope;
        this.text = text;
    }

    /** @throws SenderException if there is no way on */
    Move on(SmtpReply reply) throws SenderException {
        return switch (stage) {
            case GREETING -> reply.isPositive() ? say(Stage.HELLO, "EHLO " + clientName) : finish(reply);
            case HELLO -> hello(reply);
            case HELO -> reply.isPositive() ? beginEnvelope(List.of()) : finish(reply);
            case STARTTLS -> reply.isPositive() ? new Move(NOTHING, Then.TLS) : finish(reply);
            case ENVELOPE -> envelope(reply);
            case TEXT -> finish(decisive.orElse(reply));
            case OVER -> new Move(NOTHING, Then.AWAIT_REPLY);
        };
    }

    /** TLS is in use; what the server offered before does not count (RFC 3207 section 4.2). */
    Move secured() {
        secured = true;
        return say(Stage.HELLO, "EHLO " + clientName);
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    SendReport report() {
        return new SendReport(decisive.orElseThrow(() -> new IllegalStateException("no reply yet")), refused);
    }

    private Move hello(SmtpReply reply) throws SenderException {
        boolean needsTls = startTls && !secured;
        if (!reply.isPositive()) {
            return reply.isPermanentFailure() && !startTls ? say(Stage.HELO, "HELO " + clientName) : finish(reply);
        }
        List<String> offered = reply.lines().stream()
                .skip(1)
                .map(line -> line.split(" ", 2)[0].toUpperCase(Locale.ROOT))
                .toList();
        if (!needsTls) {
            return beginEnvelope(offered);
        }
        if (!offered.contains("STARTTLS")) {
            throw new SenderException("the server offers " + offered + " (expected: STARTTLS among them)");
        }
        return say(Stage.STARTTLS, "STARTTLS");
    }

    private Move beginEnvelope(List<String> offered) {
        StringBuilder mail = new StringBuilder("MAIL FROM:<" + envelope.senderText() + ">");
        if (offered.contains("SIZE")) {
            mail.append(" SIZE=").append(text.length);
        }
        if (offered.contains("8BITMIME") && hasEightBits()) {
            mail.append(" BODY=8BITMIME");
        }
        unsent.add(new Command(Kind.MAIL, mail.toString()));
        for (MailAddress recipient : envelope.addresses()) {
            unsent.add(new Command(Kind.RCPT, "RCPT TO:<" + recipient + ">"));
        }
        unsent.add(new Command(Kind.DATA, "DATA"));
        pipelining = offered.contains("PIPELINING");
        return sendEnvelope();
    }

    private boolean hasEightBits() {
        for (byte octet : text) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }

    /** The next command, or all of them: RFC 2920 section 3.1 lets DATA be the last of a group. */
    private Move sendEnvelope() {
        StringBuilder lines = new StringBuilder();
        do {
            Command command = unsent.remove();
            awaited.add(command);
            lines.append(command.line()).append("\r\n");
        } while (pipelining && !unsent.isEmpty());
        stage = Stage.ENVELOPE;
        return new Move(lines.toString().getBytes(StandardCharsets.US_ASCII), Then.AWAIT_REPLY);
    }

    private Move envelope(SmtpReply reply) {
        switch (awaited.remove().kind()) {
            case MAIL -> {
                if (!reply.isPositive()) {
                    decisive = Optional.of(reply);
                }
            }
            case RCPT -> {
                MailAddress recipient = envelope.addresses().get(recipientsAnswered++);
                if (!reply.isPositive()) {
                    refused.add(new RefusedRecipient(recipient, reply));
                    if (refused.size() == envelope.recipients().size() && decisive.isEmpty()) {
                        decisive = Optional.of(refused.get(0).reply());
                    }
                }
            }
            case DATA -> {
                if (!reply.isIntermediate()) {
                    return finish(decisive.orElse(reply));
                }
                stage = Stage.TEXT;
                // Nobody takes the message, and the server wants it all the same: RFC 2920 section 3.1.
                return new Move(decisive.isEmpty() ? text : EMPTY_TEXT, Then.AWAIT_REPLY);
            }
        }
        if (!awaited.isEmpty()) {
            return new Move(NOTHING, Then.AWAIT_REPLY);
        }
        return decisive.isPresent() ? finish(decisive.get()) : sendEnvelope();
    }

    private Move say(Stage next, String line) {
        stage = next;
        return new Move((line + "\r\n").getBytes(StandardCharsets.US_ASCII), Then.AWAIT_REPLY);
    }

    private Move finish(SmtpReply reply) {
        decisive = Optional.of(reply);
        return new Move(say(Stage.OVER, "QUIT").octets(), Then.FINISH);
    }
}
