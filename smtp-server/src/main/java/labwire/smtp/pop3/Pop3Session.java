package labwire.smtp.pop3;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.auth.SaslChannel;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.hook.Decision;
import labwire.smtp.mailbox.MailboxMessage;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.pop3.Pop3Step.Next;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.TlsMode;
import org.jspecify.annotations.Nullable;

/**
 * One POP3 session, server side: every input gives the {@link Pop3Step} to take. Does no I/O and knows no clock; for one
 * thread.
 *
 * <p>Messages are deleted only by QUIT (RFC 1939 section 6): a session that ends in any other way deletes none.
 */
final class Pop3Session {

    private enum State {
        /** Nobody is known: credentials → CHECKING, AUTH → EXCHANGE, STLS → HANDSHAKE. */
        AUTHORIZATION,
        /** A SASL exchange awaits a response: response → CHECKING, EXCHANGE or AUTHORIZATION. */
        EXCHANGE,
        /** Credentials are looked at: right → ENTERING, else → AUTHORIZATION or EXCHANGE. */
        CHECKING,
        /** The hook is asked about the user: accepted → OPENING, refused → AUTHORIZATION. */
        ENTERING,
        /** The mailbox is being locked and looked into: → TRANSACTION, or AUTHORIZATION if that fails. */
        OPENING,
        /** The mailbox is open: RETR and TOP → SENDING, QUIT with marked messages → UPDATE. */
        TRANSACTION,
        /** A message is on its way: → TRANSACTION. */
        SENDING,
        /** Marked messages are being deleted: → CLOSED. */
        UPDATE,
        /** TLS is being agreed: secured → AUTHORIZATION. */
        HANDSHAKE,
        /** Over, from every state. */
        CLOSED
    }

    private static final String TEMPORARY = "[SYS/TEMP] ";
    /** As a client may call English; {@code *} is the server's own choice. */
    private static final List<String> LANGUAGES = List.of("en", "i-default", "*");

    private final Pop3Profile profile;
    private final String sessionId;
    private final MailObserver observer;
    private final LoginDialogue login;
    private final Pop3Gate gate;

    private State state = State.AUTHORIZATION;
    private boolean tls;
    private int errors;
    private int loginFailures;
    private String user = "";
    private @Nullable Maildrop maildrop;
    /** What to say after the handshake instead of a greeting; null for nothing. */
    private @Nullable SmtpReply turnedAway;

    private Pop3Session(Pop3Profile profile, SessionOrigin origin, LoginDialogue login, MailObserver observer) {
        this.profile = profile;
        this.sessionId = origin.sessionId();
        this.login = login;
        this.observer = observer;
        this.gate = new Pop3Gate(origin, observer);
    }

    /** A session on a channel that is not secure yet. */
    static Pop3Session of(Pop3Profile profile, Pop3Services services, SessionOrigin origin) {
        SaslChannel channel = new SaslChannel(profile.serverName(), profile.plaintextAuth(), Optional.empty());
        LoginDialogue login = new LoginDialogue(services.sasl(), services.apop(), channel);
        return new Pop3Session(profile, origin, login, services.observer());
    }

    /** The first step, once the transport is there; under implicit TLS, before the handshake. */
    Pop3Step open() {
        return gate.connect(this::welcome, reply -> {
            turnedAway = reply;
            return welcome();
        });
    }

    private Pop3Step welcome() {
        if (profile.tls() == TlsMode.IMPLICIT && !tls) {
            state = State.HANDSHAKE;
            return new Pop3Step.Handshake();
        }
        return turnedAway == null ? greeting() : end(Pop3Gate.line(turnedAway));
    }

    Pop3Step decided(Decision decision) {
        return gate.decided(decision);
    }

    /** The hook did not decide. */
    Pop3Step undecided() {
        return gate.undecided();
    }

    private Pop3Step greeting() {
        return ok((profile.serverName() + " POP3 Labwire ready " + login.timestamp()).stripTrailing());
    }

    Pop3Step command(SmtpLine line) {
        Pop3Command command = Pop3Command.read(line);
        if (command instanceof Pop3Command.Bad bad) {
            return error(bad.problem());
        }
        Pop3Command.Known known = (Pop3Command.Known) command;
        return switch (known.verb()) {
            case CAPA -> capabilities();
            case QUIT -> quit();
            case LANG -> language(known.arguments());
            case APOP, AUTH, PASS, STLS, USER, UTF8 ->
                state == State.AUTHORIZATION
                        ? authorization(known.verb(), known.arguments())
                        : error("You are logged in already");
            case DELE, LIST, NOOP, RETR, RSET, STAT, TOP, UIDL ->
                maildrop == null ? error("Log in first") : transaction(maildrop, known);
        };
    }

