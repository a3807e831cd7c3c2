package labwire.netlab.link;

import java.time.Duration;

/**
 * The queue before a cable with a rate.
 *
 * @param limitBytes wire bytes that may wait; what does not fit is dropped, at the tail, or, with
 *     {@link QueueDiscipline#FQ_CODEL}, from the longest of the queues
 * @param targetNanos of CoDel: how long a frame may wait
 * @param intervalNanos of CoDel: for how long frames may wait longer than that; a round trip of the traffic
 * @param ecn of CoDel: whether packets that allow it are marked rather than dropped
 *     (<a href="https://www.rfc-editor.org/rfc/rfc3168#section-5">RFC 3168, section 5</a>)
 */
public record QueueSettings(
        QueueDiscipline discipline, int limitBytes, long targetNanos, long intervalNanos, boolean ecn) {
    /** 1000 frames of 1500 bytes, as a Linux interface's default queue holds. */
    public static final int DEFAULT_LIMIT_BYTES = 1_500_000;
    /** RFC 8289, section 4.3. */
    public static final long DEFAULT_TARGET_NANOS = 5_000_000;
    /** RFC 8289, section 4.3. */
    public static final long DEFAULT_INTERVAL_NANOS = 100_000_000;

    static final Duration MAX_INTERVAL = Duration.ofMinutes(1);

    public static final QueueSettings PLAIN = new QueueSettings(
            QueueDiscipline.DROP_TAIL, DEFAULT_LIMIT_BYTES, DEFAULT_TARGET_NANOS, DEFAULT_INTERVAL_NANOS, false);

    public QueueSettings {
        LinkSettings.check("queue limit", limitBytes, 1, Integer.MAX_VALUE, "bytes");
        LinkSettings.check("target", targetNanos, 1, MAX_INTERVAL.toNanos(), "ns");
        LinkSettings.check("interval", intervalNanos, 1, MAX_INTERVAL.toNanos(), "ns");
    }

    public QueueSettings withDiscipline(QueueDiscipline newDiscipline) {
        return new QueueSettings(newDiscipline, limitBytes, targetNanos, intervalNanos, ecn);
    }

    public QueueSettings withLimit(int newLimitBytes) {
        return new QueueSettings(discipline, newLimitBytes, targetNanos, intervalNanos, ecn);
    }

    public QueueSettings withTarget(long newTargetNanos) {
        return new QueueSettings(discipline, limitBytes, newTargetNanos, intervalNanos, ecn);
    }

    public QueueSettings withInterval(long newIntervalNanos) {
        return new QueueSettings(discipline, limitBytes, targetNanos, newIntervalNanos, ecn);
    }

    public QueueSettings withEcn(boolean newEcn) {
        return new QueueSettings(discipline, limitBytes, targetNanos, intervalNanos, newEcn);
    }
}
