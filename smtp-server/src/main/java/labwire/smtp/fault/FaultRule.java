package labwire.smtp.fault;

import java.util.OptionalInt;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.hook.Stage;

/**
 * A fault, and where it befalls sessions.
 *
 * @param address of the recipient at RCPT, else of the sender; with any other pattern than {@code *} a rule matches only
 *     where there is one
 * @param client the client's IP address
 * @param port the one that the client came to; empty for any
 * @param text as it was written
 */
public record FaultRule(
        Stage stage,
        AddressPattern address,
        AddressPattern client,
        OptionalInt port,
        Occurrence occurrence,
        Fault fault,
        String text) {

    /**
     * Reads a rule: settings {@code name=value}, separated by commas.
     *
     * <pre>
     *   stage=rcpt                  connect, greeting, auth, mail, rcpt, data or message; must be there
     *   address=*@example.com       the recipient's at rcpt, else the sender's
     *   client=10.10.88.*           the client's IP address
     *   port=110                    the server's port; POP3 sessions are asked at connect and auth
     *   nth=3  every=3  first=3  after=3    which of those, counted over all sessions
     *
     *   reply=451 4.3.0 Try later   instead of the server's own; 421 ends the session
     *   delay=5s                    before the answer
     *   drop                        closes the connection without an answer
     *   discard                     says yes, and keeps nothing of the message
     *   drip=10                     answers leave at 10 octets a second from there on
     *   certificate=expired         or wrong-name, self-signed: in a TLS handshake after this
     * </pre>
     *
     * @throws FaultSyntaxException if it is none
     */
    public static FaultRule parse(String text) throws FaultSyntaxException {
        return FaultSyntax.parse(text);
    }

    boolean matches(Inquiry inquiry) {
        return inquiry.stage() == stage
                && (port.isEmpty() || port.getAsInt() == inquiry.session().serverPort())
                && client.matches(inquiry.session().clientAddress())
                && (address.equals(AddressPattern.ANY)
                        || inquiry.address().filter(address::matches).isPresent());
    }

    @Override
    public String toString() {
        return text;
    }
}
