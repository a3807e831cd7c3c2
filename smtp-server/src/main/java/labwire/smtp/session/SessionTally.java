package labwire.smtp.session;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a session has had of what the server told it to be limited (<a
 * href="https://www.rfc-editor.org/rfc/rfc9422#section-4">RFC 9422 section 4</a>): neither RSET nor another message makes
 * it less.
 */
final class SessionTally {

    private final SmtpLimits limits;
    /** Only where their number is limited. */
    private final Set<String> domains = new TreeSet<>();

    private int mails;

    SessionTally(SmtpLimits limits) {
        this.limits = limits;
    }

    /** A MAIL command came: each counts, "regardless of whether they succeed or fail". */
    void mail() {
        mails++;
    }

    /** Whether the MAIL command that came last is one too many. */
    boolean isBeyondMessages() {
        return mails > limits.maxMessages();
    }

    /** Whether a recipient at this domain may be named. */
    boolean mayName(String domain) {
        return domains.size() < limits.maxRecipientDomains() || domains.contains(domain);
    }

    /** A recipient at this domain was taken. */
    void named(String domain) {
        if (limits.maxRecipientDomains() < SmtpLimits.UNLIMITED) {
            domains.add(domain);
        }
    }
}
