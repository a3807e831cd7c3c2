package labwire.netlab.routing.ospf.process;

import java.util.OptionalInt;

/**
 * {@code default-information originate}.
 *
 * @param always true to tell of a default route without having one
 * @param metric empty for the process's default, or 1
 */
public record DefaultOrigination(boolean always, OptionalInt metric, boolean type2) {
    public static final int DEFAULT_METRIC = 1;
}
