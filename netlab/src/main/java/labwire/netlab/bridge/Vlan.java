package labwire.netlab.bridge;

import java.util.Locale;

/**
 * An entry of a switch's VLAN database.
 *
 * @param id 1 to 4094
 */
public record Vlan(int id, String name) {
    public static final int DEFAULT_ID = 1;
    public static final int MAX_ID = 4094;

    /** A VLAN with the name that IOS would give it. */
    public static Vlan named(int id) {
        return new Vlan(id, id == DEFAULT_ID ? "default" : String.format(Locale.ROOT, "VLAN%04d", id));
    }

    public Vlan {
        checkId(id);
    }

    static void checkId(int id) {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("VLAN: " + id + " (expected: 1-" + MAX_ID + ")");
        }
    }
}
