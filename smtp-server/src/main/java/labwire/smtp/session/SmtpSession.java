package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.hook.SessionFacts;
import labwire.smtp.hook.Stage;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.Step.Next;
import org.jspecify.annotations.Nullable;

/**
 * One SMTP or LMTP session, server side: every input gives the {@link Step} to take. Does no I/O and knows no clock but
 * the one for dates; for one thread.
 *
 * <p>The verbs are carried out by {@link SessionVerbs}, AUTH by {@link Authentication}; what is known of the client is in
 * {@link Client}, of the message under way in {@link Transaction}.
 */
public final class SmtpSession {

    enum State {
        /** Nothing said yet, or TLS just begun: HELO, EHLO or LHLO → READY. */
        CONNECTED,
        /** Greeted: MAIL → ENVELOPE, STARTTLS → HANDSHAKE. */
        READY,
        /** Sender given: RCPT stays, DATA → TEXT, BDAT → CHUNKS, RSET and a greeting → READY, STARTTLS → HANDSHAKE. */
        ENVELOPE,
        /** Message text comes in by DATA: its end → KEEPING, or READY if the message is refused. */
        TEXT,
        /** Chunks come in: the last → KEEPING; a refused one, RSET and a greeting → READY. */
        CHUNKS,
        /** The message is being kept: kept or not → READY. */
        KEEPING,
        /** TLS is being agreed: secured → CONNECTED. */
        HANDSHAKE,
        /** Over, from every state. */
        CLOSED
    }

    /** What the hook was asked, and how its answer goes on. */
    private record Question(Inquiry inquiry, Supplier<Step> accepted, Function<SmtpReply, Step> refused) {}

    private final SessionProfile profile;
    private final Client client;
    private final DeliveryTarget target;
    private final MailObserver observer;
    private final InstantSource clock;
    private final Runnable ready;
    private final Authentication authentication;
    private final SessionVerbs verbs;

    private State state = State.CONNECTED;
    private @Nullable Transaction transaction;
    private @Nullable Question question;
    /** What to say after the handshake instead of a greeting. */
    private @Nullable SmtpReply turnedAway;

    private boolean discarding;
    private int errors;
    private int transactions;
    private String ending = "";

    /** @param ready run, on any thread, when {@link #isReady} may have become true again */
    public SmtpSession(
            SessionProfile profile,
            SessionOrigin origin,
            DeliveryTarget target,
            Sasl sasl,
            MailObserver observer,
            InstantSource clock,
            Runnable ready) {
        this.profile = profile;
        this.client = new Client(origin);
        this.target = target;
        this.observer = observer;
        this.clock = clock;
        this.ready = ready;
        this.authentication = new Authentication(this, profile, client, sasl);
        this.verbs = new SessionVerbs(this, profile, client, authentication);
    }

    /** The longest line that {@link #command} and {@link #response} are to be given, CRLF included. */
    public static int maxLineOctets(SmtpLimits limits) {
        return Math.max(limits.maxLineOctets(), CommandSyntax.MAX_AUTH_LINE_OCTETS);
    }

    /** The first step, once the transport is there; under implicit TLS, before the handshake. */
    public Step open() {
        return ask(new Inquiry.Connect(facts()), this::welcome, this::turnAway);
    }

    private Step welcome() {
        if (profile.tls() == TlsMode.IMPLICIT && !client.isSecured()) {
            state = State.HANDSHAKE;
            return Step.TLS;
        }
        return turnedAway == null ? answer(Replies.greeting(profile)) : end("refused", turnedAway);
    }

    private Step turnAway(SmtpReply reply) {
        turnedAway = reply;
        tell(new MailEvent.Refused(client.sessionId(), stageName(Stage.CONNECT), reply));
        return welcome();
    }

    public Step command(SmtpLine line) {
        return CommandSyntax.read(line, profile.limits().maxLineOctets()).by(verbs);
    }

    /** A line of the client in a SASL exchange. */
    public Step response(SmtpLine line) {
        return authentication.response(line);
    }

    /** @param outcome empty if the work failed, or could not be done */
    public Step worked(Optional<SaslStep> outcome) {
        return outcome.map(authentication::follow).orElseGet(authentication::broken);
    }

    /** The answer to what was asked. */
    public Step decided(Decision decision) {
        Question asked = question;
        if (asked == null) {
            throw new IllegalStateException("nothing was asked");
        }
        question = null;
        if (decision instanceof Decision.Refuse refusal) {
            return asked.refused().apply(refusal.reply());
        }
        if (decision instanceof Decision.Drop) {
            ending = "dropped at " + stageName(asked.inquiry().stage());
            disconnected();
            return Step.CLOSE;
        }
        if (decision instanceof Decision.Discard) {
            discarding = true;
            if (transaction != null) {
                transaction.discard(discardedId());
            }
        }
        return asked.accepted().get();
    }

    /** The question cannot be answered. */
    public Step undecided() {
        return decided(new Decision.Refuse(Replies.UNDECIDED));
    }

    Step ask(Inquiry inquiry, Supplier<Step> accepted, Function<SmtpReply, Step> refused) {
        if (discarding) {
            return accepted.get();
        }
        question = new Question(inquiry, accepted, refused);
        return Step.ask(inquiry);
    }

    /** Takes the next piece of message text, dots unstuffed, or of a chunk; reads the buffer and does not keep it. */
    public void text(ByteBuf octets) {
        if (state == State.TEXT) {
            transaction().text(octets);
        } else {
            verbs.chunkText(octets);
        }
    }

