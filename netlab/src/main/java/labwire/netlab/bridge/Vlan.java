package labwire.netlab.bridge;

import java.util.Locale;

/**
 * An entry of a switch's VLAN database.
 *
 * @param id 1 to 4094
 * @param suspended carries no traffic, anywhere in its VTP domain
 * @param shutdown carries no traffic on this switch
 */
public record Vlan(int id, String name, boolean suspended, boolean shutdown) {
    public static final int DEFAULT_ID = 1;
    public static final int MAX_ID = 4094;

    /** An active VLAN. */
    public Vlan(int id, String name) {
        this(id, name, false, false);
    }

    /** A VLAN with the name that IOS would give it. */
    public static Vlan named(int id) {
        return new Vlan(id, defaultName(id));
    }

    public static String defaultName(int id) {
        return id == DEFAULT_ID ? "default" : String.format(Locale.ROOT, "VLAN%04d", id);
    }

    public Vlan {
        checkId(id);
    }

    public Vlan withName(String newName) {
        return new Vlan(id, newName, suspended, shutdown);
    }

    public Vlan withSuspended(boolean newSuspended) {
        return new Vlan(id, name, newSuspended, shutdown);
    }

    public Vlan withShutdown(boolean newShutdown) {
        return new Vlan(id, name, suspended, newShutdown);
    }

    /** True if it carries traffic here. */
    public boolean isActive() {
        return !suspended && !shutdown;
    }

    static void checkId(int id) {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("VLAN: " + id + " (expected: 1-" + MAX_ID + ")");
        }
    }
}