    private Pop3Step capabilities() {
        List<String> lines = new ArrayList<>(List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
        if (login.offersUser()) {
            lines.add("USER");
        }
        if (!login.mechanisms().isEmpty()) {
            lines.add("SASL " + String.join(" ", login.mechanisms()));
        }
        if (offersStls() && state == State.AUTHORIZATION) {
            lines.add("STLS");
        }
        lines.addAll(List.of("UTF8 USER", "LANG", "EXPIRE NEVER", "IMPLEMENTATION Labwire"));
        return new Pop3Step.Listing("+OK Capabilities follow", lines.iterator());
    }

    private boolean offersStls() {
        return profile.tls() == TlsMode.STARTTLS && !tls;
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc6856#section-3.1">RFC 6856 section 3.1</a>; English is all there is. */
    private Pop3Step language(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Pop3Step.Listing(
                    "+OK Language listing follows", List.of("en English").iterator());
        }
        return LANGUAGES.contains(arguments.get(0).toLowerCase(Locale.ROOT))
                ? ok("en The server speaks English")
                : error("Language is not spoken here (LANG lists those that are)");
    }

    private Pop3Step quit() {
        List<String> marked = maildrop == null ? List.of() : maildrop.markedUids();
        if (maildrop == null || marked.isEmpty()) {
            return end("+OK " + profile.serverName() + " closes the connection");
        }
        state = State.UPDATE;
        return new Pop3Step.Delete(maildrop.mailbox(), marked);
    }

    private Pop3Step authorization(Pop3Verb verb, List<String> arguments) {
        return switch (verb) {
            case STLS -> stls();
            case UTF8 -> ok("Messages are sent as they are, UTF-8 and all");
            case USER -> {
                if (!login.offersUser()) {
                    yield error(noPlaintext());
                }
                login.user(arguments.get(0));
                yield ok("Now the password");
            }
            case PASS ->
                login.pass(arguments.get(0))
                        .map(this::credentials)
                        .orElseGet(() -> error(login.offersUser() ? "USER first" : noPlaintext()));
            case APOP ->
                login.apop(arguments.get(0), arguments.get(1))
                        .map(this::credentials)
                        .orElseGet(() -> error("APOP is not offered"));
            case AUTH -> auth(arguments);
            case CAPA, DELE, LANG, LIST, NOOP, QUIT, RETR, RSET, STAT, TOP, UIDL ->
                throw new IllegalArgumentException(verb + " in state " + state);
        };
    }

    private String noPlaintext() {
        return offersStls() ? "Passwords are taken under TLS alone: STLS first" : "USER is not offered";
    }

    private Pop3Step stls() {
        if (tls) {
            return error("TLS is in use already");
        }
        if (profile.tls() != TlsMode.STARTTLS) {
            return error("TLS is not offered here");
        }
        state = State.HANDSHAKE;
        return new Pop3Step.Reply("+OK Begin TLS", Next.TLS);
    }

    private Pop3Step auth(List<String> arguments) {
        if (arguments.isEmpty()) {
            // Not in any RFC, and what clients without CAPA ask.
            return new Pop3Step.Listing(
                    "+OK Mechanisms follow", login.mechanisms().iterator());
        }
        return login.auth(arguments.get(0), arguments.stream().skip(1).findFirst())
                .map(this::credentials)
                .orElseGet(() -> error("Mechanism is not offered here (AUTH lists those that are)"));
    }

    /** A line of a SASL exchange; {@code *} ends it (RFC 5034 section 4). */
    Pop3Step response(SmtpLine line) {
        if (!(line instanceof SmtpLine.Text text) || text.text().equals("*")) {
            state = State.AUTHORIZATION;
            return error(line instanceof SmtpLine.Text ? "Given up" : "Response is too long, or no line");
        }
        return credentials(login.respond(text.text()));
    }

    /** Goes on with a SASL step. */
    private Pop3Step credentials(SaslStep step) {
        if (step instanceof SaslStep.Challenge challenge) {
            state = State.EXCHANGE;
            return new Pop3Step.Reply("+ " + Base64.getEncoder().encodeToString(challenge.octets()), Next.RESPONSE);
        }
        if (step instanceof SaslStep.Work work) {
            state = State.CHECKING;
            return new Pop3Step.Check(work.work());
        }
        if (step instanceof SaslStep.Success success) {
            state = State.ENTERING;
            return gate.enter(success.user(), login.mechanism(), () -> entered(success.user()), this::keptOut);
        }
        state = State.AUTHORIZATION;
        if (step instanceof SaslStep.Malformed malformed) {
            return error(malformed.problem());
        }
        // RFC 3206 section 4: the client shall ask its user for the password anew.
        return loginFailed(((SaslStep.Failure) step).reason(), "-ERR [AUTH] Name or password is wrong");
    }

    private Pop3Step entered(String name) {
        user = name;
        observer.event(new MailEvent.Authenticated(sessionId, "pop3", login.mechanism(), user));
        state = State.OPENING;
        return new Pop3Step.Open(user);
    }

    private Pop3Step keptOut(SmtpReply reply) {
        state = State.AUTHORIZATION;
        String line = Pop3Gate.line(reply);
        return reply.code() == 421 ? end(line) : loginFailed("refused: " + reply, line);
    }

    private Pop3Step loginFailed(String reason, String line) {
        observer.event(new MailEvent.AuthenticationFailed(sessionId, "pop3", login.mechanism(), reason));
        loginFailures++;
        return loginFailures < profile.limits().maxLoginFailures() ? new Pop3Step.Reply(line, Next.COMMAND) : end(line);
    }

    Pop3Step checked(SaslStep step) {
        return credentials(step);
    }

    /** The mailbox is locked, with these messages in it. */
    Pop3Step opened(List<MailboxMessage> messages) {
        maildrop = new Maildrop(
                user,
                messages.subList(0, Math.min(messages.size(), profile.limits().maxMessages())));
        state = State.TRANSACTION;
        return ok(maildrop.summary());
    }

    private Pop3Step transaction(Maildrop drop, Pop3Command.Known command) {
        Pop3Step step = new MaildropVerbs(this, drop).carryOut(command.verb(), command.arguments());
        if (step instanceof Pop3Step.Send) {
            state = State.SENDING;
        }
        return step;
    }

    /** @param inUse whether another session has the mailbox open; else it cannot be read */
    Pop3Step notOpened(boolean inUse) {
        state = State.AUTHORIZATION;
        return error(
                inUse ? "[IN-USE] Another session has the mailbox open" : TEMPORARY + "The mailbox cannot be read");
    }

    /** The message has been sent: there is nothing more to say. */
    void sent() {
        state = State.TRANSACTION;
    }

    /** @param gone whether the message is not there any more; else it cannot be read now */
    Pop3Step notSent(boolean gone) {
        state = State.TRANSACTION;
        return error(gone ? "The message is gone" : TEMPORARY + "The message cannot be read");
    }

    Pop3Step deleted() {
        Maildrop drop = opened();
        observer.event(new MailEvent.Deleted(
                sessionId, drop.mailbox(), drop.markedUids().size()));
        return end("+OK " + drop.count() + " messages left");
    }

    Pop3Step notDeleted() {
        return end("-ERR " + TEMPORARY + "The marked messages may not all have been deleted");
    }

    private Maildrop opened() {
        if (maildrop == null) {
            throw new IllegalStateException("no mailbox is open in state " + state);
        }
        return maildrop;
    }

    /**
     * TLS is in use from here on. What the client said before is forgotten (RFC 2595 section 4).
     *
     * @param description the TLS version and cipher suite
     * @return the greeting, if it is due now
     */
    Optional<Pop3Step> secured(SaslChannel channel, String description) {
        tls = true;
        login.secured(channel);
        gate.secured(description);
        state = State.AUTHORIZATION;
        return profile.tls() == TlsMode.IMPLICIT ? Optional.of(welcome()) : Optional.empty();
    }

    /** Something that the server needs is not to be had just now. */
    Pop3Step unable() {
        state = maildrop == null ? State.AUTHORIZATION : State.TRANSACTION;
        return error(TEMPORARY + "Try later");
    }

    /** Ends the session from the server's side. */
    Pop3Step close(ClosingReason reason) {
        return end("-ERR "
                + switch (reason) {
                    case TOO_MANY_ERRORS -> "Too many errors";
                    case TOO_MANY_AUTH_FAILURES -> "Too many wrong passwords";
                    case TOO_MANY_SESSIONS -> TEMPORARY + "Too many sessions";
                    case SHUTTING_DOWN -> TEMPORARY + "The server is shutting down";
                    case PIPELINED_STARTTLS -> "Nothing may follow STLS before the handshake";
                    case IDLE -> "Waited too long";
                    case ENDLESS_MESSAGE, SERVER_FAULT -> TEMPORARY + "The server ran into a fault of its own";
                });
    }

    /** The client is gone. */
    void disconnected() {
        state = State.CLOSED;
    }

    private Pop3Step end(String line) {
        state = State.CLOSED;
        return new Pop3Step.Reply(line, Next.CLOSE);
    }

    static Pop3Step ok(String text) {
        return new Pop3Step.Reply("+OK " + text, Next.COMMAND);
    }

    Pop3Step error(String text) {
        errors++;
        return errors > profile.limits().maxErrors()
                ? close(ClosingReason.TOO_MANY_ERRORS)
                : new Pop3Step.Reply("-ERR " + text, Next.COMMAND);
    }
}
