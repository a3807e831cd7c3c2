package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;

/** Takes a message and keeps nothing of it, and says that it did, with an id that no message has. */
final class DiscardingDelivery implements Delivery {

    private final String receipt;

    DiscardingDelivery(String receipt) {
        this.receipt = receipt;
    }

    @Override
    public Optional<SmtpReply> addRecipient(Recipient recipient) {
        return Optional.empty();
    }

    @Override
    public void body(ByteBuf octets) {
        // Dropped.
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void commit(Promise<String> kept) {
        kept.setSuccess(receipt);
    }

    @Override
    public void abort() {
        // There is nothing to drop.
    }
}
