package labwire.smtp.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of HTML as it takes to find words in it. */
final class Html {

    private static final Pattern ENTITY = Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,5}));");

    private Html() {}

    /** The text between the tags, with a blank for each; comments, styles and scripts are left out. */
    static String text(String html) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            if (tag < 0) {
                break;
            }
            text.append(html, at, tag).append(' ');
            int end = endOf(html, tag);
            if (end < 0) {
                return unescape(text.toString());
            }
            at = end;
        }
        text.append(html, at, html.length());
        return unescape(text.toString());
    }

    /** Where a tag, with what is not text behind it, ends; -1 if it does not. */
    private static int endOf(String html, int tag) {
        if (html.startsWith("<!--", tag)) {
            return after(html, "-->", tag);
        }
        if (html.regionMatches(true, tag, "<style", 0, 6)) {
            return after(html, "</style>", tag);
        }
        if (html.regionMatches(true, tag, "<script", 0, 7)) {
            return after(html, "</script>", tag);
        }
        return after(html, ">", tag);
    }

    private static int after(String html, String what, int from) {
        for (int at = html.indexOf(what.charAt(0), from); at >= 0; at = html.indexOf(what.charAt(0), at + 1)) {
            if (html.regionMatches(true, at, what, 0, what.length())) {
                return at + what.length();
            }
        }
        return -1;
    }

    static String unescape(String text) {
        Matcher matcher = ENTITY.matcher(text);
        StringBuilder plain = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(plain, Matcher.quoteReplacement(character(matcher)));
        }
        return matcher.appendTail(plain).toString();
    }

    private static String character(Matcher entity) {
        if (entity.group(3) != null) {
            return switch (entity.group(3)) {
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "apos" -> "'";
                case "nbsp" -> " ";
                default -> entity.group();
            };
        }
        int point = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : entity.group();
    }
}
