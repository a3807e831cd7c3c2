package labwire.smtp.session;

import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;

/**
 * What a command line says (<a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1">RFC 5321 section 4.1.1</a>).
 */
sealed interface SmtpCommand {

    /** Whoever carries commands out: one method a verb. */
    interface Verbs {
        Step helo(Helo command);

        Step ehlo(Ehlo command);

        Step lhlo(Lhlo command);

        Step auth(Auth command);

        Step mail(Mail command);

        Step rcpt(Rcpt command);

        Step data(Data command);

        Step bdat(Bdat command);

        Step lostBdat(LostBdat command);

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

    /** {@code LHLO}, of <a href="https://www.rfc-editor.org/rfc/rfc2033#section-4.1">RFC 2033 section 4.1</a>. */
    record Lhlo(String clientName) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.lhlo(this);
        }
    }

    /**
     * {@code AUTH}.
     *
     * @param mechanism in upper case
     * @param initialResponse as it stands, in base64
     */
    record Auth(String mechanism, Optional<String> initialResponse) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.auth(this);
        }
    }

    /**
     * {@code MAIL FROM}.
     *
     * @param sender empty for {@code <>}
     */
    record Mail(Optional<MailAddress> sender, MailParameters parameters) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.mail(this);
        }
    }

    /** {@code RCPT TO}. */
    record Rcpt(Recipient recipient) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.rcpt(this);
        }
    }

    /**
     * {@code BDAT}, of <a href="https://www.rfc-editor.org/rfc/rfc3030#section-2">RFC 3030 section 2</a>.
     *
     * @param octets of the chunk, which follow the line: 0 or more
     */
    record Bdat(long octets, boolean last) implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.bdat(this);
        }
    }

    /** A BDAT of which nobody knows how many octets follow it. */
    record LostBdat() implements SmtpCommand {
        @Override
        public Step by(Verbs verbs) {
            return verbs.lostBdat(this);
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

    /** @param beyondAscii whether the address goes beyond ASCII without the parameter SMTPUTF8 */
    record Vrfy(boolean beyondAscii) implements SmtpCommand {
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
