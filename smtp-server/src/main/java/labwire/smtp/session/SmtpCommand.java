package labwire.smtp.session;

import java.util.Optional;
import java.util.OptionalLong;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.SmtpReply;

/**
 * What a command line says (<a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1">RFC 5321 section 4.1.1</a>).
 */
sealed interface SmtpCommand {

    /** Whoever carries commands out: one method a verb. */
    interface Verbs {
        Step helo(Helo command);

        Step ehlo(Ehlo command);

        Step mail(Mail command);

        Step rcpt(Rcpt command);

        Step data(Data command);

        Step rset(Rset command);

        Step noop(Noop command);

        Step vrfy(Vrfy command);

        Step help(Help command);

        Step quit(Quit command);

        Step startTls(StartTls command);

        Step malformed(Malformed command);
    }

    /** Has this command carried out by the method for it. */
    Step by(Verbs verbs);

    record Helo(String clientName) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.helo(this);
        }
    }

    record Ehlo(String clientName) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.ehlo(this);
        }
    }

    /**
     * MAIL FROM.
     *
     * @param sender empty for {@code <>}
     * @param declaredBytes the SIZE parameter of <a href="https://www.rfc-editor.org/rfc/rfc1870">RFC 1870</a>
     */
    record Mail(Optional<MailAddress> sender, OptionalLong declaredBytes) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.mail(this);
        }
    }

    /** RCPT TO. */
    record Rcpt(MailAddress recipient) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.rcpt(this);
        }
    }

    record Data() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.data(this);
        }
    }

    record Rset() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.rset(this);
        }
    }

    record Noop() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.noop(this);
        }
    }

    record Vrfy() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.vrfy(this);
        }
    }

    record Help() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.help(this);
        }
    }

    record Quit() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.quit(this);
        }
    }

    record StartTls() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.startTls(this);
        }
    }

    /** A line that is none of the above; {@code reply} says why. */
    record Malformed(SmtpReply reply) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.malformed(this);
        }
    }
}
