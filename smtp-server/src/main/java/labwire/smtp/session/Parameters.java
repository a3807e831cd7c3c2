package labwire.smtp.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import labwire.smtp.reply.SmtpReply;

/**
 * The parameters behind the path of MAIL and RCPT, {@code KEYWORD} or {@code KEYWORD=value}, each once (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321 section 4.1.2</a>).
 */
final class Parameters {

    /** As many as there are keywords, and some. */
    private static final int MAX_PARAMETERS = 20;

    private Parameters() {}

    /** Takes one parameter; gives the reply to a wrong one. The keyword is in upper case. */
    @FunctionalInterface
    interface Taker {
        Optional<SmtpReply> take(String keyword, Optional<String> value);
    }

    /** Gives each to the taker, up to the first wrong one, whose reply it returns. */
    static Optional<SmtpReply> read(String text, SmtpReply syntax, Taker taker) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.charAt(0) != ' ') {
            return Optional.of(syntax);
        }
        Map<String, Boolean> seen = new LinkedHashMap<>();
        for (String parameter : text.strip().split(" +", MAX_PARAMETERS + 1)) {
            int equals = parameter.indexOf('=');
            String keyword = (equals < 0 ? parameter : parameter.substring(0, equals)).toUpperCase(Locale.ROOT);
            if (seen.size() == MAX_PARAMETERS || seen.put(keyword, true) != null) {
                return Optional.of(Replies.PARAMETER_TWICE);
            }
            if (!keyword.isEmpty()) {
                Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(parameter.substring(equals + 1));
                Optional<SmtpReply> problem = taker.take(keyword, value);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }
}
