package labwire.smtp.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.PathSyntax;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SmtpCommand.Malformed;

/** Reads a command out of a line. Verbs and keywords may be in any case; white space at a line's end is let pass. */
final class CommandSyntax {

    /** RFC 4954 section 4: of a line with base64 in it, CRLF included. */
    static final int MAX_AUTH_LINE_OCTETS = 12_288;

    private static final int MAX_NAME_OCTETS = 255;

    /** RFC 4422 section 3.1. */
    private static final int MAX_MECHANISM_OCTETS = 20;

    /** RFC 3030 does not say; these always fit a long. */
    private static final int MAX_CHUNK_DIGITS = 18;

    private CommandSyntax() {}

    /** @param maxLineOctets of any command but AUTH, CRLF included */
    static SmtpCommand read(SmtpLine line, int maxLineOctets) {
        if (line instanceof SmtpLine.TooLong) {
            return new Malformed(Replies.LINE_TOO_LONG);
        }
        if (line instanceof SmtpLine.Defective bad) {
            return new Malformed(Replies.defectiveLine(bad.defect()));
        }
        String octets = ((SmtpLine.Text) line).text();
        Optional<String> decoded = decode(octets);
        if (decoded.isEmpty()) {
            return new Malformed(Replies.NOT_UTF8);
        }
        String text = decoded.get().stripTrailing();
        int space = text.indexOf(' ');
        String verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        if (octets.length() > maxLineOctets - 2 && !verb.equals("AUTH")) {
            return new Malformed(Replies.LINE_TOO_LONG);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                return new Malformed(Replies.CONTROL_CHARACTER);
            }
        }
        return command(verb, space < 0 ? "" : text.substring(space).strip());
    }

    /** From one char an octet to characters, if the octets are UTF-8. */
    private static Optional<String> decode(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.charAt(i) > 0x7F) {
                try {
                    ByteBuffer bytes = ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
                    return Optional.of(
                            StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
                } catch (CharacterCodingException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(octets);
    }

    private static SmtpCommand command(String verb, String arguments) {
        return switch (verb) {
            case "HELO" -> isClientName(arguments) ? new SmtpCommand.Helo(arguments) : bad(Replies.HELO_SYNTAX);
            case "EHLO" -> isClientName(arguments) ? new SmtpCommand.Ehlo(arguments) : bad(Replies.EHLO_SYNTAX);
            case "LHLO" -> isClientName(arguments) ? new SmtpCommand.Lhlo(arguments) : bad(Replies.LHLO_SYNTAX);
            case "AUTH" -> auth(arguments);
            case "MAIL" -> mail(arguments);
            case "RCPT" -> rcpt(arguments);
            case "DATA" -> alone(new SmtpCommand.Data(), arguments);
            case "BDAT" -> bdat(arguments);
            case "RSET" -> alone(new SmtpCommand.Rset(), arguments);
            case "QUIT" -> alone(new SmtpCommand.Quit(), arguments);
            case "STARTTLS" -> alone(new SmtpCommand.StartTls(), arguments);
            case "NOOP" -> new SmtpCommand.Noop();
            case "HELP" -> new SmtpCommand.Help();
            case "VRFY" -> vrfy(arguments);
            case "EXPN", "ETRN", "TURN", "SEND", "SOML", "SAML" -> bad(Replies.NOT_IMPLEMENTED);
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

    private static SmtpCommand auth(String arguments) {
        String[] words = arguments.split(" +", 3);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        boolean named = !mechanism.isEmpty()
                && mechanism.length() <= MAX_MECHANISM_OCTETS
                && mechanism
                        .chars()
                        .allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_');
        return named && words.length < 3
                ? new SmtpCommand.Auth(mechanism, words.length > 1 ? Optional.of(words[1]) : Optional.empty())
                : bad(Replies.AUTH_SYNTAX);
    }

    private static SmtpCommand bdat(String arguments) {
        String[] words = arguments.split(" +", 3);
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        boolean read = (words.length == 1 || last)
                && !words[0].isEmpty()
                && words[0].length() <= MAX_CHUNK_DIGITS
                && words[0].chars().allMatch(c -> c >= '0' && c <= '9');
        return read ? new SmtpCommand.Bdat(Long.parseLong(words[0]), last) : new SmtpCommand.LostBdat();
    }

    private static SmtpCommand vrfy(String arguments) {
        boolean agreed = arguments.toUpperCase(Locale.ROOT).endsWith(" SMTPUTF8");
        return arguments.isEmpty()
                ? bad(Replies.VRFY_SYNTAX)
                : new SmtpCommand.Vrfy(!agreed && arguments.chars().anyMatch(c -> c > 0x7F));
    }

    private static SmtpCommand mail(String arguments) {
        Optional<String> path = after("FROM:", arguments);
        if (path.isEmpty()) {
            return bad(Replies.MAIL_SYNTAX);
        }
        PathSyntax.Result result = PathSyntax.read(path.get());
        if (!(result instanceof PathSyntax.Path from)) {
            return bad(Replies.notAPath("5.1.7", ((PathSyntax.NotAPath) result).problem()));
        }
        MailParameters parameters = new MailParameters();
        Optional<SmtpReply> problem = parameters.read(from.rest());
        if (problem.isPresent()) {
            return bad(problem.get());
        }
        boolean beyondAscii =
                from.address().isPresent() && !from.address().get().isAscii();
        return beyondAscii && !parameters.smtpUtf8()
                ? bad(Replies.NEEDS_SMTPUTF8)
                : new SmtpCommand.Mail(from.address(), parameters);
    }

    private static SmtpCommand rcpt(String arguments) {
        Optional<String> path = after("TO:", arguments);
        if (path.isEmpty()) {
            return bad(Replies.RCPT_SYNTAX);
        }
        PathSyntax.Result result = PathSyntax.read(path.get());
        if (!(result instanceof PathSyntax.Path to)) {
            return bad(Replies.notAPath("5.1.3", ((PathSyntax.NotAPath) result).problem()));
        }
        Optional<MailAddress> address = to.address();
        if (address.isEmpty()) {
            return bad(Replies.NULL_RECIPIENT);
        }
        RcptParameters parameters = new RcptParameters();
        return parameters
                .read(to.rest())
                .<SmtpCommand>map(Malformed::new)
                .orElseGet(() -> new SmtpCommand.Rcpt(parameters.recipient(address.get())));
    }

    /** What follows the keyword. Spaces between its colon and the path are wrong, common, and harmless. */
    private static Optional<String> after(String keyword, String arguments) {
        return arguments.regionMatches(true, 0, keyword, 0, keyword.length())
                ? Optional.of(arguments.substring(keyword.length()).stripLeading())
                : Optional.empty();
    }
}
