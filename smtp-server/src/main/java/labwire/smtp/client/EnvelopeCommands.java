package labwire.smtp.client;

import java.util.StringJoiner;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.DeliverBy;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.DsnReturn;
import labwire.smtp.envelope.Recipient;

/** MAIL and RCPT with the parameters that a server offers. */
final class EnvelopeCommands {

    private EnvelopeCommands() {}

    static String mail(OutgoingMessage message, ServerOffer offer) {
        StringBuilder line = new StringBuilder("MAIL FROM:<");
        message.sender().ifPresent(line::append);
        line.append('>');
        if (offer.has("SIZE")) {
            line.append(" SIZE=").append(message.sizeBytes());
        }
        if (message.options().body() == BodyType.BINARY_MIME) {
            line.append(" BODY=BINARYMIME");
        } else if (message.eightBit() && offer.has("8BITMIME")) {
            line.append(" BODY=8BITMIME");
        }
        if (message.needsUtf8()) {
            line.append(" SMTPUTF8");
        }
        if (message.options().requireTls()) {
            line.append(" REQUIRETLS");
        }
        if (offer.has("DSN")) {
            message.options().ret().ifPresent(ret -> line.append(ret == DsnReturn.FULL ? " RET=FULL" : " RET=HDRS"));
            message.options()
                    .envelopeId()
                    .ifPresent(id -> line.append(" ENVID=").append(Xtext.encode(id)));
        }
        if (offer.has("DELIVERBY") && message.options().deliverBy().isPresent()) {
            DeliverBy by = message.options().deliverBy().get();
            line.append(" BY=").append(message.deliverBySeconds().orElse(0L)).append(by.returned() ? ";R" : ";N");
            line.append(by.trace() ? "T" : "");
        }
        return line.append("\r\n").toString();
    }

    static String rcpt(Recipient recipient, ServerOffer offer) {
        StringBuilder line = new StringBuilder("RCPT TO:<").append(recipient).append('>');
        if (offer.has("DSN")) {
            if (!recipient.notification().equals(DsnNotify.DEFAULT)) {
                line.append(" NOTIFY=").append(notify(recipient.notification()));
            }
            recipient
                    .originalRecipient()
                    .ifPresent(original -> line.append(" ORCPT=").append(orcpt(original)));
        }
        return line.append("\r\n").toString();
    }

    private static String notify(DsnNotify notification) {
        if (notification.equals(DsnNotify.NEVER)) {
            return "NEVER";
        }
        StringJoiner words = new StringJoiner(",");
        if (notification.success()) {
            words.add("SUCCESS");
        }
        if (notification.failure()) {
            words.add("FAILURE");
        }
        if (notification.delay()) {
            words.add("DELAY");
        }
        return words.toString();
    }

    /** The type of the address is no xtext, the address behind its semicolon is. */
    private static String orcpt(String original) {
        int semicolon = original.indexOf(';');
        return original.substring(0, semicolon + 1) + Xtext.encode(original.substring(semicolon + 1));
    }
}
