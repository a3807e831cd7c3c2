package labwire.smtp.session;

import java.util.List;
import java.util.Optional;
import labwire.smtp.reply.EnhancedCode;
import labwire.smtp.reply.SmtpReply;

/**
 * Everything a session says of its own. Codes by <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3">RFC 5321 section 4.2.3</a>, enhanced codes by <a
 * href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>; those about AUTH by <a
 * href="https://www.rfc-editor.org/rfc/rfc4954#section-6">RFC 4954 section 6</a>.
 */
final class Replies {

    private static final Optional<EnhancedCode> KEPT = Optional.of(EnhancedCode.of("2.0.0"));

    static final SmtpReply SENDER_OK = SmtpReply.of(250, "2.1.0", "Sender ok");
    static final SmtpReply RECIPIENT_OK = SmtpReply.of(250, "2.1.5", "Recipient ok");
    static final SmtpReply RESET = SmtpReply.of(250, "2.0.0", "Reset");
    static final SmtpReply NOTHING_DONE = SmtpReply.of(250, "2.0.0", "Nothing done, gladly");
    static final SmtpReply CANNOT_VERIFY = SmtpReply.of(252, "2.0.0", "Not verified, but mail for it is worth a try");
    static final SmtpReply HELP = SmtpReply.of(
            214,
            "2.0.0",
            "Commands: HELO EHLO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP STARTTLS AUTH QUIT",
            "https://www.rfc-editor.org/rfc/rfc5321 tells the rest");
    static final SmtpReply READY_FOR_TLS = SmtpReply.of(220, "2.0.0", "Ready for the TLS handshake");
    static final SmtpReply SEND_TEXT = SmtpReply.bare(354, "Send the message, then a line with a dot alone");
    static final SmtpReply AUTHENTICATED = SmtpReply.of(235, "2.7.0", "Authenticated");

    static final SmtpReply LINE_TOO_LONG = SmtpReply.of(500, "5.5.6", "Line too long");
    static final SmtpReply CONTROL_CHARACTER = SmtpReply.of(500, "5.5.2", "Control character in the command");
    static final SmtpReply NOT_UTF8 = SmtpReply.of(500, "5.5.2", "Command beyond ASCII that is not UTF-8");
    static final SmtpReply UNKNOWN_COMMAND = SmtpReply.of(500, "5.5.1", "Unknown command; HELP lists those there are");
    static final SmtpReply NOT_IMPLEMENTED = SmtpReply.of(502, "5.5.1", "Command not implemented");
    static final SmtpReply LMTP_ONLY = SmtpReply.of(500, "5.5.1", "This is LMTP: say LHLO");
    static final SmtpReply SMTP_ONLY = SmtpReply.of(500, "5.5.1", "This is SMTP: say EHLO");
    static final SmtpReply NO_ARGUMENTS = SmtpReply.of(501, "5.5.4", "Syntax: this command stands alone");
    static final SmtpReply HELO_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: HELO host.name");
    static final SmtpReply EHLO_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: EHLO host.name");
    static final SmtpReply LHLO_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: LHLO host.name");
    static final SmtpReply AUTH_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: AUTH mechanism [initial response]");
    static final SmtpReply VRFY_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: VRFY address");
    static final SmtpReply MAIL_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: MAIL FROM:<address> [parameters]");
    static final SmtpReply RCPT_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: RCPT TO:<address> [parameters]");
    static final SmtpReply SIZE_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: SIZE=octets, of up to 20 digits");
    static final SmtpReply BODY_SYNTAX =
            SmtpReply.of(501, "5.5.4", "Syntax: BODY=7BIT, BODY=8BITMIME or BODY=BINARYMIME");
    static final SmtpReply RET_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: RET=FULL or RET=HDRS");
    static final SmtpReply ENVID_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: ENVID=xtext, of up to 100 octets");
    static final SmtpReply NOTIFY_SYNTAX =
            SmtpReply.of(501, "5.5.4", "Syntax: NOTIFY=NEVER, or some of SUCCESS,FAILURE,DELAY");
    static final SmtpReply ORCPT_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: ORCPT=rfc822;xtext, of up to 500 octets");
    static final SmtpReply BY_SYNTAX =
            SmtpReply.of(501, "5.5.4", "Syntax: BY=seconds;R, with 1 or more, or BY=seconds;N, and T for a trace");
    static final SmtpReply HOLDFOR_SYNTAX =
            SmtpReply.of(501, "5.5.4", "Syntax: HOLDFOR=seconds, of up to 9 digits, or HOLDUNTIL");
    static final SmtpReply HOLDUNTIL_SYNTAX =
            SmtpReply.of(501, "5.5.4", "Syntax: HOLDUNTIL=2026-11-22T12:00:00Z, or HOLDFOR");
    static final SmtpReply MAIL_AUTH_SYNTAX = SmtpReply.of(501, "5.5.4", "Syntax: AUTH=xtext or AUTH=<>");
    static final SmtpReply NO_VALUE = SmtpReply.of(501, "5.5.4", "Syntax: this parameter has no value");
    static final SmtpReply PARAMETER_TWICE = SmtpReply.of(501, "5.5.4", "Syntax: each parameter once");
    static final SmtpReply NULL_RECIPIENT = SmtpReply.of(501, "5.1.3", "Syntax: only a sender may be <>");
    static final SmtpReply NOT_BASE64 = SmtpReply.of(501, "5.5.2", "Response is not base64");
    static final SmtpReply MALFORMED_RESPONSE = SmtpReply.of(501, "5.5.2", "Response is not what the mechanism wants");
    static final SmtpReply AUTH_CANCELLED = SmtpReply.of(501, "5.7.0", "Authentication cancelled, as you wish");
    /** As Postfix has it: the session ends, since where the next command begins is anybody's guess (ADR 0004). */
    static final SmtpReply BDAT_SYNTAX = SmtpReply.of(521, "5.5.4", "Syntax: BDAT octets [LAST]; closing");

