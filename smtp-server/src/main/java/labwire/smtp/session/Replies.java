package labwire.smtp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.smtp.reply.SmtpReply;

/**
 * Everything the server says. Codes by <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3">RFC 5321 section
 * 4.2.3</a>, enhanced codes by <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>.
 */
final class Replies {

    static final SmtpReply SENDER_OK = SmtpReply.of(250, "2.1.0", "Sender ok");
    static final SmtpReply RECIPIENT_OK = SmtpReply.of(250, "2.1.5", "Recipient ok");
    static final SmtpReply RESET = SmtpReply.of(250, "2.0.0", "Reset");
    static final SmtpReply NOTHING_DONE = SmtpReply.of(250, "2.0.0", "Nothing done, gladly");
    static final SmtpReply CANNOT_VERIFY = SmtpReply.of(252, "2.0.0", "Not verified, but mail for it is worth a try");
    static final SmtpReply HELP = SmtpReply.of(
            214,
            "2.0.0",
            "Commands: HELO EHLO MAIL RCPT DATA RSET NOOP VRFY HELP STARTTLS QUIT",
            "https://www.rfc-editor.org/rfc/rfc5321 tells the rest");
    static final SmtpReply READY_FOR_TLS = SmtpReply.of(220, "2.0.0", "Ready for the TLS handshake");
    static final SmtpReply SEND_TEXT = SmtpReply.bare(354, "Send the message, then a line with a dot alone");

    static final SmtpReply LINE_TOO_LONG = SmtpReply.of(500, "5.5.6", "Line too long");
    static final SmtpReply CONTROL_CHARACTER = SmtpReply.of(500, "5.5.2", "Control character in the command");
    static final SmtpReply UNKNOWN_COMMAND = SmtpReply.of(500, "5.5.1", "Unknown command; HELP lists those there are");
    static final SmtpReply NOT_IMPLEMENTED = SmtpReply.of(502, "5.5.1", "Command not implemented");
    static final SmtpReply NO_ARGUMENTS = SmtpReply.of(501, "5.5.4", "Syntax: this command stands alone");
    static final SmtpReply HELO_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: HELO host.name");
    static final SmtpReply EHLO_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: EHLO host.name");
    static final SmtpReply VRFY_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: VRFY address");
    static final SmtpReply MAIL_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
    static final SmtpReply RCPT_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: RCPT TO:<address>");
    static final SmtpReply SIZE_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: one SIZE=octets, of up to 20 digits");
    static final SmtpReply BODY_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: one BODY=7BIT or BODY=8BITMIME");
    static final SmtpReply NULL_RECIPIENT = SmtpReply.of(501, "5.1.3", "Syntax: only a sender may be <>");
    static final SmtpReply UNKNOWN_PARAMETER = SmtpReply.of(555, "5.5.4", "Parameter not known or not offered");
    static final SmtpReply NEEDS_SMTPUTF8 =
            SmtpReply.of(553, "5.6.7", "Address beyond ASCII needs SMTPUTF8, which is not offered");

    static final SmtpReply HELO_FIRST = SmtpReply.of(503, "5.5.1", "Say HELO or EHLO first");
    static final SmtpReply MAIL_FIRST = SmtpReply.of(503, "5.5.1", "Say MAIL FROM first");
    static final SmtpReply RCPT_FIRST = SmtpReply.of(503, "5.5.1", "Say RCPT TO first");
    static final SmtpReply NESTED_MAIL = SmtpReply.of(503, "5.5.1", "Sender already given; RSET to start again");
    static final SmtpReply TLS_ALREADY = SmtpReply.of(503, "5.5.1", "TLS is already in use");
    static final SmtpReply NO_TLS = SmtpReply.of(502, "5.5.1", "TLS is not offered here");
    static final SmtpReply NO_RECIPIENTS = SmtpReply.of(554, "5.5.1", "No recipient was taken");
    static final SmtpReply TOO_MANY_RECIPIENTS =
            SmtpReply.of(452, "4.5.3", "Too many recipients; send to the rest in another message");

    private Replies() {}

    static SmtpReply greeting(String serverName) {
        return SmtpReply.bare(220, serverName + " ESMTP Labwire");
    }

    static SmtpReply helo(String serverName) {
        return SmtpReply.bare(250, serverName);
    }

    static SmtpReply ehlo(String serverName, String clientName, long maxMessageBytes, boolean startTls) {
        List<String> lines = new ArrayList<>();
        lines.add(serverName + " greets " + clientName);
        lines.add("PIPELINING");
        lines.add("SIZE " + maxMessageBytes);
        lines.add("8BITMIME");
        lines.add("ENHANCEDSTATUSCODES");
        if (startTls) {
            lines.add("STARTTLS");
        }
        lines.add("HELP");
        return new SmtpReply(250, Optional.empty(), lines);
    }

    static SmtpReply kept(String id) {
        return SmtpReply.of(250, "2.0.0", "Ok, kept as " + id);
    }

    static SmtpReply quit(String serverName) {
        return SmtpReply.of(221, "2.0.0", serverName + " closes the connection");
    }

    static SmtpReply defectiveLine(TextDefect defect) {
        return SmtpReply.of(500, "5.5.2", "Command with a " + defect.description() + "; lines end with CR LF");
    }

    static SmtpReply defectiveText(TextDefect defect) {
        return SmtpReply.of(
                550, "5.6.0", "Message with a " + defect.description() + "; lines end with CR LF, not kept");
    }

    static SmtpReply tooLarge(long maxMessageBytes) {
        return SmtpReply.of(552, "5.3.4", "Message too large; " + maxMessageBytes + " octets are taken");
    }

    static SmtpReply closing(String serverName, ClosingReason reason) {
        return switch (reason) {
            case IDLE -> SmtpReply.of(421, "4.4.2", serverName + " waited too long, closing");
            case TOO_MANY_ERRORS -> SmtpReply.of(421, "4.7.0", serverName + " saw too many errors, closing");
            case TOO_MANY_SESSIONS -> SmtpReply.of(421, "4.3.2", serverName + " has too many sessions, try later");
            case SHUTTING_DOWN -> SmtpReply.of(421, "4.3.2", serverName + " is shutting down, try later");
            case PIPELINED_STARTTLS ->
                SmtpReply.of(421, "4.7.0", serverName + " takes nothing after STARTTLS before the handshake, closing");
            case ENDLESS_MESSAGE -> SmtpReply.of(421, "4.3.4", serverName + " sees no end of the message, closing");
            case SERVER_FAULT -> SmtpReply.of(421, "4.3.0", serverName + " has a fault of its own, closing");
        };
    }
}
