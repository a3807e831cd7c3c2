package labwire.netlab.device;

/**
 * A kind of debugging that can be turned on.
 *
 * @param command the words after {@code debug}, in full: {@code ip ospf adj}
 * @param group the heading under which {@code show debugging} has it: {@code IP routing}
 * @param title what it is called when it is turned on: {@code OSPF adjacency}
 */
public record DebugFlag(String command, String group, String title) {}