    static final SmtpReply HELD_BEYOND_BY = SmtpReply.of(501, "5.5.4", "Held until after it is to be delivered");

    static final SmtpReply UNKNOWN_PARAMETER = SmtpReply.of(555, "5.5.4", "Parameter not known or not offered");
    static final SmtpReply NEEDS_SMTPUTF8 = SmtpReply.of(553, "5.6.7", "Address beyond ASCII needs SMTPUTF8");

    static final SmtpReply HELO_FIRST = SmtpReply.of(503, "5.5.1", "Say HELO or EHLO first");
    static final SmtpReply EHLO_FIRST = SmtpReply.of(503, "5.5.1", "Say EHLO first");
    static final SmtpReply LHLO_FIRST = SmtpReply.of(503, "5.5.1", "Say LHLO first");
    static final SmtpReply MAIL_FIRST = SmtpReply.of(503, "5.5.1", "Say MAIL FROM first");
    static final SmtpReply RCPT_FIRST = SmtpReply.of(503, "5.5.1", "Say RCPT TO first");
    static final SmtpReply NESTED_MAIL = SmtpReply.of(503, "5.5.1", "Sender already given; RSET to start again");
    static final SmtpReply CHUNKS_UNDER_WAY = SmtpReply.of(503, "5.5.1", "Send the rest by BDAT; RSET to start again");
    static final SmtpReply BINARY_BY_DATA = SmtpReply.of(503, "5.5.1", "BODY=BINARYMIME comes by BDAT alone");
    static final SmtpReply AUTH_IN_TRANSACTION = SmtpReply.of(503, "5.5.1", "Not between MAIL and the message's end");
    static final SmtpReply AUTH_ALREADY = SmtpReply.of(503, "5.5.1", "Already authenticated");
    static final SmtpReply TLS_ALREADY = SmtpReply.of(503, "5.5.1", "TLS is already in use");
    static final SmtpReply NO_TLS = SmtpReply.of(502, "5.5.1", "TLS is not offered here");
    static final SmtpReply NO_RECIPIENTS = SmtpReply.of(554, "5.5.1", "No recipient was taken");

