package labwire.dash.server.fault;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import labwire.dash.server.fault.Occurrence.Pattern;
import labwire.dash.server.http.Status;

/** The grammar of {@link FaultRule#parse}. */
final class FaultSyntax {
    private static final int MAX_LENGTH = 300;
    private static final long MAX_NUMBER = 1_000_000_000_000L;
    private static final Duration MAX_DURATION = Fault.LONGEST;

    private Fault fault = Fault.NONE;
    private Occurrence occurrence = Occurrence.ALWAYS;
    private String path = "*";
    private String session = "";
    private long stallAfter = Fault.NEVER;
    private Duration stallFor = Fault.LONGEST;

    private FaultSyntax() {}

    static FaultRule parse(String text) throws FaultSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new FaultSyntaxException(
                    "a rule of " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        FaultSyntax syntax = new FaultSyntax();
        Set<String> seen = new HashSet<>();
        for (String setting : text.split(",", -1)) {
            int equals = setting.indexOf('=');
            String name = equals < 0 ? setting : setting.substring(0, equals);
            if (equals < 0 || !seen.add(name)) {
                throw new FaultSyntaxException("rule '" + text + "': '" + setting
                        + "' (expected: name=value, each name once, such as status=503,every=3)");
            }
            syntax.set(name, setting.substring(equals + 1));
        }
        if (seen.contains("for") && !seen.contains("stall")) {
            throw new FaultSyntaxException("rule '" + text + "': for without stall (expected: both)");
        }
        Fault whole = syntax.fault.withStall(syntax.stallAfter, syntax.stallFor);
        if (whole.equals(Fault.NONE)) {
            throw new FaultSyntaxException(
                    "rule '" + text + "': nothing to do (expected: status, delay, stall, truncate or rate)");
        }
        return new FaultRule(whole, syntax.path, syntax.session, syntax.occurrence, text);
    }

    private void set(String name, String value) throws FaultSyntaxException {
        switch (name) {
            case "status" -> {
                int code = (int) Math.min(number(name, value), Integer.MAX_VALUE);
                fault = fault.withStatus(Status.of(code)
                        .filter(Status::isError)
                        .orElseThrow(() -> wrong(name, value, "an error that HTTP has, such as 503")));
            }
            case "delay" -> fault = fault.withDelay(duration(name, value));
            case "stall" -> stallAfter = bytes(name, value);
            case "for" -> stallFor = duration(name, value);
            case "truncate" -> fault = fault.withTruncation(bytes(name, value));
            case "rate" -> fault = fault.withRate(rate(name, value));
            case "nth" -> occur(Pattern.NTH, name, value);
            case "every" -> occur(Pattern.EVERY, name, value);
            case "first" -> occur(Pattern.FIRST, name, value);
            case "path" -> path = value;
            case "session" -> session = value;
            default ->
                throw new FaultSyntaxException(
                        "setting '" + name
                                + "' (expected: status, delay, stall, for, truncate, rate, nth, every, first, path or session)");
        }
    }

    private void occur(Pattern pattern, String name, String value) throws FaultSyntaxException {
        if (!occurrence.equals(Occurrence.ALWAYS)) {
            throw wrong(name, value, "one of nth, every and first");
        }
        long n = number(name, value);
        if (n == 0) {
            throw wrong(name, value, "at least 1");
        }
        occurrence = new Occurrence(pattern, n);
    }

    private static Duration duration(String name, String value) throws FaultSyntaxException {
        String expected = "such as 250ms or 2s, at most " + MAX_DURATION.toSeconds() + "s";
        long millis = value.endsWith("ms")
                ? number(name, value.substring(0, value.length() - 2))
                : value.endsWith("s") ? 1_000 * number(name, value.substring(0, value.length() - 1)) : -1;
        if (millis < 0 || millis > MAX_DURATION.toMillis()) {
            throw wrong(name, value, expected);
        }
        return Duration.ofMillis(millis);
    }

    private static long bytes(String name, String value) throws FaultSyntaxException {
        String upper = value.toUpperCase(Locale.ROOT);
        long unit = upper.endsWith("KB") ? 1_000 : upper.endsWith("MB") ? 1_000_000 : 1;
        String digits = unit > 1
                ? value.substring(0, value.length() - 2)
                : upper.endsWith("B") ? value.substring(0, value.length() - 1) : value;
        return unit * number(name, digits);
    }

    private static long rate(String name, String value) throws FaultSyntaxException {
        String lower = value.toLowerCase(Locale.ROOT);
        long unit = lower.endsWith("kbit")
                ? 1_000
                : lower.endsWith("mbit") ? 1_000_000 : lower.endsWith("gbit") ? 1_000_000_000 : 1;
        int suffix = unit > 1 ? 4 : lower.endsWith("bit") ? 3 : 0;
        long number = number(name, value.substring(0, value.length() - suffix));
        if (suffix == 0 || number == 0 || number > MAX_NUMBER / unit) {
            throw wrong(name, value, "above 0, such as 500kbit or 2mbit");
        }
        return unit * number;
    }

    private static long number(String name, String digits) throws FaultSyntaxException {
        if (digits.isEmpty() || digits.length() > 12 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong(name, digits, "a whole number");
        }
        return Long.parseLong(digits);
    }

    private static FaultSyntaxException wrong(String name, String value, String expected) {
        return new FaultSyntaxException(name + "=" + value + " (expected: " + expected + ")");
    }
}
