package labwire.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;

/** Hands a kept message to the relay by hand: as a new one, that {@link ReleaseRouter} sends elsewhere. */
final class Release {

    private static final int PIECE_OCTETS = 16 << 10;

    private final MailStore store;
    private final String hostName;

    Release(MailStore store, String hostName) {
        this.store = store;
        this.hostName = hostName;
    }

    /** See {@link MailSystem#release}. */
    Future<String> release(MailSummary message, List<MailAddress> recipients, EventExecutor executor)
            throws IOException {
        Promise<String> receipt = executor.newPromise();
        try (InputStream text = store.read(message.id())
                .orElseThrow(
                        () -> new IOException("message " + message.id() + " (expected: one that is still there)"))) {
            skipReturnPath(text);
            Delivery delivery = deliveryTo(message, recipients);
            byte[] piece = new byte[PIECE_OCTETS];
            for (int count = text.read(piece); count >= 0; count = text.read(piece)) {
                ByteBuf octets = Unpooled.wrappedBuffer(piece, 0, count);
                delivery.body(octets);
            }
            delivery.commit(receipt);
        }
        return receipt;
    }

    private Delivery deliveryTo(MailSummary message, List<MailAddress> recipients) throws IOException {
        Delivery delivery = store.start(
                Provenance.local(ReleaseRouter.SESSION, hostName),
                message.envelope().sender(),
                message.envelope().options(),
                () -> {});
        for (MailAddress recipient : recipients) {
            Optional<SmtpReply> refusal = delivery.addRecipient(Recipient.of(recipient));
            if (refusal.isPresent()) {
                delivery.abort();
                throw new IOException("recipient " + recipient + ": " + refusal.get());
            }
        }
        return delivery;
    }

    /** The line was put in front when the message was delivered here, and does not go elsewhere (RFC 5321 section 4.4). */
    private static void skipReturnPath(InputStream text) throws IOException {
        int octet = text.read();
        while (octet >= 0 && octet != '\n') {
            octet = text.read();
        }
    }
}
