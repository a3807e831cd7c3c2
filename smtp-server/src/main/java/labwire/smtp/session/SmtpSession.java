package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.Step.Next;
import org.jspecify.annotations.Nullable;

/**
 * One SMTP session, server side: every input gives the {@link Step} to take. Does no I/O and knows no clock; for one
 * thread.
 *
 * <p>The policy is <em>capture</em>: mail is taken for every address, and relayed nowhere.
 */
public final class SmtpSession {

    private enum State {
        /** Nothing said yet, or TLS just begun: HELO or EHLO → READY. */
        CONNECTED,
        /** Greeted: MAIL → ENVELOPE, STARTTLS → HANDSHAKE. */
        READY,
        /** Sender given: RCPT stays, DATA → TEXT, RSET and HELO and EHLO → READY, STARTTLS → HANDSHAKE. */
        ENVELOPE,
        /** Message text comes in: its end → KEEPING, or READY if the message is refused. */
        TEXT,
        /** The message is being kept: kept or not → READY. */
        KEEPING,
        /** TLS is being agreed: secured → CONNECTED. */
        HANDSHAKE,
        /** Over, from every state. */
        CLOSED
    }

    private final SessionProfile profile;
    private final String clientAddress;
    private final DeliveryTarget target;
    private final SmtpCommand.Verbs verbs = new Verbs();

    private State state = State.CONNECTED;
    private Optional<String> tls = Optional.empty();
    private String clientName = "";
    private boolean extended;
    private int errors;
    private @Nullable Transaction transaction;

    /** @param clientAddress the client's IP address as text */
    public SmtpSession(SessionProfile profile, String clientAddress, DeliveryTarget target) {
        this.profile = profile;
        this.clientAddress = clientAddress;
        this.target = target;
    }

    /** The first step, once the transport is ready: under implicit TLS, after {@link #secured}. */
    public Step open() {
        return answer(Replies.greeting(profile.serverName()));
    }

    public Step command(SmtpLine line) {
        return CommandSyntax.read(line).by(verbs);
    }

    /** Takes the next piece of message text, dots unstuffed; reads the buffer and does not keep it. */
    public void text(ByteBuf octets) {
        transaction().text(octets);
    }

    /** Whether more text came than anyone should have to read; then {@link #close} with ENDLESS_MESSAGE. */
    public boolean isTextEndless() {
        return transaction().isEndless();
    }

    /** @param defect what is wrong with the text, if anything */
    public Step endOfText(Optional<TextDefect> defect) {
        // Only now, at its end: a refusal in mid-message would turn the rest of the text into commands.
        if (transaction().isTooLarge()) {
            endTransaction();
            return answer(Replies.tooLarge(profile.limits().maxMessageBytes()));
        }
        if (defect.isPresent()) {
            endTransaction();
            return answer(Replies.defectiveText(defect.get()));
        }
        state = State.KEEPING;
        return Step.KEEP;
    }

    /** Has the message kept; {@link #kept} or {@link #notKept} is due once the receipt is done. */
    public void keep(Promise<String> receipt) {
        transaction().keep(receipt);
    }

    public Step kept(String id) {
        endTransaction();
        errors = 0;
        return answer(Replies.kept(id));
    }

    public Step notKept(Throwable cause) {
        endTransaction();
        return answer(cause instanceof DeliveryRefusedException refused ? refused.reply() : Refusals.STORE_DOWN);
    }

    /**
     * TLS is in use from here on. Everything the client said before is forgotten (<a
     * href="https://www.rfc-editor.org/rfc/rfc3207#section-4.2">RFC 3207 section 4.2</a>).
     *
     * @param description TLS version and cipher suite
     */
    public void secured(String description) {
        tls = Optional.of(description);
        endTransaction();
        clientName = "";
        extended = false;
        state = State.CONNECTED;
    }

    /** Ends the session from the server's side. */
    public Step close(ClosingReason reason) {
        return end(Replies.closing(profile.serverName(), reason));
    }

    /** The client is gone. A message that is being kept is kept all the same. */
    public void disconnected() {
        endTransaction();
        state = State.CLOSED;
    }

    private Step end(SmtpReply reply) {
        disconnected();
        return Step.reply(reply, Next.CLOSE);
    }

