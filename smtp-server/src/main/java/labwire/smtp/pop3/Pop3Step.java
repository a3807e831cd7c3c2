package labwire.smtp.pop3;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.hook.Inquiry;
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

    /** Something that others do. */
    sealed interface Errand extends Pop3Step {}

    /** Ask a hook; {@link Pop3Session#decided} or {@link Pop3Session#undecided}. */
    record Ask(Inquiry inquiry) implements Errand {}

    /** Do a TLS handshake from the first octet on; {@link Pop3Session#secured}. */
    record Handshake() implements Pop3Step {}

    /** Close the connection without a word. */
    record Drop() implements Pop3Step {}

    /** Do some work of a SASL mechanism; {@link Pop3Session#checked}. */
    record Check(Supplier<SaslStep> work) implements Errand {}

    /** Lock a mailbox and look what is in it; {@link Pop3Session#opened} or {@link Pop3Session#notOpened}. */
    record Open(String mailbox) implements Errand {}

    /**
     * Send a message, with a line before it and a line with a dot alone behind; {@link Pop3Session#sent} or {@link
     * Pop3Session#notSent}.
     *
     * @param bodyLines how many lines to send of its body; empty for all
     */
    record Send(String line, String mailbox, MailboxMessage message, OptionalLong bodyLines) implements Pop3Step {}

    /** Delete messages for good; {@link Pop3Session#deleted} or {@link Pop3Session#notDeleted}. */
    record Delete(String mailbox, List<String> uids) implements Errand {}
}
