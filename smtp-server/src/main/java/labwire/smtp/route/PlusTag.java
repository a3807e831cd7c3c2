package labwire.smtp.route;

import labwire.smtp.envelope.MailAddress;

/** The tag in {@code user+tag@example.com}, which its user may choose at will (sub-addressing, RFC 5233). */
final class PlusTag {

    private static final char SEPARATOR = '+';

    private PlusTag() {}

    /** The address without its tag; as it is if it has none, or nothing but one. */
    static MailAddress without(MailAddress address) {
        int plus = address.localPart().indexOf(SEPARATOR);
        return plus > 0 ? new MailAddress(address.localPart().substring(0, plus), address.domain()) : address;
    }
}
