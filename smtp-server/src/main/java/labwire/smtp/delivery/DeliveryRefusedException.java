package labwire.smtp.delivery;

import labwire.smtp.reply.SmtpReply;

/** A message was not taken, and nothing of it was kept that anyone will see. */
public final class DeliveryRefusedException extends Exception {

    private final transient SmtpReply reply;

    public DeliveryRefusedException(SmtpReply reply, String message, Throwable cause) {
        super(message, cause);
        this.reply = reply;
    }

    public DeliveryRefusedException(SmtpReply reply, String message) {
        super(message);
        this.reply = reply;
    }

    /** What to tell the client. */
    public SmtpReply reply() {
        return reply;
    }
}
