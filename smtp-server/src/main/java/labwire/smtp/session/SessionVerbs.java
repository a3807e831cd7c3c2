package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SmtpSession.State;
import labwire.smtp.session.Step.Next;
import org.jspecify.annotations.Nullable;

/** Carries the commands of a session out, each allowed or not by the session's state. */
final class SessionVerbs implements SmtpCommand.Verbs {

    private final SmtpSession session;
    private final SessionProfile profile;
    private final Client client;
    private final Authentication authentication;
    private final SessionTally tally;

    private SmtpCommand.Bdat chunk = new SmtpCommand.Bdat(0, false);
    /** What to say to a chunk once it is read and dropped; null if it is taken. */
    private @Nullable SmtpReply chunkRefusal;

    SessionVerbs(SmtpSession session, SessionProfile profile, Client client, Authentication authentication) {
        this.session = session;
        this.profile = profile;
        this.client = client;
        this.authentication = authentication;
        this.tally = new SessionTally(profile.limits());
    }

    @Override
    public Step helo(SmtpCommand.Helo command) {
        return profile.isLmtp() ? session.answer(Replies.LMTP_ONLY) : greeting(command.clientName(), false);
    }

    @Override
    public Step ehlo(SmtpCommand.Ehlo command) {
        return profile.isLmtp() ? session.answer(Replies.LMTP_ONLY) : greeting(command.clientName(), true);
    }

    @Override
    public Step lhlo(SmtpCommand.Lhlo command) {
        return profile.isLmtp() ? greeting(command.clientName(), true) : session.answer(Replies.SMTP_ONLY);
    }

    private Step greeting(String name, boolean extended) {
        return session.ask(
                new Inquiry.Greeting(client.factsNamed(name)),
                () -> {
                    client.greeted(name, extended);
                    session.endTransaction();
                    return session.answer(
                            extended
                                    ? session.offer().reply(profile, name, session.now())
                                    : Replies.helo(profile.serverName()));
                },
                reply -> session.refuse("greeting", reply));
    }

    @Override
    public Step auth(SmtpCommand.Auth command) {
        if (!authentication.isOffered()) {
            return session.answer(Replies.NOT_IMPLEMENTED);
        }
        if (!client.isExtended()) {
            return session.answer(profile.isLmtp() ? Replies.LHLO_FIRST : Replies.EHLO_FIRST);
        }
        if (client.isAuthenticated()) {
            return session.answer(Replies.AUTH_ALREADY);
        }
        if (session.state() != State.READY) {
            return session.answer(Replies.AUTH_IN_TRANSACTION);
        }
        return lacksTls() ? session.answer(Replies.NEEDS_TLS) : authentication.begin(command);
    }

    @Override
    public Step mail(SmtpCommand.Mail command) {
        tally.mail();
        return mayMail(command).map(session::answer).orElseGet(() -> {
            SenderOptions options = command.parameters().options(session.now());
            return session.ask(
                    new Inquiry.Mail(client.facts(command.sender()), options),
                    () -> {
                        session.beginTransaction(command.sender(), options);
                        return session.answer(Replies.SENDER_OK);
                    },
                    reply -> session.refuse("mail", reply));
        });
    }

