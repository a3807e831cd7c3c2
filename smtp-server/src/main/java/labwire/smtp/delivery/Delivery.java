package labwire.smtp.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;

/**
 * One message on its way into a {@link DeliveryTarget}. For one thread, the session's event loop; never blocks. Ends
 * with {@link #commit} or {@link #abort}, after which nothing may be called.
 */
public interface Delivery {

    /** Adds a recipient; one added twice gets the message once. Empty if taken, else why not. */
    Optional<SmtpReply> addRecipient(Recipient recipient);

    /** Takes the next octets of the message, dots unstuffed, and keeps a copy; the caller keeps the buffer. */
    void body(ByteBuf octets);

    /**
     * Whether the octets taken so far are on their way to where there is room for more. If not, the caller gives no more
     * until the {@code ready} of {@link DeliveryTarget#start} was run; what it gives all the same is taken.
     */
    boolean isReady();

    /**
     * Ends the message and asks for it to be kept.
     *
     * @param receipt gets the message's id once the message would survive a crash of the machine, or fails with a
     *     {@link DeliveryRefusedException}
     */
    void commit(Promise<String> receipt);

    /** Drops the message. */
    void abort();
}
