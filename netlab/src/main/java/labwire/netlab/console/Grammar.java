package labwire.netlab.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command, one on each line with its help beside it.
 *
 * <pre>
 * ip                      Global IP configuration subcommands
 * route                   Establish static routes
 * {prefix:A.B.C.D}        Destination prefix
 * {mask:A.B.C.D}          Destination prefix mask
 * {hop:A.B.C.D}           Forwarding router's address
 * [{distance:&lt;1-255&gt;}]    Distance metric for this route
 * </pre>
 *
 * <p>A plain word is a keyword; {@code {name:TYPE}} an argument. In brackets it may be left out. A line that begins with
 * {@code |} is an alternative to the one above it.
 */
final class Grammar {
    private static final Pattern LINE = Pattern.compile("(\\| *)?(\\[)?([^\\s\\[\\]]+)(\\])?(?: {2,}(\\S.*))?");
    private static final Pattern ARGUMENT = Pattern.compile("\\{([a-z][a-zA-Z]*):([^}]+)\\}");
    private static final Pattern NUMBER = Pattern.compile("<([0-9]+)-([0-9]+)>");
    private static final Map<String, ArgumentType<?>> BASIC_TYPES =
            byPlaceholder(List.of(ArgumentType.ADDRESS, ArgumentType.WORD, ArgumentType.LINE, ArgumentType.MAC));

    /** A keyword, if {@code type} is null, or an argument. */
    record Token(String name, @Nullable ArgumentType<?> type, String help) {
        boolean isKeyword() {
            return type == null;
        }

        /** As help shows it. */
        String shown() {
            return type == null ? name : type.placeholder();
        }
    }

    /** One place in a command: what can stand there, and whether it may be left out. */
    record Step(List<Token> alternatives, boolean optional) {}

    private Grammar() {}

    static Map<String, ArgumentType<?>> byPlaceholder(List<ArgumentType<?>> types) {
        Map<String, ArgumentType<?>> byPlaceholder = new HashMap<>();
        for (ArgumentType<?> type : types) {
            byPlaceholder.put(type.placeholder(), type);
        }
        return byPlaceholder;
    }

    /**
     * Reads a declaration.
     *
     * @param types the command set's own types, beside the basic ones and numbers
     * @throws IllegalArgumentException if it does not have the form above: a programmer's error
     */
    static List<Step> parse(String declaration, Map<String, ArgumentType<?>> types) {
        List<Step> steps = new ArrayList<>();
        for (String text : declaration.strip().lines().toList()) {
            Matcher matcher = LINE.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("grammar: " + text + " (expected: a word, two spaces, its help)");
            }
            String help = matcher.group(5) == null ? "" : matcher.group(5);
            Token token = token(matcher.group(3), help, types);
            if (matcher.group(1) == null) {
                steps.add(new Step(new ArrayList<>(List.of(token)), matcher.group(2) != null));
            } else {
                steps.get(steps.size() - 1).alternatives().add(token);
            }
        }
        return steps;
    }

    private static Token token(String text, String help, Map<String, ArgumentType<?>> types) {
        Matcher argument = ARGUMENT.matcher(text);
        if (!argument.matches()) {
            if (!text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("keyword: " + text + " (expected: lower case)");
            }
            return new Token(text, null, help);
        }
        String typeName = argument.group(2);
        ArgumentType<?> type = types.getOrDefault(typeName, BASIC_TYPES.get(typeName));
        Matcher number = NUMBER.matcher(typeName);
        if (type == null && number.matches()) {
            type = ArgumentType.number(Integer.parseInt(number.group(1)), Integer.parseInt(number.group(2)));
        }
        if (type == null) {
            throw new IllegalArgumentException("type: " + typeName + " (expected: one of the command set's)");
        }
        return new Token(argument.group(1), type, help);
    }
}
