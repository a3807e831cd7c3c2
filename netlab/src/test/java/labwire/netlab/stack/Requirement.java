package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a standard asks for, and where it is shown that it is so. A register has a line for each, and under it, indented,
 * one or more of
 *
 * <pre>
 * script FILE TITLE       a conversation of {@code tcp/scripts}
 * test CLASS.METHOD       a test, its class named from {@code labwire.netlab} on
 * as REGISTER NUMBER      another register's requirement asks the same
 * not met: REASON
 * not applicable: REASON
 * </pre>
 *
 * @param section of the standard
 * @param number such as MUST-12; null where the standard has none
 * @param words what it asks for, in few words
 */
record Requirement(String section, @Nullable String number, String words, List<Evidence> evidence) {
    private static final Pattern HEAD = Pattern.compile("(\\S+) (?:((?:MUST|SHLD|MAY)-\\d+) )?(.+)");
    private static final Pattern SHOWN = Pattern.compile(" {4}(script|test|as|not met:|not applicable:) (.+)");

    enum Kind {
        SCRIPT,
        TEST,
        AS,
        NOT_MET,
        NOT_APPLICABLE
    }

    record Evidence(Kind kind, String text) {}

    /** Reads a register's lines; those that begin with # are comments. */
    static List<Requirement> parse(List<String> lines) {
        List<Requirement> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" ")) {
                all.get(all.size() - 1).evidence().add(evidence(line));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Matcher head = HEAD.matcher(line);
                if (!head.matches()) {
                    throw new IllegalArgumentException("line: " + line + " (expected: a section, and words)");
                }
                all.add(new Requirement(head.group(1), head.group(2), head.group(3), new ArrayList<>()));
            }
        }
        return all;
    }

    private static Evidence evidence(String line) {
        Matcher shown = SHOWN.matcher(line);
        if (!shown.matches()) {
            throw new IllegalArgumentException(
                    "line: " + line + " (expected: script, test, as, not met: or not applicable:, and what)");
        }
        String kind = shown.group(1).replace(":", "").replace(' ', '_').toUpperCase(Locale.ROOT);
        return new Evidence(Kind.valueOf(kind), shown.group(2));
    }

    @Override
    public String toString() {
        return section + (number == null ? "" : " " + number) + " " + words;
    }
}
