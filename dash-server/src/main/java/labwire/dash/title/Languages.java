package labwire.dash.title;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Languages as files and as manifests name them. */
public final class Languages {
    private static final Map<String, String> BY_THREE_LETTERS = Stream.of(Locale.getISOLanguages())
            .collect(Collectors.toUnmodifiableMap(
                    two -> Locale.forLanguageTag(two).getISO3Language(), two -> two, (first, second) -> first));

    private Languages() {}

    /**
     * The tag of <a href="https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1">RFC 5646</a>, which is to have two
     * letters where there are two: {@code en} of {@code eng}.
     */
    public static String shortest(String language) {
        return BY_THREE_LETTERS.getOrDefault(language, language);
    }

    /** Whether a tag begins with a language that ISO 639 has a code of two letters for. */
    public static boolean isKnown(String tag) {
        return BY_THREE_LETTERS.containsValue(
                shortest(tag.replaceFirst("-.*", "").toLowerCase(Locale.ROOT)));
    }
}
