package labwire.smtp.pop3;

import java.util.List;
import java.util.Optional;
import labwire.smtp.session.SmtpLine;

/** What a line was, where a command was due. */
sealed interface Pop3Command {

    /** @param arguments as many as the verb takes, one char an octet */
    record Known(Pop3Verb verb, List<String> arguments) implements Pop3Command {}

    /** @param problem what was found and what was expected, for the client */
    record Bad(String problem) implements Pop3Command {}

    static Pop3Command read(SmtpLine line) {
        if (line instanceof SmtpLine.TooLong) {
            return new Bad("Line is too long");
        }
        if (line instanceof SmtpLine.Defective defective) {
            return new Bad("Line with a " + defective.defect().description());
        }
        return read(((SmtpLine.Text) line).text());
    }

    private static Pop3Command read(String text) {
        int space = text.indexOf(' ');
        String keyword = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space + 1);
        Optional<Pop3Verb> verb = Pop3Verb.named(keyword);
        if (verb.isEmpty()) {
            return new Bad("Unknown command (CAPA lists what there is)");
        }
        // A password may have spaces anywhere, and its line none behind the keyword but one (RFC 1939 section 7).
        List<String> arguments = verb.get().takesText()
                ? rest.isEmpty() ? List.of() : List.of(rest)
                : rest.isBlank() ? List.of() : List.of(rest.strip().split(" +"));
        return verb.get().takes(arguments.size())
                ? new Known(verb.get(), arguments)
                : new Bad(verb.get() + " with " + arguments.size() + " arguments");
    }

    /** The line as a transcript may show it: without secrets, even where something else is wrong with it. */
    static String shown(SmtpLine line) {
        if (!(line instanceof SmtpLine.Text said)) {
            return line instanceof SmtpLine.Defective defective
                    ? "(a line with a " + defective.defect().description() + ")"
                    : "(a line that is too long)";
        }
        String[] words = said.text().split(" ", 3);
        return switch (Pop3Verb.named(words[0]).orElse(Pop3Verb.NOOP)) {
            case PASS -> words[0] + " ***";
            case APOP, AUTH -> words.length < 3 ? said.text() : words[0] + " " + words[1] + " ***";
            case CAPA, DELE, LANG, LIST, NOOP, QUIT, RETR, RSET, STAT, STLS, TOP, UIDL, USER, UTF8 -> said.text();
        };
    }
}
