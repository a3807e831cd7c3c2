package labwire.dash.server.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code Range} field asks for of a body (RFC 9110 section 14).
 *
 * <p>A field that makes no sense is one that is not there (section 14.2), and so is one that asks for much more than the
 * body: many ranges, or ranges that lap over each other.
 */
public sealed interface ByteRanges {
    /** Ranges in one request that are answered as such. */
    int MAX_RANGES = 16;

    /** No range. */
    record Whole() implements ByteRanges {}

    /** None of the ranges has a byte of the body. */
    record Unsatisfiable() implements ByteRanges {}

    /** One range or more, in the order asked for. */
    record Some(List<ByteRange> ranges) implements ByteRanges {}

    /** From {@code first} to {@code last}, both included. */
    record ByteRange(long first, long last) {
        long count() {
            return last - first + 1;
        }
    }

    /**
     * Reads a field's value.
     *
     * @param length of the body
     */
    static ByteRanges parse(String value, long length) {
        if (!value.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }
        List<ByteRange> ranges = new ArrayList<>();
        int specs = 0;
        long sum = 0;
        for (String part : value.substring(6).split(",", MAX_RANGES + 2)) {
            String spec = part.strip();
            if (spec.isEmpty()) {
                continue; // An empty list element (section 5.6.1.2).
            }
            specs++;
            int dash = spec.indexOf('-');
            if (specs > MAX_RANGES || dash < 0) {
                return new Whole();
            }
            long first = number(spec.substring(0, dash));
            long last = number(spec.substring(dash + 1));
            if (first == MALFORMED || last == MALFORMED || first == ABSENT && last == ABSENT) {
                return new Whole();
            }
            if (first != ABSENT && last != ABSENT && last < first) {
                return new Whole();
            }
            if (first == ABSENT) {
                first = Math.max(0, length - last);
                last = last == 0 ? -1 : length - 1;
            }
            last = last == ABSENT ? length - 1 : Math.min(last, length - 1);
            if (first <= last) {
                ranges.add(new ByteRange(first, last));
                sum += last - first + 1;
            }
        }
        if (specs == 0 || sum > length) {
            return new Whole();
        }
        return ranges.isEmpty() ? new Unsatisfiable() : new Some(List.copyOf(ranges));
    }

    /** A side of a range that is left out. */
    long ABSENT = Long.MIN_VALUE;

    /** A side of a range that is not a number. */
    long MALFORMED = Long.MIN_VALUE + 1;

    private static long number(String digits) {
        if (digits.isEmpty()) {
            return ABSENT;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return MALFORMED;
            }
        }
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
