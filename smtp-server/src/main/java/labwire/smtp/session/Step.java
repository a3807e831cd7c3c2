package labwire.smtp.session;

import java.util.Optional;
import labwire.smtp.reply.SmtpReply;

/** What the transport is to do: send a reply, if there is one, and then? */
public record Step(Optional<SmtpReply> reply, Next next) {

    public enum Next {
        /** Read a command line and give it to {@link SmtpSession#command}. */
        COMMAND,
        /** Read message text to its end; {@link SmtpSession#text}, {@link SmtpSession#endOfText}. */
        TEXT,
        /** {@link SmtpSession#keep} the message, and read nothing until that is done. */
        KEEP,
        /** Do a TLS handshake, starting with the next octet that the client sends; {@link SmtpSession#secured}. */
        TLS,
        /** Close the connection. */
        CLOSE
    }

    static Step reply(SmtpReply reply, Next next) {
        return new Step(Optional.of(reply), next);
    }

    static final Step KEEP = new Step(Optional.empty(), Next.KEEP);
}