    static final SmtpReply NEEDS_TLS = SmtpReply.of(530, "5.7.0", "Say STARTTLS first");
    static final SmtpReply NEEDS_AUTH = SmtpReply.of(530, "5.7.0", "Say AUTH first");
    static final SmtpReply UNKNOWN_MECHANISM = SmtpReply.of(504, "5.5.4", "Mechanism not known");
    static final SmtpReply WEAK_MECHANISM = SmtpReply.of(534, "5.7.9", "Mechanism too weak for this server");
    static final SmtpReply MECHANISM_NEEDS_TLS = SmtpReply.of(538, "5.7.11", "Mechanism shows secrets; STARTTLS first");
    static final SmtpReply AUTH_FAILED = SmtpReply.of(535, "5.7.8", "Credentials not valid");
    static final SmtpReply AUTH_BROKEN = SmtpReply.of(454, "4.7.0", "Credentials cannot be checked now");

    static final SmtpReply TOO_MANY_MESSAGES =
            SmtpReply.of(452, "4.5.3", "Too many messages in one session; connect again");
    static final SmtpReply TOO_MANY_RECIPIENTS =
            SmtpReply.of(452, "4.5.3", "Too many recipients; send to the rest in another message");
    static final SmtpReply TOO_MANY_DOMAINS =
            SmtpReply.of(452, "4.5.3", "Recipients at too many domains; send to the rest in another session");
    static final SmtpReply UNDECIDED = SmtpReply.of(451, "4.3.0", "This cannot be decided now");

    private Replies() {}

    static SmtpReply greeting(SessionProfile profile) {
        return SmtpReply.bare(220, profile.serverName() + (profile.isLmtp() ? " LMTP Labwire" : " ESMTP Labwire"));
    }

    static SmtpReply helo(String serverName) {
        return SmtpReply.bare(250, serverName);
    }

    static SmtpReply kept(String id) {
        return new SmtpReply(250, KEPT, List.of("Ok, kept as " + id));
    }

    static SmtpReply chunk(long octets) {
        return SmtpReply.of(250, "2.0.0", octets + " octets taken");
    }

    static SmtpReply challenge(String base64) {
        return SmtpReply.bare(334, base64);
    }

    static SmtpReply quit(String serverName) {
        return SmtpReply.of(221, "2.0.0", serverName + " closes the connection");
    }

    static SmtpReply notAPath(String enhanced, String problem) {
        return SmtpReply.of(501, enhanced, "Syntax: " + problem);
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

    static SmtpReply heldTooLong(long maxSeconds) {
        return SmtpReply.of(501, "5.5.4", "Messages are held for up to " + maxSeconds + " seconds");
    }

    static SmtpReply closing(String serverName, ClosingReason reason) {
        return switch (reason) {
            case IDLE -> SmtpReply.of(421, "4.4.2", serverName + " waited too long, closing");
            case TOO_MANY_ERRORS -> SmtpReply.of(421, "4.7.0", serverName + " saw too many errors, closing");
            case TOO_MANY_AUTH_FAILURES ->
                SmtpReply.of(421, "4.7.0", serverName + " saw authentication fail too often, closing");
            case TOO_MANY_SESSIONS -> SmtpReply.of(421, "4.3.2", serverName + " has too many sessions, try later");
            case SHUTTING_DOWN -> SmtpReply.of(421, "4.3.2", serverName + " is shutting down, try later");
            case PIPELINED_STARTTLS ->
                SmtpReply.of(421, "4.7.0", serverName + " takes nothing after STARTTLS before the handshake, closing");
            case ENDLESS_MESSAGE -> SmtpReply.of(421, "4.3.4", serverName + " sees no end of the message, closing");
            case SERVER_FAULT -> SmtpReply.of(421, "4.3.0", serverName + " has a fault of its own, closing");
        };
    }
}
