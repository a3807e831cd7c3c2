package labwire.netlab.routing.ospf.process;

import java.util.OptionalInt;

/**
 * Routes of another origin that a process tells of.
 *
 * @param subnets false: only whole networks of class A, B and C
 * @param metric empty for the process's default, or 20
 * @param type2 true for metrics that are larger than any way within OSPF
 * @param tag 0 for none
 */
public record Redistribution(boolean subnets, OptionalInt metric, boolean type2, int tag) {
    public static final int DEFAULT_METRIC = 20;

    /** From where. */
    public enum Source {
        CONNECTED,
        STATIC
    }
}
