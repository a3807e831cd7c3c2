package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/** One mail transaction of a session: from MAIL to the reply to the message's end. */
final class Transaction {

    private final SmtpLimits limits;
    private final Optional<MailAddress> sender;
    private final SenderOptions options;
    /** Null once given up: the message is then read to its end and dropped. */
    private @Nullable Delivery delivery;

    private int recipients;
    private boolean recipientsRefused;
    private long textBytes;
    private @Nullable ChunkText chunks;

    Transaction(SmtpLimits limits, Optional<MailAddress> sender, SenderOptions options, Delivery delivery) {
        this.limits = limits;
        this.sender = sender;
        this.options = options;
        this.delivery = delivery;
    }

    Optional<MailAddress> sender() {
        return sender;
    }

    SenderOptions options() {
        return options;
    }

    int recipients() {
        return recipients;
    }

    long textBytes() {
        return textBytes;
    }

    /** From here on, everything is taken and nothing kept. */
    void discard(String receipt) {
        abort();
        delivery = new DiscardingDelivery(receipt);
    }

    /** Why this recipient may not be asked about, if it may not. */
    Optional<SmtpReply> mayAdd(Recipient recipient) {
        if (!recipient.address().isAscii() && !options.smtpUtf8()) {
            return Optional.of(Replies.NEEDS_SMTPUTF8);
        }
        if (recipients >= limits.maxRecipients()) {
            return Optional.of(Replies.TOO_MANY_RECIPIENTS);
        }
        return Optional.empty();
    }

    /** Adds a recipient; empty if taken. */
    Optional<SmtpReply> add(Recipient recipient) {
        Optional<SmtpReply> refusal = underWay().addRecipient(recipient);
        if (refusal.isPresent()) {
            recipientsRefused = true;
            return refusal;
        }
        recipients++;
        return Optional.empty();
    }

    void recipientRefused() {
        recipientsRefused = true;
    }

    /** Why text may not come now, if it may not. */
    Optional<SmtpReply> notReadyForText() {
        if (recipients > 0) {
            return Optional.empty();
        }
        return Optional.of(recipientsRefused ? Replies.NO_RECIPIENTS : Replies.RCPT_FIRST);
    }

    boolean isBinary() {
        return options.body() == BodyType.BINARY_MIME;
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

    void chunk(ByteBuf octets) {
        if (!isBinary()) {
            if (chunks == null) {
                chunks = new ChunkText();
            }
            chunks.read(octets);
        }
        text(octets);
    }

    /** What is wrong with the chunks, all of which came. */
    Optional<TextDefect> chunksDefect() {
        return chunks == null ? Optional.empty() : chunks.defect();
    }

    boolean isReady() {
        return delivery == null || delivery.isReady();
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
