package labwire.smtp.pop3;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.mailbox.MailboxMessage;

/** What the transport is to do next. Of those that take time, nothing is read meanwhile. */
sealed interface Pop3Step {

    enum Next {
        /** Read a line and give it to {@link Pop3Session#command}. */
        COMMAND,
        /** Read a line of a SASL exchange and give it to {@link Pop3Session#response}. */
        RESPONSE,
        /** Do a TLS handshake, starting with the next octet that the client sends; {@link Pop3Session#secured}. */
        TLS,
        /** Close the connection. */
        CLOSE
    }

    /** Send a line. */
    record Reply(String line, Next next) implements Pop3Step {}

    /** Send a line, the lines that follow it and one with a dot alone; then read a command. */
    record Listing(String line, Iterator<String> lines) implements Pop3Step {}

    /** Do some work of a SASL mechanism; {@link Pop3Session#checked}. */
    record Check(Supplier<SaslStep> work) implements Pop3Step {}

    /** Lock a mailbox and look what is in it; {@link Pop3Session#opened} or {@link Pop3Session#notOpened}. */
    record Open(String mailbox) implements Pop3Step {}

    /**
     * Send a message, with a line before it and a line with a dot alone behind; {@link Pop3Session#sent} or {@link
     * Pop3Session#notSent}.
     *
     * @param bodyLines how many lines to send of its body; empty for all
     */
    record Send(String line, String mailbox, MailboxMessage message, OptionalLong bodyLines) implements Pop3Step {}

    /** Delete messages for good; {@link Pop3Session#deleted} or {@link Pop3Session#notDeleted}. */
    record Delete(String mailbox, List<String> uids) implements Pop3Step {}
}
