package labwire.smtp.relay;

import java.util.Optional;
import javax.net.ssl.SSLException;
import labwire.smtp.client.SenderException;
import labwire.smtp.reply.EnhancedCode;
import labwire.smtp.reply.SmtpReply;

/**
 * What a try means for a recipient.
 *
 * @param host that was tried; empty if none was
 * @param replied whether the reply is the host's, and not our own words for what happened
 */
record Verdict(Kind kind, String host, SmtpReply reply, boolean replied) {

    enum Kind {
        TAKEN,
        TEMPORARY,
        PERMANENT
    }

    /** A host's reply about a recipient. */
    static Verdict of(String host, SmtpReply reply) {
        return new Verdict(kind(reply), host, reply, true);
    }

    /** Our own words. */
    static Verdict own(String host, SmtpReply reply) {
        return new Verdict(kind(reply), host, reply, false);
    }

    private static Kind kind(SmtpReply reply) {
        return reply.isPositive() ? Kind.TAKEN : reply.isPermanentFailure() ? Kind.PERMANENT : Kind.TEMPORARY;
    }

    /** A connection that did not come about or broke off. Always temporary: it is the host's trouble, or the way's. */
    static Verdict broken(String host, Throwable cause) {
        if (cause instanceof SenderException problem) {
            Optional<SmtpReply> reply = problem.reply();
            return switch (problem.problem()) {
                case REFUSED -> refused(host, reply, "4.3.0", problem);
                case PROTOCOL -> refused(host, reply, "4.5.0", problem);
                case TLS -> refused(host, reply, "4.7.4", problem);
                case AUTH -> refused(host, reply, "4.7.8", problem);
                case CLOSED, TIMEOUT, UNANSWERED -> own(host, SmtpReply.of(451, "4.4.2", text(problem)));
                case CONTENT -> own(host, SmtpReply.of(451, "4.3.0", text(problem)));
            };
        }
        return cause instanceof SSLException
                ? own(host, SmtpReply.of(451, "4.7.5", text(cause)))
                : own(host, SmtpReply.of(451, "4.4.1", text(cause)));
    }

    private static Verdict refused(String host, Optional<SmtpReply> reply, String code, SenderException problem) {
        return reply.isPresent()
                ? new Verdict(Kind.TEMPORARY, host, reply.get(), true)
                : own(host, SmtpReply.of(451, code, text(problem)));
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /** The status for reports: the reply's own, or the plainest of its class. */
    EnhancedCode status() {
        int kindOfStatus = kind == Kind.TAKEN ? 2 : kind == Kind.TEMPORARY ? 4 : 5;
        return reply.enhanced()
                .map(code -> new EnhancedCode(kindOfStatus, code.subject(), code.detail()))
                .orElse(new EnhancedCode(kindOfStatus, 0, 0));
    }

    /** The reply on one line. */
    String diagnostic() {
        return reply.code() + " " + reply.enhanced().map(code -> code + " ").orElse("")
                + String.join(" ", reply.lines());
    }
}
