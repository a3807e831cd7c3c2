package labwire.dash.server.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * A path with the rules that it begins with taken off: {@code fault/status=503,every=3/demo/manifest.mpd}. A manifest's
 * relative addresses keep the rules, so that they hold for its segments.
 *
 * @param path what is left
 */
public record FaultPath(List<FaultRule> rules, String path) {
    private static final String PREFIX = "fault/";

    /** Rules in one path. */
    static final int MAX_RULES = 4;

    public FaultPath {
        rules = List.copyOf(rules);
    }

    /** Whether there are any. */
    public static boolean isOne(String path) {
        return path.startsWith(PREFIX);
    }

    /**
     * Takes the rules off.
     *
     * @throws FaultSyntaxException if one of them is none
     */
    public static FaultPath of(String path) throws FaultSyntaxException {
        List<FaultRule> rules = new ArrayList<>();
        String rest = path;
        while (rest.startsWith(PREFIX)) {
            int end = rest.indexOf('/', PREFIX.length());
            if (end < 0) {
                throw new FaultSyntaxException("'" + rest + "' (expected: fault/RULE/PATH)");
            }
            if (rules.size() == MAX_RULES) {
                throw new FaultSyntaxException("more rules (expected: at most " + MAX_RULES + " in a path)");
            }
            rules.add(FaultRule.parse(rest.substring(PREFIX.length(), end)));
            rest = rest.substring(end + 1);
        }
        return new FaultPath(rules, rest);
    }
}
