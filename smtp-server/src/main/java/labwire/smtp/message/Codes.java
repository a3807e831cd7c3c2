package labwire.smtp.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds one-time codes: four to eight digits, or letters with digits among them, near a word such as <em>code</em>. The
 * nearer the likelier.
 */
final class Codes {

    static final int MAX_CODES = 20;

    /** The distance within which a word makes a token a code. */
    static final int MAX_DISTANCE_CHARS = 80;

    private static final int MAX_WORDS = 1_000;

    private static final Pattern WORD = Pattern.compile("(?iu)\\b(?:code|codes|otp|tan|pin|passcode|token|password"
            + "|verification|verify|one-time|c[oó]digo|kode|codice|Code|код)\\b");

    /** In two halves too, as some write them; not a part of an address, a number with a comma, a time or a date. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\p{Alnum}_@/\\\\.,$€£+&=%-])(?:[0-9]{3}[ -][0-9]{3}|[0-9A-Za-z]{4,8})"
                    + "(?![\\p{Alnum}_@/\\\\%&=-]|[.,:][\\p{Alnum}])");

    private record Found(String code, int distance, int place) {}

    private Codes() {}

    static List<String> in(String text, String html) {
        List<Found> found = new ArrayList<>();
        if (!text.equals(html)) {
            look(text, found);
        }
        look(Html.text(html), found);
        found.sort(Comparator.comparingInt(Found::distance).thenComparingInt(Found::place));
        LinkedHashSet<String> codes = new LinkedHashSet<>();
        found.forEach(one -> codes.add(one.code()));
        return codes.stream().limit(MAX_CODES).toList();
    }

    private static void look(String text, List<Found> found) {
        Matcher word = WORD.matcher(text);
        for (int words = 0; words < MAX_WORDS && word.find(); words++) {
            int from = Math.max(0, word.start() - MAX_DISTANCE_CHARS);
            int to = Math.min(text.length(), word.end() + MAX_DISTANCE_CHARS);
            // The look-around sees beyond the region, so that no half of a longer word passes.
            Matcher token = TOKEN.matcher(text).region(from, to).useTransparentBounds(true);
            while (token.find()) {
                String code = token.group();
                if (code.chars().anyMatch(c -> c >= '0' && c <= '9')) {
                    // What stands behind the word is likelier meant than what stands before it.
                    int distance = token.start() >= word.end()
                            ? token.start() - word.end()
                            : word.start() - token.end() + MAX_DISTANCE_CHARS / 4;
                    found.add(new Found(code, distance, token.start()));
                }
            }
        }
    }
}
