package labwire.netlab.topology;

import java.util.List;
import java.util.Map;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.topology.YamlValue.Sequence;

/** Takes YAML values for what they should be; what is something else becomes a problem and an empty value. */
public final class YamlShapes {
    private final Problems problems;

    public YamlShapes(Problems problems) {
        this.problems = problems;
    }

    /** The value as a mapping with no other keys than these. */
    public Mapping mapping(String what, YamlValue value, List<String> keys) {
        Mapping mapping = mapping(what, value);
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                problems.add(entry.getValue().at(), "key of " + what, entry.getKey(), String.join(", ", keys));
            }
        }
        return mapping;
    }

    public Mapping mapping(String what, YamlValue value) {
        if (value instanceof Mapping mapping) {
            return mapping;
        }
        if (!isNothing(value)) {
            problems.add(value.at(), what, value.describe(), "a mapping");
        }
        return new Mapping(value.at(), Map.of());
    }

    /** The mapping under a key; an empty one if there is none. */
    public Mapping child(Mapping parent, String key) {
        Entry entry = parent.entries().get(key);
        return entry == null ? new Mapping(parent.at(), Map.of()) : mapping(key, entry.value());
    }

    public Sequence sequence(String what, YamlValue value) {
        if (value instanceof Sequence sequence) {
            return sequence;
        }
        if (!isNothing(value)) {
            problems.add(value.at(), what, value.describe(), "a list");
        }
        return new Sequence(value.at(), List.of());
    }

    public Scalar scalar(String what, YamlValue value) {
        if (value instanceof Scalar scalar) {
            return scalar;
        }
        problems.add(value.at(), what, value.describe(), "one value");
        return new Scalar(value.at(), "");
    }

    private static boolean isNothing(YamlValue value) {
        return value instanceof Scalar scalar && scalar.isEmpty();
    }
}
