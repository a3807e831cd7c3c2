package labwire.smtp.session;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.SaslChannel;
import labwire.smtp.auth.SaslExchange;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.Step.Next;
import org.jspecify.annotations.Nullable;

/**
 * AUTH in a session (<a href="https://www.rfc-editor.org/rfc/rfc4954">RFC 4954</a>): carries a mechanism's challenges and
 * responses, and counts failures.
 */
final class Authentication {

    /** Those that a server may find too weak where it knows them: 534 instead of 504. */
    private static final List<String> WEAK_MECHANISMS = List.of("PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5");

    private static final String CANCEL = "*";
    private static final String EMPTY = "=";

    private final SmtpSession session;
    private final SessionProfile profile;
    private final Client client;
    private final Sasl sasl;

    private String mechanism = "";
    private @Nullable SaslExchange exchange;
    private int failures;

    Authentication(SmtpSession session, SessionProfile profile, Client client, Sasl sasl) {
        this.session = session;
        this.profile = profile;
        this.client = client;
        this.sasl = sasl;
    }

    /** Whether AUTH is a word on this listener, if perhaps under TLS alone. */
    boolean isOffered() {
        return profile.auth() != AuthMode.NONE
                && !sasl.mechanisms(channel(true)).isEmpty();
    }

    /** Those for here and now. */
    List<String> mechanisms() {
        return profile.auth() == AuthMode.NONE || client.isAuthenticated()
                ? List.of()
                : sasl.mechanisms(channel(false));
    }

    /** @param secured as if it were, else as it is */
    private SaslChannel channel(boolean secured) {
        return new SaslChannel(
                profile.serverName(),
                secured || client.isSecured() || profile.plaintextAuth(),
                client.tls().flatMap(TlsFacts::binding));
    }

    Step begin(SmtpCommand.Auth command) {
        Optional<SaslExchange> begun = sasl.begin(command.mechanism(), channel(false));
        if (begun.isEmpty()) {
            return session.answer(notOffered(command.mechanism()));
        }
        mechanism = command.mechanism();
        exchange = begun.get();
        return command.initialResponse()
                .map(this::initial)
                .orElseGet(() -> follow(begun.get().start()));
    }

    private SmtpReply notOffered(String name) {
        if (sasl.mechanisms(channel(true)).contains(name)) {
            return Replies.MECHANISM_NEEDS_TLS;
        }
        return WEAK_MECHANISMS.contains(name) ? Replies.WEAK_MECHANISM : Replies.UNKNOWN_MECHANISM;
    }

    private Step initial(String response) {
        return decoded(response.equals(EMPTY) ? "" : response);
    }

    Step response(SmtpLine line) {
        if (!(line instanceof SmtpLine.Text response)) {
            return over(line instanceof SmtpLine.TooLong ? Replies.LINE_TOO_LONG : Replies.NOT_BASE64);
        }
        return response.text().equals(CANCEL) ? over(Replies.AUTH_CANCELLED) : decoded(response.text());
    }

    private Step decoded(String base64) {
        byte[] response;
        try {
            response = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return over(Replies.NOT_BASE64);
        }
        return follow(underWay().respond(response));
    }

    /** Goes on from a step of the mechanism. */
    Step follow(SaslStep step) {
        if (step instanceof SaslStep.Challenge challenge) {
            String base64 = Base64.getEncoder().encodeToString(challenge.octets());
            return Step.reply(Replies.challenge(base64), Next.SASL);
        }
        if (step instanceof SaslStep.Work work) {
            return Step.work(work);
        }
        if (step instanceof SaslStep.Success success) {
            return session.ask(
                    new Inquiry.Auth(client.factsAs(success.user()), mechanism),
                    () -> succeeded(success.user()),
                    reply -> failed("refused: " + reply, reply));
        }
        if (step instanceof SaslStep.Failure failure) {
            return failed(failure.reason(), Replies.AUTH_FAILED);
        }
        return failed(((SaslStep.Malformed) step).problem(), Replies.MALFORMED_RESPONSE);
    }

    /** The mechanism's work came to nothing. */
    Step broken() {
        return failed("the mechanism failed", Replies.AUTH_BROKEN);
    }

    private Step succeeded(String user) {
        exchange = null;
        client.authenticated(user);
        session.tell(new MailEvent.Authenticated(client.sessionId(), profile.protocolName(), mechanism, user));
        return session.answer(Replies.AUTHENTICATED);
    }

    private Step failed(String reason, SmtpReply reply) {
        session.tell(new MailEvent.AuthenticationFailed(client.sessionId(), profile.protocolName(), mechanism, reason));
        failures++;
        if (failures >= profile.limits().maxAuthFailures()) {
            return session.close(ClosingReason.TOO_MANY_AUTH_FAILURES);
        }
        return over(reply);
    }

    private Step over(SmtpReply reply) {
        exchange = null;
        return session.refuse("auth", reply);
    }

    private SaslExchange underWay() {
        if (exchange == null) {
            throw new IllegalStateException("no authentication is under way");
        }
        return exchange;
    }
}