    private Optional<SmtpReply> mayMail(SmtpCommand.Mail command) {
        SmtpLimits limits = profile.limits();
        if (session.state() == State.CONNECTED) {
            return Optional.of(greetFirst());
        }
        if (session.state() != State.READY) {
            return Optional.of(Replies.NESTED_MAIL);
        }
        Optional<SmtpReply> lacking = lacking();
        if (lacking.isPresent()) {
            return lacking;
        }
        if (tally.isBeyondMessages()) {
            return Optional.of(Replies.TOO_MANY_MESSAGES);
        }
        if (!command.parameters().isOffered(session.offer())) {
            return Optional.of(Replies.UNKNOWN_PARAMETER);
        }
        if (command.parameters().declaredBytes() > limits.maxMessageBytes()) {
            return Optional.of(Replies.tooLarge(limits.maxMessageBytes()));
        }
        return heldWrongly(command.parameters().options(session.now()));
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc4865">RFC 4865</a> sections 4.2 and 5.2.2. */
    private Optional<SmtpReply> heldWrongly(SenderOptions options) {
        if (options.holdUntil().isEmpty()) {
            return Optional.empty();
        }
        Instant until = options.holdUntil().get();
        Duration maxHold = profile.limits().maxHold();
        if (until.isAfter(session.now().plus(maxHold))) {
            return Optional.of(Replies.heldTooLong(maxHold.toSeconds()));
        }
        return options.deliverBy().filter(by -> until.isAfter(by.deadline())).map(by -> Replies.HELD_BEYOND_BY);
    }

    @Override
    public Step rcpt(SmtpCommand.Rcpt command) {
        if (session.state() == State.CHUNKS) {
            return session.answer(Replies.CHUNKS_UNDER_WAY);
        }
        if (session.state() != State.ENVELOPE) {
            return session.answer(envelopeMissing());
        }
        Transaction transaction = session.transaction();
        Recipient recipient = command.recipient();
        Optional<SmtpReply> refusal = transaction
                .mayAdd(recipient)
                .or(() -> tally.mayName(recipient.address().domain())
                        ? Optional.empty()
                        : Optional.of(Replies.TOO_MANY_DOMAINS));
        if (refusal.isPresent()) {
            return refuseRecipient(refusal.get());
        }
        return session.ask(
                new Inquiry.Rcpt(session.facts(), recipient, transaction.recipients()),
                () -> transaction.add(recipient).map(this::refuseRecipient).orElseGet(() -> {
                    tally.named(recipient.address().domain());
                    return session.answer(Replies.RECIPIENT_OK);
                }),
                this::refuseRecipient);
    }

    private Step refuseRecipient(SmtpReply reply) {
        session.transaction().recipientRefused();
        return session.refuse("rcpt", reply);
    }

    @Override
    public Step data(SmtpCommand.Data command) {
        Optional<SmtpReply> refusal = mayBeginText();
        if (refusal.isPresent()) {
            return session.answer(refusal.get());
        }
        if (session.transaction().isBinary()) {
            return session.answer(Replies.BINARY_BY_DATA);
        }
        return session.ask(
                aboutText(),
                () -> {
                    session.enter(State.TEXT);
                    return Step.reply(Replies.SEND_TEXT, Next.TEXT);
                },
                reply -> session.refuse("data", reply));
    }

    /** Why text may not begin now, if it may not. */
    private Optional<SmtpReply> mayBeginText() {
        if (session.state() == State.CHUNKS) {
            return Optional.of(Replies.CHUNKS_UNDER_WAY);
        }
        if (session.state() != State.ENVELOPE) {
            return Optional.of(envelopeMissing());
        }
        Optional<SmtpReply> refusal = session.transaction().notReadyForText();
        // RFC 2033 section 4.2: LMTP knows no other code for it.
        return profile.isLmtp() ? refusal.map(any -> Replies.RCPT_FIRST) : refusal;
    }

    private Inquiry aboutText() {
        return new Inquiry.Data(session.facts(), session.transaction().recipients());
    }

    /**
     * The octets of a chunk follow its line whatever the answer will be, so they are always read: <a
     * href="https://www.rfc-editor.org/rfc/rfc3030#section-2">RFC 3030 section 2</a>.
     */
    @Override
    public Step bdat(SmtpCommand.Bdat command) {
        SmtpLimits limits = profile.limits();
        if (command.octets() - limits.maxMessageBytes() > limits.maxDiscardedBytes()) {
            return session.close(ClosingReason.ENDLESS_MESSAGE);
        }
        chunk = command;
        chunkRefusal = null;
        if (session.state() == State.CHUNKS) {
            return readChunk();
        }
        Optional<SmtpReply> refusal = mayBeginText();
        return refusal.isPresent()
                ? dropChunk(refusal.get())
                : session.ask(aboutText(), this::readChunk, this::dropChunk);
    }

    private Step readChunk() {
        session.enter(State.CHUNKS);
        return Step.chunk(chunk.octets());
    }

    private Step dropChunk(SmtpReply reply) {
        chunkRefusal = reply;
        return Step.chunk(chunk.octets());
    }

    /** Takes the next octets of a chunk. */
    void chunkText(ByteBuf octets) {
        if (chunkRefusal == null) {
            session.transaction().chunk(octets);
        }
    }

    Step endOfChunk() {
        if (chunkRefusal != null) {
            return session.refuse("data", chunkRefusal);
        }
        Transaction transaction = session.transaction();
        if (chunk.last()) {
            return session.endOfText(transaction.chunksDefect());
        }
        if (transaction.isTooLarge()) {
            session.endTransaction();
            return session.refuse("message", Replies.tooLarge(profile.limits().maxMessageBytes()));
        }
        return session.answer(Replies.chunk(chunk.octets()));
    }

    @Override
    public Step lostBdat(SmtpCommand.LostBdat command) {
        return session.end("unreadable BDAT", Replies.BDAT_SYNTAX);
    }

    private SmtpReply envelopeMissing() {
        return session.state() == State.CONNECTED ? greetFirst() : lacking().orElse(Replies.MAIL_FIRST);
    }

    private SmtpReply greetFirst() {
        return profile.isLmtp() ? Replies.LHLO_FIRST : Replies.HELO_FIRST;
    }

    /** RFC 3207 section 4 and RFC 4954 section 6: 530 to what has to wait for TLS or AUTH. */
    private Optional<SmtpReply> lacking() {
        if (lacksTls()) {
            return Optional.of(Replies.NEEDS_TLS);
        }
        return profile.auth() == AuthMode.REQUIRED && !client.isAuthenticated()
                ? Optional.of(Replies.NEEDS_AUTH)
                : Optional.empty();
    }

    private boolean lacksTls() {
        return profile.requireTls() && !client.isSecured();
    }

    @Override
    public Step rset(SmtpCommand.Rset command) {
        session.endTransaction();
        return session.answer(Replies.RESET);
    }

    @Override
    public Step noop(SmtpCommand.Noop command) {
        return session.answer(Replies.NOTHING_DONE);
    }

    @Override
    public Step vrfy(SmtpCommand.Vrfy command) {
        Optional<SmtpReply> lacking = lacking();
        if (lacking.isPresent()) {
            return session.answer(lacking.get());
        }
        return session.answer(command.beyondAscii() ? Replies.NEEDS_SMTPUTF8 : Replies.CANNOT_VERIFY);
    }

    @Override
    public Step help(SmtpCommand.Help command) {
        return session.answer(Replies.HELP);
    }

    @Override
    public Step quit(SmtpCommand.Quit command) {
        return session.end("quit", Replies.quit(profile.serverName()));
    }

    @Override
    public Step startTls(SmtpCommand.StartTls command) {
        if (client.isSecured()) {
            return session.answer(Replies.TLS_ALREADY);
        }
        if (profile.tls() != TlsMode.STARTTLS) {
            return session.answer(Replies.NO_TLS);
        }
        session.endTransaction();
        session.enter(State.HANDSHAKE);
        return Step.reply(Replies.READY_FOR_TLS, Next.TLS);
    }

    @Override
    public Step malformed(SmtpCommand.Malformed command) {
        return session.answer(command.reply());
    }
}
