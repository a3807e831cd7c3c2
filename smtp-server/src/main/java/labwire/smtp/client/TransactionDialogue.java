package labwire.smtp.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.client.ClientMove.Done;
import labwire.smtp.client.ClientMove.Patience;
import labwire.smtp.client.ClientMove.Say;
import labwire.smtp.client.ClientMove.SendChunk;
import labwire.smtp.client.ClientMove.SendText;
import labwire.smtp.client.TransactionReport.Outcome;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/** The client's side of one mail transaction, without I/O: a reply gives what to do next. For one thread. */
final class TransactionDialogue implements ClientDialogue {

    /** Octets of a BDAT, each of which has a reply of its own. */
    static final int CHUNK_OCTETS = 256 << 10;

    private static final int SERVICE_CLOSING = 421;

    /** Which reply is awaited. */
    private enum Stage {
        /** To the commands of {@code awaited}: → TEXT, CHUNK, EMPTY_TEXT, OVER. */
        ENVELOPE,
        /** To the end of the message: → OVER. */
        TEXT,
        /** To a BDAT: → CHUNK, OVER. */
        CHUNK,
        /** To the end of a text without octets, which nobody was to have: → OVER. */
        EMPTY_TEXT,
        OVER
    }

    private enum Verb {
        RSET,
        MAIL,
        RCPT,
        DATA
    }

    private record Command(Verb verb, String line) {}

    private final OutgoingMessage message;
    private final ServerOffer offer;
    private final boolean chunked;
    private final ArrayDeque<Command> unsent = new ArrayDeque<>();
    private final ArrayDeque<Verb> awaited = new ArrayDeque<>();
    /** By the place of the recipient; null for one that the server took. */
    private final List<@Nullable SmtpReply> refusals = new ArrayList<>();

    private Stage stage = Stage.ENVELOPE;
    private Optional<SmtpReply> mailRefusal = Optional.empty();
    private @Nullable SmtpReply decisive;
    private long unsentOctets;
    private boolean complete;
    private boolean closing;

    /** @param reset whether a transaction was left open before */
    TransactionDialogue(OutgoingMessage message, ServerOffer offer, boolean reset) {
        this.message = message;
        this.offer = offer;
        this.chunked = message.options().body() == BodyType.BINARY_MIME;
        this.unsentOctets = message.sizeBytes();
        if (reset) {
            unsent.add(new Command(Verb.RSET, "RSET\r\n"));
        }
        unsent.add(new Command(Verb.MAIL, EnvelopeCommands.mail(message, offer)));
        for (Recipient recipient : message.recipients()) {
            unsent.add(new Command(Verb.RCPT, EnvelopeCommands.rcpt(recipient, offer)));
        }
        if (!chunked) {
            unsent.add(new Command(Verb.DATA, "DATA\r\n"));
        }
    }

    @Override
    public ClientMove start() {
        return sayEnvelope();
    }

    /** Whether a transaction may still be open at the server. */
    boolean needsReset() {
        return !complete;
    }

    /** Whether only the reply to the message's end is missing, once what was asked to be sent is sent. */
    boolean isAtEnd() {
        return stage == Stage.TEXT || stage == Stage.CHUNK && unsentOctets == 0;
    }

    /** Whether the server said that it is about to close the connection. */
    boolean isClosing() {
        return closing;
    }

    TransactionReport report() {
        SmtpReply last = decisive;
        if (last == null) {
            throw new IllegalStateException("the transaction is not over");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < message.recipients().size(); i++) {
            // A server that refused the sender says of the recipients only that they came at the wrong time.
            SmtpReply refusal = mailRefusal.isEmpty() && i < refusals.size() ? refusals.get(i) : null;
            outcomes.add(new Outcome(message.recipients().get(i), refusal == null ? last : refusal, false));
        }
        return new TransactionReport(last, outcomes, offer.has("DSN"));
    }

    @Override
    public ClientMove on(SmtpReply reply) {
        if (reply.code() == SERVICE_CLOSING) {
            closing = true;
            return over(reply);
        }
        return switch (stage) {
            case ENVELOPE -> envelope(reply);
            case TEXT -> {
                complete = true;
                yield over(reply);
            }
            case CHUNK -> {
                if (reply.isPositive() && unsentOctets > 0) {
                    yield nextChunk();
                }
                complete = reply.isPositive();
                yield over(reply);
            }
            case EMPTY_TEXT -> {
                complete = true;
                yield over(firstRefusal().orElse(reply));
            }
            case OVER -> new Done();
        };
    }

    /** The next command, or all of them: RFC 2920 section 3.1 lets DATA be the last of a group. */
    private ClientMove sayEnvelope() {
        StringBuilder lines = new StringBuilder();
        do {
            Command command = unsent.remove();
            awaited.add(command.verb());
            lines.append(command.line());
        } while (offer.has("PIPELINING") && !unsent.isEmpty());
        return new Say(lines.toString(), patience());
    }

    private Patience patience() {
        return awaited.peek() == Verb.DATA ? Patience.DATA : Patience.COMMAND;
    }

    private ClientMove envelope(SmtpReply reply) {
        switch (awaited.remove()) {
            case RSET -> {
                // Whatever it says: MAIL will tell.
            }
            case MAIL -> mailRefusal = Optional.of(reply).filter(answer -> !answer.isPositive());
            case RCPT -> refusals.add(reply.isPositive() ? null : reply);
            case DATA -> {
                return data(reply);
            }
        }
        if (!awaited.isEmpty()) {
            return new Say("", patience());
        }
        if (mailRefusal.isPresent()) {
            return over(mailRefusal.get());
        }
        if (refusals.size() == message.recipients().size()) {
            if (noneTaken()) {
                return over(firstRefusal().orElse(reply));
            }
            if (chunked) {
                stage = Stage.CHUNK;
                return nextChunk();
            }
        }
        return sayEnvelope();
    }

    private ClientMove data(SmtpReply reply) {
        boolean pointless = mailRefusal.isPresent() || noneTaken();
        if (!reply.isIntermediate()) {
            SmtpReply reason = mailRefusal
                    .or(() -> pointless ? firstRefusal() : Optional.empty())
                    .orElse(reply);
            return over(reason.isPositive() ? unexpected(reason) : reason);
        }
        if (pointless) {
            // Nobody takes the message, and the server wants it all the same: RFC 2920 section 3.1.
            stage = Stage.EMPTY_TEXT;
            return new Say(".\r\n", Patience.END);
        }
        stage = Stage.TEXT;
        return new SendText();
    }

    /** 2yz where text was to be asked for: nobody has the message, so nobody may be said to have it. */
    private static SmtpReply unexpected(SmtpReply reply) {
        return SmtpReply.of(
                451,
                "4.5.0",
                "to DATA the server said: " + reply.code() + " " + reply.lines().get(0));
    }

    private boolean noneTaken() {
        return refusals.stream().noneMatch(refusal -> refusal == null);
    }

    private Optional<SmtpReply> firstRefusal() {
        return mailRefusal.or(() -> refusals.stream()
                .flatMap(refusal -> Optional.ofNullable(refusal).stream())
                .findFirst());
    }

    private ClientMove nextChunk() {
        long octets = Math.min(unsentOctets, CHUNK_OCTETS);
        unsentOctets -= octets;
        return new SendChunk("BDAT " + octets + (unsentOctets == 0 ? " LAST" : "") + "\r\n", octets);
    }

    private ClientMove over(SmtpReply reply) {
        decisive = reply;
        stage = Stage.OVER;
        return new Done();
    }
}
