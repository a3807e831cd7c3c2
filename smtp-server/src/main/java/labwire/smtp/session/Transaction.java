package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/** One mail transaction of a session: from MAIL to the reply to the message's end. */
final class Transaction {

    private final SmtpLimits limits;
    /** Null once given up: the message is then read to its end and dropped. */
    private @Nullable Delivery delivery;

    private int recipients;
    private boolean recipientsRefused;
    private long textBytes;

    Transaction(SmtpLimits limits, Delivery delivery) {
        this.limits = limits;
        this.delivery = delivery;
    }

    SmtpReply addRecipient(MailAddress recipient) {
        if (recipients >= limits.maxRecipients()) {
            return Replies.TOO_MANY_RECIPIENTS;
        }
        Optional<SmtpReply> refusal = underWay().addRecipient(Recipient.of(recipient));
        if (refusal.isPresent()) {
            recipientsRefused = true;
            return refusal.get();
        }
        recipients++;
        return Replies.RECIPIENT_OK;
    }

    /** Why DATA may not come now, if it may not. */
    Optional<SmtpReply> notReadyForText() {
        if (recipients > 0) {
            return Optional.empty();
        }
        return Optional.of(recipientsRefused ? Replies.NO_RECIPIENTS : Replies.RCPT_FIRST);
    }

    void text(ByteBuf octets) {
        textBytes += octets.readableBytes();
        if (delivery == null) {
            return;
        }
        if (isTooLarge()) {
            abort();
        } else {
            delivery.body(octets);
        }
    }

    boolean isTooLarge() {
        return textBytes > limits.maxMessageBytes();
    }

    boolean isEndless() {
        return isTooLarge() && textBytes - limits.maxMessageBytes() > limits.maxDiscardedBytes();
    }

    void keep(Promise<String> receipt) {
        Delivery kept = underWay();
        delivery = null;
        kept.commit(receipt);
    }

    void abort() {
        if (delivery != null) {
            delivery.abort();
            delivery = null;
        }
    }

    private Delivery underWay() {
        if (delivery == null) {
            throw new IllegalStateException("the message was given up");
        }
        return delivery;
    }
}
