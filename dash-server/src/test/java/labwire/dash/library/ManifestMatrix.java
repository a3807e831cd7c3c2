package labwire.dash.library;

import java.util.ArrayList;
import java.util.List;

/** The paths of a title's manifests by all options. */
public final class ManifestMatrix {
    private ManifestMatrix() {}

    private static final String START = "START";

    /** The choices of an option; an empty one leaves it out. */
    private record Choice(String key, List<String> values) {}

    private static final List<Choice> ON_DEMAND = List.of(
            new Choice("by", List.of("number", "timeline", "time")),
            new Choice("segment", List.of("", "3.84", "8")),
            new Choice("periods", List.of("", "2")),
            new Choice("codec", List.of("", "avc1")));

    /** With {@link #START} for the time that a test wants. */
    private static final List<Choice> LIVE = List.of(
            new Choice("by", List.of("number", "timeline", "time")),
            new Choice("segment", List.of("", "4", "24")),
            new Choice("period", List.of("", "8", "60")),
            new Choice("start", List.of("", START)));

    /** Not multiplied, but each used with many of the others. */
    private static final List<Choice> LIVE_BESIDES = List.of(
            new Choice("window", List.of("", "30", "90")),
            new Choice("offset", List.of("", "0.5")),
            new Choice("timing", List.of("", "iso", "xsdate", "head", "none")),
            new Choice("events", List.of("", "mpd", "inband", "none")),
            new Choice("update", List.of("", "5")),
            new Choice("delay", List.of("", "2", "8")));

    public static List<String> onDemand(String title) {
        List<String> paths = new ArrayList<>();
        for (String options : product(ON_DEMAND, List.of())) {
            paths.add(title + "/" + options + (options.isEmpty() ? "" : "/") + "manifest.mpd");
        }
        return paths;
    }

    /** @param start of half of the streams, in seconds since 1970 */
    public static List<String> live(String title, String start) {
        List<String> paths = new ArrayList<>();
        for (String product : product(LIVE, LIVE_BESIDES)) {
            String options = product.replace(START, start);
            paths.add("live/" + options + (options.isEmpty() ? "" : "/") + title + "/manifest.mpd");
        }
        return paths;
    }

    private static List<String> product(List<Choice> choices, List<Choice> besides) {
        List<String> products = List.of("");
        for (Choice choice : choices) {
            List<String> longer = new ArrayList<>();
            for (String product : products) {
                for (String value : choice.values) {
                    longer.add(with(product, choice.key, value));
                }
            }
            products = longer;
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            String options = products.get(i);
            for (int j = 0; j < besides.size(); j++) {
                List<String> values = besides.get(j).values;
                options = with(options, besides.get(j).key, values.get((i + i / (j + 2)) % values.size()));
            }
            all.add(options);
        }
        return all;
    }

    private static String with(String options, String key, String value) {
        if (value.isEmpty()) {
            return options;
        }
        return options + (options.isEmpty() ? "" : ",") + key + "=" + value;
    }
}
