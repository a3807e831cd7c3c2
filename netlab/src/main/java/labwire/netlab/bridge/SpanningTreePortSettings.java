package labwire.netlab.bridge;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What is configured of a port for the spanning trees. Changes take effect at once. Lab thread only. */
public final class SpanningTreePortSettings {
    public static final int MAX_COST = 200_000_000;
    public static final int DEFAULT_PRIORITY = 128;

    private static final int PRIORITY_STEP = 16;
    private static final int MAX_PRIORITY = 240;

    /** Whether the port is expected to be at the edge of the network, and forwards as soon as its link is up. */
    public enum PortFast {
        /** As the switch's default says, for access ports. */
        DEFAULT,
        /** While it is an access port. */
        EDGE,
        /** Even as a trunk. */
        EDGE_TRUNK,
        DISABLED
    }

    /** A setting that the port has of its own or leaves to the switch's default. */
    public enum Choice {
        DEFAULT,
        ENABLED,
        DISABLED
    }

    /** Against what the port is guarded. */
    public enum Guard {
        /** As the switch's default says. */
        DEFAULT,
        NONE,
        /** No root is to be found behind it. */
        ROOT,
        /** BPDUs that cease are no reason to forward. */
        LOOP
    }

    private final Runnable changed;
    private final Map<Integer, Integer> vlanCosts = new TreeMap<>();
    private final Map<Integer, Integer> vlanPriorities = new TreeMap<>();
    private OptionalInt cost = OptionalInt.empty();
    private int priority = DEFAULT_PRIORITY;
    private PortFast portFast = PortFast.DEFAULT;
    private Choice bpduGuard = Choice.DEFAULT;
    private Choice bpduFilter = Choice.DEFAULT;
    private Guard guard = Guard.DEFAULT;

    SpanningTreePortSettings(Runnable changed) {
        this.changed = changed;
    }

    /** The path cost in all VLANs that have none of their own; empty if it follows from the speed. */
    public OptionalInt cost() {
        return cost;
    }

    /** Sets the path cost, 1 to {@link #MAX_COST}. */
    public void setCost(int newCost) {
        checkCost(newCost);
        cost = OptionalInt.of(newCost);
        changed.run();
    }

    public void clearCost() {
        cost = OptionalInt.empty();
        changed.run();
    }

    /** VLANs with a cost of their own, ascending. */
    public Map<Integer, Integer> vlanCosts() {
        return Map.copyOf(vlanCosts);
    }

    public void setCost(VlanSet vlans, int newCost) {
        checkCost(newCost);
        vlans.ids().forEach(vlan -> vlanCosts.put(vlan, newCost));
        changed.run();
    }

    public void clearCost(VlanSet vlans) {
        vlans.ids().forEach(vlanCosts::remove);
        changed.run();
    }

    private static void checkCost(int cost) {
        if (cost < 1 || cost > MAX_COST) {
            throw new IllegalArgumentException("port cost: " + cost + " (expected: 1-" + MAX_COST + ")");
        }
    }

    /** The port priority in all VLANs that have none of their own. */
    public int priority() {
        return priority;
    }

    /** True for 0 to 240 in steps of 16. */
    public static boolean isPriority(int priority) {
        return priority >= 0 && priority <= MAX_PRIORITY && priority % PRIORITY_STEP == 0;
    }

    /** Sets the port priority, 0 to 240 in steps of 16. */
    public void setPriority(int newPriority) {
        checkPriority(newPriority);
        priority = newPriority;
        changed.run();
    }

    /** VLANs with a priority of their own. */
    public Map<Integer, Integer> vlanPriorities() {
        return Map.copyOf(vlanPriorities);
    }

    public void setPriority(VlanSet vlans, int newPriority) {
        checkPriority(newPriority);
        vlans.ids().forEach(vlan -> vlanPriorities.put(vlan, newPriority));
        changed.run();
    }

    public void clearPriority(VlanSet vlans) {
        vlans.ids().forEach(vlanPriorities::remove);
        changed.run();
    }

    private static void checkPriority(int priority) {
        if (!isPriority(priority)) {
            throw new IllegalArgumentException(
                    "port priority: " + priority + " (expected: 0-" + MAX_PRIORITY + " in steps of 16)");
        }
    }

    public PortFast portFast() {
        return portFast;
    }

    public void setPortFast(PortFast newPortFast) {
        portFast = newPortFast;
        changed.run();
    }

    public Choice bpduGuard() {
        return bpduGuard;
    }

    /** With BPDU guard, a BPDU shuts the port down. */
    public void setBpduGuard(Choice newBpduGuard) {
        bpduGuard = newBpduGuard;
        changed.run();
    }

    public Choice bpduFilter() {
        return bpduFilter;
    }

    /** With the BPDU filter, the port neither sends BPDUs nor takes any in. */
    public void setBpduFilter(Choice newBpduFilter) {
        bpduFilter = newBpduFilter;
        changed.run();
    }

    public Guard guard() {
        return guard;
    }

    public void setGuard(Guard newGuard) {
        guard = newGuard;
        changed.run();
    }

    int costIn(int vlan, int bySpeed) {
        return vlanCosts.getOrDefault(vlan, cost.orElse(bySpeed));
    }

    int priorityIn(int vlan) {
        return vlanPriorities.getOrDefault(vlan, priority);
    }
}
