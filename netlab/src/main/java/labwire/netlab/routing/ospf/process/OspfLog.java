package labwire.netlab.routing.ospf.process;

import labwire.netlab.routing.ospf.DebugTopic;

/** Where processes report what people may want to know. */
public interface OspfLog {
    OspfLog NONE = new OspfLog() {};

    /** A neighbour has come or gone: {@code Process 1, Nbr 2.2.2.2 on … from LOADING to FULL, Loading Done}. */
    default void adjacencyChanged(String text) {}

    /** A process cannot start for want of an address to name itself by. */
    default void noRouterId(int process) {}

    default boolean isDebugging(DebugTopic topic) {
        return false;
    }

    /** @param interfaceName in full, which a reporter may shorten; empty if it happened on none in particular */
    default void debug(DebugTopic topic, int process, String interfaceName, String text) {}
}
