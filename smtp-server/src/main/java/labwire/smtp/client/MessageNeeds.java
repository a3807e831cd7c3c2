package labwire.smtp.client;

import java.util.Optional;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.reply.SmtpReply;

/** What a message needs that a server may lack. Nothing is converted: such a message goes back. */
final class MessageNeeds {

    private MessageNeeds() {}

    /** Why the server cannot have the message; empty if it can. */
    static Optional<SmtpReply> unmet(OutgoingMessage message, ServerOffer offer, boolean verifiedTls) {
        if (message.options().requireTls() && !(verifiedTls && offer.has("REQUIRETLS"))) {
            // RFC 8689 section 5.
            return refusal("5.7.30", "REQUIRETLS is needed, and not offered over verified TLS");
        }
        if (message.needsUtf8() && !offer.has("SMTPUTF8")) {
            return refusal("5.6.7", "SMTPUTF8 is needed, and not offered"); // RFC 6531 section 3.5
        }
        if (message.options().body() == BodyType.BINARY_MIME && !(offer.has("BINARYMIME") && offer.has("CHUNKING"))) {
            return refusal("5.6.3", "BINARYMIME and CHUNKING are needed, and not offered"); // RFC 3030 section 3
        }
        if (message.options().body() == BodyType.EIGHT_BIT_MIME && message.eightBit() && !offer.has("8BITMIME")) {
            return refusal("5.6.3", "8BITMIME is needed, and not offered"); // RFC 6152 section 3
        }
        if (offer.maxSize().isPresent() && message.sizeBytes() > offer.maxSize().getAsLong()) {
            return Optional.of(SmtpReply.of(
                    552,
                    "5.3.4",
                    "the message has " + message.sizeBytes() + " octets, and the server takes "
                            + offer.maxSize().getAsLong()));
        }
        boolean returned =
                message.options().deliverBy().filter(by -> by.returned()).isPresent();
        if (returned && !offer.has("DELIVERBY")) {
            return refusal("5.4.7", "DELIVERBY is needed, and not offered"); // RFC 2852 section 4.1.4
        }
        if (returned
                && message.deliverBySeconds().orElse(0L)
                        < Math.max(1, offer.minDeliverBySeconds().orElse(1))) {
            return refusal("5.4.7", "there is less time for the delivery than the server needs");
        }
        return Optional.empty();
    }

    private static Optional<SmtpReply> refusal(String enhanced, String text) {
        return Optional.of(SmtpReply.of(554, enhanced, text));
    }
}
