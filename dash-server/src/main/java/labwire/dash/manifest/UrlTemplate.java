package labwire.dash.manifest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL pattern (ISO/IEC 23009-1, 5.3.9.4.4): {@code $RepresentationID$}, {@code $Bandwidth$}, {@code $Number$} and
 * {@code $Time$} are replaced, the last three padded if {@code %05d} follows the name; {@code $$} is a dollar.
 */
public final class UrlTemplate {
    /** Of padding: no number has more digits. */
    private static final int MAX_WIDTH = 20;

    private static final Pattern IDENTIFIER = Pattern.compile("\\$([^$%]*)(?:%0?(\\d{1,3})([dxXou]))?\\$");

    private final String pattern;

    private UrlTemplate(String pattern) {
        this.pattern = pattern;
    }

    /** @throws MpdException if it has an identifier that there is not, or a dollar alone */
    public static UrlTemplate of(String pattern) throws MpdException {
        String rest = IDENTIFIER.matcher(pattern).replaceAll(match -> "");
        if (rest.contains("$")) {
            throw new MpdException("@media", "\"" + Excerpt.of(pattern) + "\" (expected: dollars in pairs)");
        }
        Matcher identifiers = IDENTIFIER.matcher(pattern);
        while (identifiers.find()) {
            String identifier = identifiers.group(1);
            String width = identifiers.group(2);
            boolean known = switch (identifier) {
                case "Number", "Time", "Bandwidth" -> width == null || Integer.parseInt(width) <= MAX_WIDTH;
                case "RepresentationID", "" -> width == null;
                default -> false;
            };
            if (!known || identifiers.group(3) != null && !identifiers.group(3).equals("d")) {
                throw new MpdException(
                        "@media",
                        "\"" + Excerpt.of(identifiers.group()) + "\" (expected: $RepresentationID$, $Bandwidth$,"
                                + " $Number$, $Time$, with a width of at most " + MAX_WIDTH + " or none, or $$)");
            }
        }
        return new UrlTemplate(pattern);
    }

    /** Whether {@code $Time$} or {@code $Number$} tells segments apart. */
    public boolean uses(String identifier) {
        return pattern.contains("$" + identifier + "$") || pattern.contains("$" + identifier + "%");
    }

    /** The URL reference; {@code bandwidth} in bits a second, {@code time} in ticks. */
    public String fill(String representationId, long bandwidth, long number, long time) {
        return IDENTIFIER.matcher(pattern).replaceAll(match -> {
            String value = switch (match.group(1)) {
                case "RepresentationID" -> representationId;
                case "Bandwidth" -> padded(bandwidth, match.group(2));
                case "Number" -> padded(number, match.group(2));
                case "Time" -> padded(time, match.group(2));
                default -> "$";
            };
            return Matcher.quoteReplacement(value);
        });
    }

    private static String padded(long value, @Nullable String width) {
        return width == null || width.equals("0")
                ? Long.toString(value)
                : String.format(Locale.ROOT, "%0" + Integer.parseInt(width) + "d", value);
    }
}