    private Step answer(SmtpReply reply) {
        if (reply.isPermanentFailure() && ++errors > profile.limits().maxErrors()) {
            return close(ClosingReason.TOO_MANY_ERRORS);
        }
        return Step.reply(reply, Next.COMMAND);
    }

    private void endTransaction() {
        if (transaction != null) {
            transaction.abort();
            transaction = null;
        }
        state = clientName.isEmpty() ? State.CONNECTED : State.READY;
    }

    private Transaction transaction() {
        if (transaction == null) {
            throw new IllegalStateException("no mail transaction in state " + state);
        }
        return transaction;
    }

    private void greetedBy(String name, boolean withEhlo) {
        clientName = name;
        extended = withEhlo;
        endTransaction();
    }

    private boolean offersStartTls() {
        return profile.startTls() && tls.isEmpty();
    }

    /** The commands, each allowed or not by the state of the session. */
    private final class Verbs implements SmtpCommand.Verbs {

        @Override
        public Step helo(SmtpCommand.Helo command) {
            greetedBy(command.clientName(), false);
            return answer(Replies.helo(profile.serverName()));
        }

        @Override
        public Step ehlo(SmtpCommand.Ehlo command) {
            greetedBy(command.clientName(), true);
            return answer(Replies.ehlo(
                    profile.serverName(), clientName, profile.limits().maxMessageBytes(), offersStartTls()));
        }

        @Override
        public Step mail(SmtpCommand.Mail command) {
            if (state == State.CONNECTED) {
                return answer(Replies.HELO_FIRST);
            }
            if (state == State.ENVELOPE) {
                return answer(Replies.NESTED_MAIL);
            }
            SmtpLimits limits = profile.limits();
            if (command.declaredBytes().orElse(0) > limits.maxMessageBytes()) {
                return answer(Replies.tooLarge(limits.maxMessageBytes()));
            }
            Provenance provenance = new Provenance(
                    "",
                    profile.serverName(),
                    clientName,
                    clientAddress,
                    extended ? Protocol.ESMTP : Protocol.SMTP,
                    tls,
                    Optional.empty());
            transaction =
                    new Transaction(limits, target.start(provenance, command.sender(), SenderOptions.NONE, () -> {}));
            state = State.ENVELOPE;
            return answer(Replies.SENDER_OK);
        }

        @Override
        public Step rcpt(SmtpCommand.Rcpt command) {
            return state == State.ENVELOPE
                    ? answer(transaction().addRecipient(command.recipient()))
                    : answer(envelopeMissing());
        }

        @Override
        public Step data(SmtpCommand.Data command) {
            if (state != State.ENVELOPE) {
                return answer(envelopeMissing());
            }
            Optional<SmtpReply> notReady = transaction().notReadyForText();
            if (notReady.isPresent()) {
                return answer(notReady.get());
            }
            state = State.TEXT;
            return Step.reply(Replies.SEND_TEXT, Next.TEXT);
        }

        private SmtpReply envelopeMissing() {
            return state == State.CONNECTED ? Replies.HELO_FIRST : Replies.MAIL_FIRST;
        }

        @Override
        public Step rset(SmtpCommand.Rset command) {
            endTransaction();
            return answer(Replies.RESET);
        }

        @Override
        public Step noop(SmtpCommand.Noop command) {
            return answer(Replies.NOTHING_DONE);
        }

        @Override
        public Step vrfy(SmtpCommand.Vrfy command) {
            return answer(Replies.CANNOT_VERIFY);
        }

        @Override
        public Step help(SmtpCommand.Help command) {
            return answer(Replies.HELP);
        }

        @Override
        public Step quit(SmtpCommand.Quit command) {
            return end(Replies.quit(profile.serverName()));
        }

        @Override
        public Step startTls(SmtpCommand.StartTls command) {
            if (tls.isPresent()) {
                return answer(Replies.TLS_ALREADY);
            }
            if (!profile.startTls()) {
                return answer(Replies.NO_TLS);
            }
            endTransaction();
            state = State.HANDSHAKE;
            return Step.reply(Replies.READY_FOR_TLS, Next.TLS);
        }

        @Override
        public Step malformed(SmtpCommand.Malformed command) {
            return answer(command.reply());
        }
    }
}
