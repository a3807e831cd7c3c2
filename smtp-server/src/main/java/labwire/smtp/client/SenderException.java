package labwire.smtp.client;

import java.io.IOException;
import java.util.Optional;
import labwire.smtp.reply.SmtpReply;

/** The dialogue with a server broke off, or never got as far as a message. */
public final class SenderException extends IOException {

    /** What went wrong. */
    public enum Problem {
        /** The server said something that is not SMTP. */
        PROTOCOL,
        /** The server would not go on; its reply tells. */
        REFUSED,
        /** There is no TLS of the kind that was asked for. */
        TLS,
        /** There is no way to authenticate, or the credentials are wrong. */
        AUTH,
        /** The server closed the connection. */
        CLOSED,
        /** The server took too long. */
        TIMEOUT,
        /** The message could not be read. */
        CONTENT,
        /** All of the message was sent, and no reply to it was seen: the server may have it or not. */
        UNANSWERED
    }

    private final Problem problem;
    private final transient Optional<SmtpReply> reply;

    SenderException(Problem problem, String message) {
        super(message);
        this.problem = problem;
        this.reply = Optional.empty();
    }

    SenderException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.reply = Optional.empty();
    }

    SenderException(Problem problem, SmtpReply reply, String expected) {
        super("the server said " + reply + " (expected: " + expected + ")");
        this.problem = problem;
        this.reply = Optional.of(reply);
    }

    public Problem problem() {
        return problem;
    }

    /** What the server said, where that is the problem. */
    public Optional<SmtpReply> reply() {
        return reply;
    }
}
