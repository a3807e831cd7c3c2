package labwire.netlab.bridge;

import labwire.netlab.wire.Bpdu;

/** The times that a BPDU carries, in 1/256 s, within the ranges of 802.1D-2004, table 17-1. */
record TreeTimes(int messageAge, int maxAge, int helloTime, int forwardDelay) {
    private static final int SECOND = Bpdu.TICKS_PER_SECOND;
    private static final long NANOS_PER_TICK = 1_000_000_000L / SECOND;
    private static final int MAX_MESSAGE_AGE = 0xFFFF;

    static TreeTimes of(BridgeSettings settings) {
        return new TreeTimes(
                0,
                (int) settings.maxAge().toSeconds() * SECOND,
                (int) settings.helloTime().toSeconds() * SECOND,
                (int) settings.forwardDelay().toSeconds() * SECOND);
    }

    static TreeTimes of(SpanningTreeSettings.Times times) {
        return new TreeTimes(0, times.maxAge() * SECOND, times.helloTime() * SECOND, times.forwardDelay() * SECOND);
    }

    static void check(SpanningTreeSettings.Times times) {
        TreeTimes asked = of(times);
        if (within(asked.maxAge, 6 * SECOND, 40 * SECOND) != asked.maxAge
                || within(asked.helloTime, SECOND, 10 * SECOND) != asked.helloTime
                || within(asked.forwardDelay, 4 * SECOND, 30 * SECOND) != asked.forwardDelay) {
            throw new IllegalArgumentException(
                    times + " (expected: hello time 1-10 s, max age 6-40 s, forward delay 4-30 s)");
        }
    }

    /** A neighbour's times; those beyond the standard's ranges are moved to the nearest end. */
    static TreeTimes of(Bpdu bpdu) {
        return new TreeTimes(
                within(bpdu.messageAge(), 0, MAX_MESSAGE_AGE),
                within(bpdu.maxAge(), 6 * SECOND, 40 * SECOND),
                within(bpdu.helloTime(), SECOND, 10 * SECOND),
                within(bpdu.forwardDelay(), 4 * SECOND, 30 * SECOND));
    }

    private static int within(int value, int min, int max) {
        return Math.max(min, Math.min(value, max));
    }

    /** The same one bridge further from the root. */
    TreeTimes oneHopOlder() {
        return new TreeTimes(messageAge + SECOND, maxAge, helloTime, forwardDelay);
    }

    /** True if the information has come over more bridges than it may (17.21.23). */
    boolean isTooOld() {
        return messageAge + SECOND > maxAge;
    }

    long helloNanos() {
        return helloTime * NANOS_PER_TICK;
    }

    long maxAgeNanos() {
        return maxAge * NANOS_PER_TICK;
    }

    long forwardDelayNanos() {
        return forwardDelay * NANOS_PER_TICK;
    }

    /** How long received information holds without being repeated. */
    long informationNanos() {
        return 3 * helloNanos();
    }

    /** How long a legacy neighbour is told of a topology change. */
    long legacyTopologyChangeNanos() {
        return (maxAge + forwardDelay) * NANOS_PER_TICK;
    }
}
