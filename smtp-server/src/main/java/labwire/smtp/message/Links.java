package labwire.smtp.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds web addresses: where HTML has them as attributes, and where a text shows them. */
final class Links {

    static final int MAX_LINKS = 1_000;
    static final int MAX_LINK_CHARS = 4_096;

    /** Possessive, so that no text makes it look twice at a character. */
    private static final Pattern IN_TEXT = Pattern.compile("(?i)https?://[^\\s<>\"'\\p{Cntrl}]++");

    private static final Pattern IN_HTML =
            Pattern.compile("(?i)\\bhref\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s>\"']++))");

    private Links() {}

    /**
     * The links of a message.
     *
     * @param text its text; may be the HTML itself
     * @param html empty if there is none
     */
    static List<String> in(String text, String html) {
        LinkedHashSet<String> found = new LinkedHashSet<>();
        if (!text.equals(html)) {
            fromText(text, found);
        }
        Matcher matcher = IN_HTML.matcher(html);
        while (matcher.find() && found.size() < MAX_LINKS) {
            String value = matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            String link = Html.unescape(value).strip();
            if (IN_TEXT.matcher(link).matches()) {
                add(link, found);
            }
        }
        fromText(Html.text(html), found);
        return new ArrayList<>(found);
    }

    private static void fromText(String text, Set<String> found) {
        Matcher matcher = IN_TEXT.matcher(text);
        while (matcher.find() && found.size() < MAX_LINKS) {
            add(withoutPunctuation(matcher.group()), found);
        }
    }

    private static void add(String link, Set<String> found) {
        if (link.length() <= MAX_LINK_CHARS) {
            found.add(link);
        }
    }

    /** A sentence's end is not the link's; nor is a bracket that was opened before it. */
    private static String withoutPunctuation(String link) {
        int end = link.length();
        while (end > 0) {
            char last = link.charAt(end - 1);
            boolean loneBracket = last == ')' && link.lastIndexOf('(', end - 1) < 0
                    || last == ']' && link.lastIndexOf('[', end - 1) < 0;
            if (".,;:!?*".indexOf(last) < 0 && !loneBracket) {
                break;
            }
            end--;
        }
        return link.substring(0, end);
    }
}
