package labwire.netlab.link;

import java.util.random.RandomGenerator;

/**
 * How much the delay of a cable varies from frame to frame. Frames keep their order all the same.
 *
 * @param nanos the largest addition, or the standard deviation, see {@link Shape}
 */
public record Jitter(long nanos, Shape shape) {
    /** How the variation is distributed. */
    public enum Shape {
        /** Added to the delay: anything from nothing to {@link Jitter#nanos}, all equally likely. */
        UNIFORM,
        /**
         * Around the delay, by the bell curve; {@link Jitter#nanos} is its standard deviation, and beyond
         * {@value Jitter#MAX_DEVIATIONS} of them it is cut off. No frame arrives before the shortest delay of a cable.
         */
        NORMAL
    }

    static final int MAX_DEVIATIONS = 4;

    public static final Jitter NONE = new Jitter(0, Shape.UNIFORM);

    /** The delay of one frame. */
    long vary(long delayNanos, RandomGenerator random) {
        return switch (shape) {
            case UNIFORM -> delayNanos + random.nextLong(nanos + 1);
            case NORMAL -> {
                double deviations = Math.max(-MAX_DEVIATIONS, Math.min(MAX_DEVIATIONS, random.nextGaussian()));
                yield Math.max(LinkSettings.MIN_DELAY_NANOS, delayNanos + Math.round(nanos * deviations));
            }
        };
    }
}
