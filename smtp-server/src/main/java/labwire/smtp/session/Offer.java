package labwire.smtp.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.reply.SmtpReply;

/**
 * What a session may use here and now, beyond what every session may; EHLO and LHLO list it, and parameters of MAIL
 * are held to it.
 *
 * @param mechanisms of AUTH; empty if there are none, or if the client has authenticated
 * @param auth whether AUTH is a word here, before and after it was used
 * @param requireTls REQUIRETLS, which only makes sense under TLS
 * @param futureRelease which is for submission (RFC 4865 section 3)
 */
record Offer(boolean startTls, List<String> mechanisms, boolean auth, boolean requireTls, boolean futureRelease) {

    SmtpReply reply(SessionProfile profile, String clientName, Instant now) {
        SmtpLimits limits = profile.limits();
        List<String> lines = new ArrayList<>();
        lines.add(profile.serverName() + " greets " + clientName);
        lines.add("PIPELINING");
        lines.add("SIZE " + limits.maxMessageBytes());
        lines.add("8BITMIME");
        lines.add("ENHANCEDSTATUSCODES");
        lines.add("SMTPUTF8");
        lines.add("CHUNKING");
        lines.add("BINARYMIME");
        lines.add("DSN");
        lines.add("DELIVERBY");
        if (startTls) {
            lines.add("STARTTLS");
        }
        if (!mechanisms.isEmpty()) {
            lines.add("AUTH " + String.join(" ", mechanisms));
        }
        if (requireTls) {
            lines.add("REQUIRETLS");
        }
        if (futureRelease) {
            Instant latest = now.plus(limits.maxHold()).truncatedTo(ChronoUnit.SECONDS);
            lines.add("FUTURERELEASE " + limits.maxHold().toSeconds() + " " + latest);
        }
        lines.add(limitsLine(limits));
        lines.add("HELP");
        return new SmtpReply(250, Optional.empty(), lines);
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc9422">RFC 9422</a>: only limits that there are. */
    private static String limitsLine(SmtpLimits limits) {
        StringBuilder line = new StringBuilder("LIMITS");
        if (limits.maxMessages() < SmtpLimits.UNLIMITED) {
            line.append(" MAILMAX=").append(limits.maxMessages());
        }
        line.append(" RCPTMAX=").append(limits.maxRecipients());
        if (limits.maxRecipientDomains() < SmtpLimits.UNLIMITED) {
            line.append(" RCPTDOMAINMAX=").append(limits.maxRecipientDomains());
        }
        return line.toString();
    }
}
