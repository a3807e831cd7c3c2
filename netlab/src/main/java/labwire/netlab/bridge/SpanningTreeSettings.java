package labwire.netlab.bridge;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is configured of a switch for its spanning trees. Changes take effect at once. Lab thread only. */
public final class SpanningTreeSettings {
    public static final int DEFAULT_PRIORITY = 32768;

    private static final int PRIORITY_STEP = 4096;
    private static final int MAX_PRIORITY = 61440;
    /** Of a gigabit port (802.1D-1998, table 8-5, and 802.1D-2004, table 17-3). */
    private static final int SHORT_COST = 4;

    private static final int LONG_COST = 20_000;

    /** The kind of spanning tree that was asked for. All are run as rapid spanning tree, one a VLAN. */
    public enum Mode {
        PVST("pvst"),
        RAPID_PVST("rapid-pvst"),
        MST("mst");

        private final String keyword;

        Mode(String keyword) {
            this.keyword = keyword;
        }

        public String keyword() {
            return keyword;
        }
    }

    /** How costs follow from speeds. */
    public enum PathCostMethod {
        SHORT,
        LONG
    }

    /** The defaults for ports that have no setting of their own. */
    public enum PortDefault {
        PORT_FAST,
        BPDU_GUARD,
        BPDU_FILTER,
        LOOP_GUARD
    }

    /**
     * The times that a switch gives out as root.
     *
     * @param helloTime in seconds, 1 to 10
     * @param maxAge in seconds, 6 to 40
     * @param forwardDelay in seconds, 4 to 30
     */
    public record Times(int helloTime, int maxAge, int forwardDelay) {}

    private final Runnable changed;
    private final Times defaultTimes;
    private final Map<Integer, Integer> priorities = new TreeMap<>();
    private final Map<Integer, Times> times = new TreeMap<>();
    private final Set<PortDefault> portDefaults = EnumSet.noneOf(PortDefault.class);
    private VlanSet disabled = VlanSet.NONE;
    private Mode mode = Mode.RAPID_PVST;
    private PathCostMethod pathCostMethod = PathCostMethod.SHORT;

    SpanningTreeSettings(BridgeSettings bridge, Runnable changed) {
        this.changed = changed;
        defaultTimes = new Times(
                (int) bridge.helloTime().toSeconds(), (int) bridge.maxAge().toSeconds(), (int)
                        bridge.forwardDelay().toSeconds());
    }

    public Mode mode() {
        return mode;
    }

    public void setMode(Mode newMode) {
        mode = newMode;
    }

    public PathCostMethod pathCostMethod() {
        return pathCostMethod;
    }

    public void setPathCostMethod(PathCostMethod newMethod) {
        pathCostMethod = newMethod;
        changed.run();
    }

    int defaultCost() {
        return switch (pathCostMethod) {
            case SHORT -> SHORT_COST;
            case LONG -> LONG_COST;
        };
    }

    public boolean isDefault(PortDefault what) {
        return portDefaults.contains(what);
    }

    public void setDefault(PortDefault what, boolean on) {
        if (on) {
            portDefaults.add(what);
        } else {
            portDefaults.remove(what);
        }
        changed.run();
    }

    /** True for 0 to 61440 in steps of 4096. */
    public static boolean isPriority(int priority) {
        return priority >= 0 && priority <= MAX_PRIORITY && priority % PRIORITY_STEP == 0;
    }

    public int priority(int vlan) {
        return priorities.getOrDefault(vlan, DEFAULT_PRIORITY);
    }

    /** Sets the bridge priority in some VLANs' trees, 0 to 61440 in steps of 4096. */
    public void setPriority(VlanSet vlans, int priority) {
        if (!isPriority(priority)) {
            throw new IllegalArgumentException("bridge priority: " + priority + " (expected: 0-" + MAX_PRIORITY
                    + " in steps of " + PRIORITY_STEP + ")");
        }
        vlans.ids().forEach(vlan -> priorities.put(vlan, priority));
        changed.run();
    }

    public Times times(int vlan) {
        return times.getOrDefault(vlan, defaultTimes);
    }

    public Times defaultTimes() {
        return defaultTimes;
    }

    public void setTimes(VlanSet vlans, Times newTimes) {
        TreeTimes.check(newTimes);
        vlans.ids().forEach(vlan -> times.put(vlan, newTimes));
        changed.run();
    }

    /** VLANs without a spanning tree: their frames are forwarded wherever a link is up. */
    public VlanSet disabled() {
        return disabled;
    }

    public void setDisabled(VlanSet newDisabled) {
        disabled = newDisabled;
        changed.run();
    }
}
