package labwire.smtp.session;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.PathSyntax;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SmtpCommand.Malformed;

/** Reads a command out of a line. Verbs and keywords may be in any case; white space at a line's end is let pass. */
final class CommandSyntax {

    private static final int MAX_NAME_OCTETS = 255;

    private CommandSyntax() {}

    static SmtpCommand read(SmtpLine line) {
        if (line instanceof SmtpLine.TooLong) {
            return new Malformed(Replies.LINE_TOO_LONG);
        }
        if (line instanceof SmtpLine.Defective bad) {
            return new Malformed(Replies.defectiveLine(bad.defect()));
        }
        String text = ((SmtpLine.Text) line).text().stripTrailing();
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
            return new Malformed(Replies.CONTROL_CHARACTER);
        }
        int space = text.indexOf(' ');
        String verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        String arguments = space < 0 ? "" : text.substring(space).strip();
        return command(verb, arguments);
    }

    private static SmtpCommand command(String verb, String arguments) {
        return switch (verb) {
            case "HELO" -> isClientName(arguments) ? new SmtpCommand.Helo(arguments) : bad(Replies.HELO_SYNTAX);
            case "EHLO" -> isClientName(arguments) ? new SmtpCommand.Ehlo(arguments) : bad(Replies.EHLO_SYNTAX);
            case "MAIL" -> mail(arguments);
            case "RCPT" -> rcpt(arguments);
            case "DATA" -> alone(new SmtpCommand.Data(), arguments);
            case "RSET" -> alone(new SmtpCommand.Rset(), arguments);
            case "QUIT" -> alone(new SmtpCommand.Quit(), arguments);
            case "STARTTLS" -> alone(new SmtpCommand.StartTls(), arguments);
            case "NOOP" -> new SmtpCommand.Noop();
            case "HELP" -> new SmtpCommand.Help();
            case "VRFY" -> arguments.isEmpty() ? bad(Replies.VRFY_SYNTAX) : new SmtpCommand.Vrfy();
            case "EXPN", "AUTH", "BDAT", "ETRN", "TURN", "SEND", "SOML", "SAML" -> bad(Replies.NOT_IMPLEMENTED);
            default -> bad(Replies.UNKNOWN_COMMAND);
        };
    }

    private static SmtpCommand alone(SmtpCommand command, String arguments) {
        return arguments.isEmpty() ? command : bad(Replies.NO_ARGUMENTS);
    }

    private static Malformed bad(SmtpReply reply) {
        return new Malformed(reply);
    }

    /**
     * A domain or an address literal, loosely: RFC 5321 section 4.1.4 forbids turning a client away over its name, but
     * the name goes into the trace header, where it must not start a comment or end the line.
     */
    private static boolean isClientName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME_OCTETS
                && text.chars()
                        .allMatch(c -> c >= '0' && c <= '9'
                                || c >= 'A' && c <= 'Z'
                                || c >= 'a' && c <= 'z'
                                || ".-_:[]".indexOf(c) >= 0);
    }

    private static SmtpCommand mail(String arguments) {
        Optional<String> path = after("FROM:", arguments);
        if (path.isEmpty()) {
            return bad(Replies.MAIL_SYNTAX);
        }
        PathSyntax.Result result = PathSyntax.read(path.get());
        if (!(result instanceof PathSyntax.Path from)) {
            return bad(badPath(result, "5.1.7"));
        }
        MailParameters parameters = MailParameters.read(from.rest());
        return parameters
                .problem()
                .<SmtpCommand>map(Malformed::new)
                .orElseGet(() -> new SmtpCommand.Mail(from.address(), parameters.declaredBytes()));
    }

    private static SmtpCommand rcpt(String arguments) {
        Optional<String> path = after("TO:", arguments);
        if (path.isEmpty()) {
            return bad(Replies.RCPT_SYNTAX);
        }
        PathSyntax.Result result = PathSyntax.read(path.get());
        if (!(result instanceof PathSyntax.Path to)) {
            return bad(badPath(result, "5.1.3"));
        }
        Optional<MailAddress> recipient = to.address();
        if (recipient.isEmpty()) {
            return bad(Replies.NULL_RECIPIENT);
        }
        String rest = to.rest();
        if (!rest.isEmpty()) {
            return bad(rest.startsWith(" ") ? Replies.UNKNOWN_PARAMETER : Replies.RCPT_SYNTAX);
        }
        return new SmtpCommand.Rcpt(recipient.get());
    }

    private static SmtpReply badPath(PathSyntax.Result result, String enhanced) {
        return result instanceof PathSyntax.NotAPath bad
                ? SmtpReply.of(501, enhanced, "Syntax: " + bad.problem())
                : Replies.NEEDS_SMTPUTF8;
    }

    /** What follows the keyword. Spaces between its colon and the path are wrong, common, and harmless. */
    private static Optional<String> after(String keyword, String arguments) {
        return arguments.regionMatches(true, 0, keyword, 0, keyword.length())
                ? Optional.of(arguments.substring(keyword.length()).stripLeading())
                : Optional.empty();
    }

    /** The parameters of MAIL: SIZE and BODY are the ones offered. */
    private record MailParameters(OptionalLong declaredBytes, Optional<SmtpReply> problem) {

        /** RFC 1870 section 4: up to 20 digits; of which 18 always fit a long. */
        private static final int MAX_SIZE_DIGITS = 20;

        private static final int FITTING_DIGITS = 18;

        static MailParameters read(String text) {
            if (!text.isEmpty() && !text.startsWith(" ")) {
                return wrong(Replies.MAIL_SYNTAX);
            }
            OptionalLong size = OptionalLong.empty();
            boolean body = false;
            for (String parameter : text.strip().split(" +")) {
                String upper = parameter.toUpperCase(Locale.ROOT);
                if (upper.startsWith("SIZE=")) {
                    String digits = upper.substring("SIZE=".length());
                    boolean number = !digits.isEmpty()
                            && digits.length() <= MAX_SIZE_DIGITS
                            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
                    if (!number || size.isPresent()) {
                        return wrong(Replies.SIZE_SYNTAX);
                    }
                    size = OptionalLong.of(digits.length() > FITTING_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits));
                } else if (upper.startsWith("BODY=")) {
                    if (body || !upper.equals("BODY=7BIT") && !upper.equals("BODY=8BITMIME")) {
                        return wrong(Replies.BODY_SYNTAX);
                    }
                    body = true;
                } else if (!upper.isEmpty()) {
                    return wrong(Replies.UNKNOWN_PARAMETER);
                }
            }
            return new MailParameters(size, Optional.empty());
        }

        private static MailParameters wrong(SmtpReply reply) {
            return new MailParameters(OptionalLong.empty(), Optional.of(reply));
        }
    }
}
