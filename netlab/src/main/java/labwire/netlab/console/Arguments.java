package labwire.netlab.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** What a line gave for a command's arguments, by their names; and which of its keywords it had. */
public final class Arguments {
    private final Map<String, Object> values = new HashMap<>();
    private final StringJoiner line = new StringJoiner(" ");

    void put(String name, Object value, String written) {
        values.put(name, value);
        line.add(written);
    }

    /** The line in full: keywords spelt out, arguments as typed. */
    public String line() {
        return line.toString();
    }

    /** True if the line had the keyword, or the optional argument. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of an argument that the grammar requires.
     *
     * @throws IllegalArgumentException if the grammar has no such argument of that type
     */
    public <T> T get(String name, Class<T> type) {
        return find(name, type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "argument: " + name + " (expected: one that the grammar requires)"));
    }

    /** The value of an optional argument. */
    public <T> Optional<T> find(String name, Class<T> type) {
        @Nullable Object value = values.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    public String text(String name) {
        return get(name, String.class);
    }

    public int number(String name) {
        return get(name, Integer.class);
    }

    public Ipv4Address address(String name) {
        return get(name, Ipv4Address.class);
    }
}
