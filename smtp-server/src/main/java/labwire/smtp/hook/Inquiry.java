package labwire.smtp.hook;

import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;

/** A question of a session: may this be? */
public sealed interface Inquiry {

    SessionFacts session();

    Stage stage();

    /** Whom a rule about addresses may look at: the recipient, else the sender. */
    default Optional<MailAddress> address() {
        return session().sender();
    }

    record Connect(SessionFacts session) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.CONNECT;
        }
    }

    record Greeting(SessionFacts session) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.GREETING;
        }
    }

    /** The session's facts name the user who is to come in. */
    record Auth(SessionFacts session, String mechanism) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.AUTH;
        }
    }

    /** The session's facts name the sender. */
    record Mail(SessionFacts session, SenderOptions options) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.MAIL;
        }
    }

    /** @param taken recipients of this message before */
    record Rcpt(SessionFacts session, Recipient recipient, int taken) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.RCPT;
        }

        @Override
        public Optional<MailAddress> address() {
            return Optional.of(recipient.address());
        }
    }

    record Data(SessionFacts session, int recipients) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.DATA;
        }
    }

    record Message(SessionFacts session, int recipients, long sizeBytes) implements Inquiry {
        @Override
        public Stage stage() {
            return Stage.MESSAGE;
        }
    }
}