    /** Whether there is room for more text now; if not, {@code ready} is run later. */
    public boolean isReady() {
        return transaction == null || transaction.isReady();
    }

    /** Whether more text came than anyone should have to read; then {@link #close} with ENDLESS_MESSAGE. */
    public boolean isTextEndless() {
        return transaction != null && transaction.isEndless();
    }

    /** All octets of the chunk came. */
    public Step endOfChunk() {
        return verbs.endOfChunk();
    }

    /** @param defect what is wrong with the text, if anything */
    public Step endOfText(Optional<TextDefect> defect) {
        // Only now, at its end: a refusal in mid-message would turn the rest of the text into commands.
        if (transaction().isTooLarge()) {
            return refuseMessage(Replies.tooLarge(profile.limits().maxMessageBytes()));
        }
        if (defect.isPresent()) {
            return refuseMessage(Replies.defectiveText(defect.get()));
        }
        state = State.KEEPING;
        Inquiry whole = new Inquiry.Message(
                facts(), transaction().recipients(), transaction().textBytes());
        return ask(whole, () -> Step.KEEP, this::refuseMessage);
    }

    /** Has the message kept; {@link #kept} or {@link #notKept} is due once the receipt is done. */
    public void keep(Promise<String> receipt) {
        transaction().keep(receipt);
    }

    public Step kept(String id) {
        int replies = repliesToMessage();
        endTransaction();
        errors = 0;
        return Step.of(Collections.nCopies(replies, Replies.kept(id)), Next.COMMAND);
    }

    public Step notKept(Throwable cause) {
        return refuseMessage(cause instanceof DeliveryRefusedException refused ? refused.reply() : Refusals.STORE_DOWN);
    }

    private Step refuseMessage(SmtpReply reply) {
        int replies = repliesToMessage();
        endTransaction();
        Step step = refuse(stageName(Stage.MESSAGE), reply);
        return step.next() == Next.COMMAND ? Step.of(Collections.nCopies(replies, reply), Next.COMMAND) : step;
    }

    /** RFC 2033 section 4.2: under LMTP, one for each recipient that was taken. */
    private int repliesToMessage() {
        return profile.isLmtp() ? transaction().recipients() : 1;
    }

    /** TLS is in use from here on, and everything the client said before is forgotten. */
    public Step secured(TlsFacts facts) {
        client.secured(facts);
        endTransaction();
        tell(new MailEvent.Secured(client.sessionId(), facts.version(), facts.cipherSuite()));
        return profile.tls() == TlsMode.IMPLICIT ? welcome() : Step.COMMAND;
    }

    /** Ends the session from the server's side. */
    public Step close(ClosingReason reason) {
        return end(reason.description(), Replies.closing(profile.serverName(), reason));
    }

    /** The client is gone. A message that is being kept is kept all the same. */
    public void disconnected() {
        endTransaction();
        question = null;
        state = State.CLOSED;
    }

    /** Why the session ended, in words; empty if the server did not end it. */
    public String ending() {
        return ending;
    }

    Step end(String why, SmtpReply reply) {
        ending = why;
        disconnected();
        return Step.reply(reply, Next.CLOSE);
    }

    Step answer(SmtpReply reply) {
        if (reply.code() >= 400) {
            return refuse("command", reply);
        }
        return Step.reply(reply, Next.COMMAND);
    }

    /** Says no. */
    Step refuse(String stage, SmtpReply reply) {
        tell(new MailEvent.Refused(client.sessionId(), stage, reply));
        if (reply.code() == 421) {
            return end("refused", reply);
        }
        if (reply.isPermanentFailure() && ++errors > profile.limits().maxErrors()) {
            return close(ClosingReason.TOO_MANY_ERRORS);
        }
        return Step.reply(reply, Next.COMMAND);
    }

    void tell(MailEvent event) {
        observer.event(event);
    }

    static String stageName(Stage stage) {
        return switch (stage) {
            case CONNECT -> "connect";
            case GREETING -> "greeting";
            case AUTH -> "auth";
            case MAIL -> "mail";
            case RCPT -> "rcpt";
            case DATA -> "data";
            case MESSAGE -> "message";
        };
    }

    State state() {
        return state;
    }

    void enter(State next) {
        state = next;
    }

    SessionFacts facts() {
        return client.facts(transaction == null ? Optional.empty() : transaction.sender());
    }

    Instant now() {
        return clock.instant();
    }

    Offer offer() {
        return new Offer(
                profile.tls() == TlsMode.STARTTLS && !client.isSecured(),
                authentication.mechanisms(),
                authentication.isOffered(),
                client.isSecured(),
                profile.role() == Role.SUBMISSION && !profile.limits().maxHold().isZero());
    }

    void beginTransaction(Optional<MailAddress> sender, SenderOptions options) {
        Delivery delivery = discarding
                ? new DiscardingDelivery(discardedId())
                : target.start(client.provenance(profile), sender, options, ready);
        transaction = new Transaction(profile.limits(), sender, options, delivery);
        transactions++;
        state = State.ENVELOPE;
    }

    private String discardedId() {
        return client.sessionId() + "-" + transactions;
    }

    void endTransaction() {
        if (transaction != null) {
            transaction.abort();
            transaction = null;
            discarding = false;
        }
        state = client.hasGreeted() ? State.READY : State.CONNECTED;
    }

    Transaction transaction() {
        if (transaction == null) {
            throw new IllegalStateException("no mail transaction in state " + state);
        }
        return transaction;
    }
}
