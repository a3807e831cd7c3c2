package labwire.smtp.session;

import java.util.Optional;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.hook.SessionFacts;
import org.jspecify.annotations.Nullable;

/** What a session knows of its client. */
final class Client {

    private final SessionOrigin origin;
    private String name = "";
    private boolean extended;
    private @Nullable TlsFacts tls;
    private @Nullable String user;

    Client(SessionOrigin origin) {
        this.origin = origin;
    }

    String sessionId() {
        return origin.sessionId();
    }

    /** @param withExtensions said EHLO or LHLO */
    void greeted(String saidName, boolean withExtensions) {
        name = saidName;
        extended = withExtensions;
    }

    /** Everything said before is forgotten (<a href="https://www.rfc-editor.org/rfc/rfc3207#section-4.2">RFC 3207 section 4.2</a>). */
    void secured(TlsFacts facts) {
        tls = facts;
        name = "";
        extended = false;
        user = null;
    }

    void authenticated(String canonicalName) {
        user = canonicalName;
    }

    boolean hasGreeted() {
        return !name.isEmpty();
    }

    boolean isExtended() {
        return extended;
    }

    boolean isSecured() {
        return tls != null;
    }

    boolean isAuthenticated() {
        return user != null;
    }

    Optional<TlsFacts> tls() {
        return Optional.ofNullable(tls);
    }

    SessionFacts facts(Optional<MailAddress> sender) {
        return facts(name, Optional.ofNullable(user), sender);
    }

    SessionFacts factsNamed(String saidName) {
        return facts(saidName, Optional.ofNullable(user), Optional.empty());
    }

    SessionFacts factsAs(String asUser) {
        return facts(name, Optional.of(asUser), Optional.empty());
    }

    private SessionFacts facts(String saidName, Optional<String> asUser, Optional<MailAddress> sender) {
        return new SessionFacts(
                origin.sessionId(),
                origin.clientAddress(),
                origin.serverPort(),
                saidName,
                tls().map(TlsFacts::description),
                asUser,
                sender);
    }

    Provenance provenance(SessionProfile profile) {
        return new Provenance(
                origin.sessionId(),
                profile.serverName(),
                name,
                origin.clientAddress(),
                profile.isLmtp() ? Protocol.LMTP : extended ? Protocol.ESMTP : Protocol.SMTP,
                tls().map(TlsFacts::description),
                Optional.ofNullable(user));
    }
}
