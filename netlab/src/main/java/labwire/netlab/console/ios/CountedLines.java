package labwire.netlab.console.ios;

import java.util.function.ToLongFunction;
import labwire.netlab.console.Reply;

/**
 * Lines of a report that say how often things happened.
 *
 * @param counts how often each did
 * @param <C> what is counted
 */
public record CountedLines<C>(ToLongFunction<C> counts, Reply reply) {
    /**
     * Prints a line.
     *
     * @param format as of {@link String#format}, with a {@code %d} for each of those counted
     */
    @SafeVarargs
    public final void line(String format, C... counted) {
        Object[] values = new Object[counted.length];
        for (int i = 0; i < counted.length; i++) {
            values[i] = counts.applyAsLong(counted[i]);
        }
        reply.printLine(format, values);
    }

    /** How often all of them together did. */
    @SafeVarargs
    public final long sum(C... counted) {
        long sum = 0;
        for (C each : counted) {
            sum += counts.applyAsLong(each);
        }
        return sum;
    }
}
