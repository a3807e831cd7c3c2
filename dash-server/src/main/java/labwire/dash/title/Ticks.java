package labwire.dash.title;

import java.time.Duration;

/** Times in ticks of several timescales, without overflow for a thousand years of 100 MHz. */
public final class Ticks {
    /** Ticks a second; finer ones are refused. */
    public static final long MAX_TIMESCALE = 100_000_000;

    private static final long NANOS = 1_000_000_000;

    private Ticks() {}

    /** The last tick of a timescale that is not after a time in another. */
    public static long scale(long ticks, long from, long to) {
        return from == to ? ticks : Math.floorDiv(ticks, from) * to + Math.floorMod(ticks, from) * to / from;
    }

    public static Duration duration(long ticks, long timescale) {
        return Duration.ofSeconds(Math.floorDiv(ticks, timescale), Math.floorMod(ticks, timescale) * NANOS / timescale);
    }

    public static long nanos(long ticks, long timescale) {
        return scale(ticks, timescale, NANOS);
    }
}
