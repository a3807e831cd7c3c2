package labwire.smtp.envelope;

import java.time.Instant;
import java.util.Optional;

/**
 * What MAIL says beside the sender, for the whole message. The SIZE parameter is not here: the message tells its size.
 *
 * @param smtpUtf8 addresses and headers may be UTF-8 (<a href="https://www.rfc-editor.org/rfc/rfc6531">RFC 6531</a>)
 * @param ret what a bounce gives back; empty if the sender did not say
 * @param envelopeId ENVID, decoded from xtext: printable ASCII (<a href="https://www.rfc-editor.org/rfc/rfc3461">RFC 3461</a>)
 * @param requireTls to be relayed over verified TLS or not at all (<a href="https://www.rfc-editor.org/rfc/rfc8689">RFC 8689</a>)
 * @param holdUntil not to be released before (<a href="https://www.rfc-editor.org/rfc/rfc4865">RFC 4865</a>)
 */
public record SenderOptions(
        BodyType body,
        boolean smtpUtf8,
        Optional<DsnReturn> ret,
        Optional<String> envelopeId,
        boolean requireTls,
        Optional<DeliverBy> deliverBy,
        Optional<Instant> holdUntil) {

    /** None of them given. */
    public static final SenderOptions NONE = new SenderOptions(
            BodyType.SEVEN_BIT, false, Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
}
