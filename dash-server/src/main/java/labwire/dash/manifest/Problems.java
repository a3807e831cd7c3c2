package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;

/** What {@link MpdRules} finds, place by place. */
final class Problems {
    private static final int MAX = 1_000;

    private final List<String> all = new ArrayList<>();

    void add(String path, String reason) {
        if (all.size() < MAX) {
            all.add(path + ": " + reason);
        }
    }

    void addUnless(boolean right, String path, String reason) {
        if (!right) {
            add(path, reason);
        }
    }

    /** Adds a problem if an element has no such attribute. */
    void require(MpdElement<?> element, Attribute<?> attribute, String path) {
        addUnless(
                element.get(attribute).isPresent(),
                path + "/" + attribute,
                "absent (expected: " + attribute.type().expected() + ")");
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
