package labwire.dash.player;

import java.util.random.RandomGenerator;

/** What to do about a request that failed, one after the other: the way from the address asked first to giving up. */
final class Perseverance {
    /** What next. */
    enum Next {
        /** After {@link #backOffNanos()}. */
        SAME_AGAIN,
        OTHER_SERVER,
        LOWER_RUNG,
        SKIP
    }

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private int attemptsHere;
    private int attemptsInAll;
    private int servers;

    Perseverance(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** How many attempts there were. */
    int attempts() {
        return attemptsInAll;
    }

    /**
     * After a failure.
     *
     * @param hopeless the server said that it does not have it
     * @param otherServers there are for this rung, tried ones included, the first excluded
     * @param lowerRung whether there is one
     */
    Next next(boolean hopeless, int otherServers, boolean lowerRung) {
        attemptsHere++;
        attemptsInAll++;
        if (attemptsInAll >= policy.attemptsInAll()) {
            return Next.SKIP;
        }
        if (!hopeless && attemptsHere < policy.attempts()) {
            return Next.SAME_AGAIN;
        }
        attemptsHere = 0;
        if (servers < otherServers) {
            servers++;
            return Next.OTHER_SERVER;
        }
        servers = 0;
        return lowerRung ? Next.LOWER_RUNG : Next.SKIP;
    }

    /** Exponential, and half of it by chance, so that a server that fell over is not met by all at once. */
    long backOffNanos() {
        long nanos = policy.firstBackOff().toNanos() << Math.min(Math.max(0, attemptsHere - 1), 20);
        long jittered = (long) (nanos * (0.5 + random.nextDouble()));
        return Math.min(jittered, policy.maxBackOff().toNanos());
    }
}
