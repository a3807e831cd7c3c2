package labwire.dash.title;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options in a path, taken one by one; what nobody takes is unknown.
 *
 * <pre>
 *   options = option *( "," option )      ; one segment of a path: by=time,segment=4
 *   option  = key "=" value
 * </pre>
 *
 * No name of a title or of a representation has a {@code =}, so that nothing is taken for what it is not. Not for
 * several threads.
 */
public final class PathOptions {
    /** In characters, of a segment. */
    public static final int MAX_LENGTH = 256;

    private static final Pattern OPTION = Pattern.compile("([a-z]{1,32})=([A-Za-z0-9._+-]{1,64})");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}(?:\\.[0-9]{1,3})?");

    private final Map<String, String> left = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    private PathOptions() {}

    /** Whether a segment of a path can only be options. */
    public static boolean looksLike(String segment) {
        return segment.indexOf('=') >= 0;
    }

    /**
     * Reads a segment of a path.
     *
     * @param text options, or nothing
     * @throws OptionException if it is not so written, or names a key twice
     */
    public static PathOptions parse(String text) throws OptionException {
        PathOptions options = new PathOptions();
        if (text.isEmpty()) {
            return options;
        }
        if (text.length() > MAX_LENGTH) {
            throw new OptionException(
                    "options: " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        for (String option : text.split(",", -1)) {
            var match = OPTION.matcher(option);
            if (!match.matches()) {
                throw new OptionException("options: \"" + option + "\" (expected: KEY=VALUE, separated by commas)");
            }
            if (options.left.put(match.group(1), match.group(2)) != null) {
                throw new OptionException("options: " + match.group(1) + " twice (expected: once)");
            }
        }
        return options;
    }

    /**
     * Takes one of several words.
     *
     * @throws OptionException if it is another
     */
    public <E> E word(String key, List<E> choices, Function<E, String> word, E otherwise) throws OptionException {
        String value = take(key);
        if (value == null) {
            return otherwise;
        }
        for (E choice : choices) {
            if (word.apply(choice).equals(value)) {
                return choice;
            }
        }
        throw new OptionException(key + "=" + value + " (expected: one of "
                + String.join(", ", choices.stream().map(word).toList()) + ")");
    }

    /** Takes any text, empty if there is none. */
    public String text(String key) {
        String value = take(key);
        return value == null ? "" : value;
    }

    /**
     * Takes seconds.
     *
     * @return milliseconds
     * @throws OptionException if it is no number, or out of range
     */
    public long millis(String key, long minMillis, long maxMillis, long otherwise) throws OptionException {
        String value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (SECONDS.matcher(value).matches()) {
            long millis = new BigDecimal(value).movePointRight(3).longValueExact();
            if (millis >= minMillis && millis <= maxMillis) {
                return millis;
            }
        }
        throw new OptionException(key + "=" + value + " (expected: seconds, " + seconds(minMillis) + " to "
                + seconds(maxMillis) + ", at most three decimals)");
    }

    /**
     * Takes a whole number.
     *
     * @throws OptionException if it is none, or out of range
     */
    public int count(String key, int min, int max, int otherwise) throws OptionException {
        String value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,9}")) {
            int count = Integer.parseInt(value);
            if (count >= min && count <= max) {
                return count;
            }
        }
        throw new OptionException(key + "=" + value + " (expected: " + min + " to " + max + ")");
    }

    /**
     * Ends the taking.
     *
     * @throws OptionException if an option is left
     */
    public void end() throws OptionException {
        for (Map.Entry<String, String> option : left.entrySet()) {
            throw new OptionException("options: " + option.getKey() + "=" + option.getValue()
                    + " is unknown here (expected: one of " + String.join(", ", known) + ")");
        }
    }

    private @Nullable String take(String key) {
        known.add(key);
        return left.remove(key);
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
