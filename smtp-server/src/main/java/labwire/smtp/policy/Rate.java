package labwire.smtp.policy;

import java.time.Duration;

/** So many in so long a time. */
public record Rate(int count, Duration per) {

    public Rate {
        if (count < 1 || per.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "rate: " + count + " per " + per + " (expected: at least 1 per millisecond or longer)");
        }
    }
}
