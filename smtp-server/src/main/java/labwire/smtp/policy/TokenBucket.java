package labwire.smtp.policy;

/** As many as its {@link Rate} says, at once or over time; what was used comes back evenly. */
final class TokenBucket {

    private final Rate rate;
    private double tokens;
    private long lastMillis;

    TokenBucket(Rate rate, long nowMillis) {
        this.rate = rate;
        this.tokens = rate.count();
        this.lastMillis = nowMillis;
    }

    /** Takes one, if there is one. */
    boolean take(long nowMillis) {
        long passed = Math.max(0, nowMillis - lastMillis); // A clock set back gives nothing.
        tokens = Math.min(
                rate.count(),
                tokens + (double) passed * rate.count() / rate.per().toMillis());
        lastMillis = nowMillis;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
