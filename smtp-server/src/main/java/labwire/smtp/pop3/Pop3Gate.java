package labwire.smtp.pop3;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.hook.SessionFacts;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SessionOrigin;
import org.jspecify.annotations.Nullable;

/** What a session asks its hook, and how it goes on from the answer: may this client connect, and this user come in? */
final class Pop3Gate {

    /** The last question asked. */
    private record Question(String stage, Supplier<Pop3Step> accepted, Function<SmtpReply, Pop3Step> refused) {}

    private static final SmtpReply UNDECIDED = SmtpReply.of(451, "4.3.0", "This cannot be decided now");

    private final SessionOrigin origin;
    private final MailObserver observer;
    private Optional<String> tls = Optional.empty();
    private @Nullable Question question;

    Pop3Gate(SessionOrigin origin, MailObserver observer) {
        this.origin = origin;
        this.observer = observer;
    }

    /** @param description the TLS version and cipher suite */
    void secured(String description) {
        tls = Optional.of(description);
    }

    Pop3Step connect(Supplier<Pop3Step> accepted, Function<SmtpReply, Pop3Step> refused) {
        question = new Question("connect", accepted, refused);
        return new Pop3Step.Ask(new Inquiry.Connect(facts(Optional.empty())));
    }

    Pop3Step enter(String user, String mechanism, Supplier<Pop3Step> accepted, Function<SmtpReply, Pop3Step> refused) {
        question = new Question("auth", accepted, refused);
        return new Pop3Step.Ask(new Inquiry.Auth(facts(Optional.of(user)), mechanism));
    }

    private SessionFacts facts(Optional<String> user) {
        return new SessionFacts(
                origin.sessionId(), origin.clientAddress(), origin.serverPort(), "", tls, user, Optional.empty());
    }

    /** The answer to what was asked last. There is no message here that could be discarded. */
    Pop3Step decided(Decision decision) {
        Question asked = question;
        if (asked == null) {
            throw new IllegalStateException("nothing was asked");
        }
        question = null;
        if (decision instanceof Decision.Drop) {
            return new Pop3Step.Drop();
        }
        if (decision instanceof Decision.Refuse refusal) {
            observer.event(new MailEvent.Refused(origin.sessionId(), asked.stage(), refusal.reply()));
            return asked.refused().apply(refusal.reply());
        }
        return asked.accepted().get();
    }

    Pop3Step undecided() {
        return decided(new Decision.Refuse(UNDECIDED));
    }

    /**
     * What POP3 says for a reply of SMTP: a code of <a href="https://www.rfc-editor.org/rfc/rfc3206">RFC 3206</a> tells
     * whether the client may try again.
     */
    static String line(SmtpReply reply) {
        return "-ERR " + (reply.isPermanentFailure() ? "[SYS/PERM] " : "[SYS/TEMP] ")
                + reply.lines().get(0);
    }
}
