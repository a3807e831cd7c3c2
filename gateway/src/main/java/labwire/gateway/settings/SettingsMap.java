package labwire.gateway.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.topology.Problem;
import labwire.netlab.topology.Problems;
import labwire.netlab.topology.SourceLocation;
import labwire.netlab.topology.YamlShapes;
import labwire.netlab.topology.YamlValue;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;

/**
 * A mapping of a settings file, read key by key. What is wrong becomes a problem with its line, and reading goes on as if
 * it were not there.
 */
final class SettingsMap {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KB|MB|GB|KiB|MiB|GiB)?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Mapping mapping;
    private final Problems problems;
    private final YamlShapes shapes;

    private SettingsMap(Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        this.shapes = new YamlShapes(problems);
    }

    /** The value as a mapping with no other keys than these. */
    static SettingsMap of(String what, YamlValue value, Problems problems, String... keys) {
        return new SettingsMap(new YamlShapes(problems).mapping(what, value, List.of(keys)), problems);
    }

    SourceLocation at() {
        return mapping.at();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** Where a key stands. */
    SourceLocation at(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.at() : entry.at();
    }

    /** Keeps a problem with what a key has. */
    void problem(String key, String found, String expected) {
        problems.add(at(key), key, found, expected);
    }

    /** Has a value made and used; its message about what was found and expected becomes a problem of the key's line. */
    void attempt(String key, Runnable making) {
        try {
            making.run();
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of(at(key), e));
        }
    }

    Optional<String> text(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null
                ? Optional.empty()
                : Optional.of(shapes.scalar(key, entry.value()).text()).filter(text -> !text.isEmpty());
    }

    void flag(String key, Consumer<Boolean> use) {
        text(key).ifPresent(text -> {
            switch (text) {
                case "true", "yes" -> use.accept(true);
                case "false", "no" -> use.accept(false);
                default -> problem(key, text, "true or false");
            }
        });
    }

    void count(String key, Consumer<Integer> use) {
        text(key).ifPresent(text -> {
            if (text.matches("\\d{1,9}")) {
                attempt(key, () -> use.accept(Integer.parseInt(text)));
            } else {
                problem(key, text, "a whole number");
            }
        });
    }

    void size(String key, Consumer<Long> use) {
        text(key).ifPresent(text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                problem(key, text, "a size such as 512KiB or 32MiB");
                return;
            }
            String unit = matcher.group(2) == null ? "B" : matcher.group(2);
            long base = unit.endsWith("iB") ? 1_024 : 1_000;
            int power = "BKMG".indexOf(unit.charAt(0));
            long factor = 1;
            for (int i = 0; i < power; i++) {
                factor *= base;
            }
            long bytes = Long.parseLong(matcher.group(1)) * factor;
            attempt(key, () -> use.accept(bytes));
        });
    }

    void duration(String key, Consumer<Duration> use) {
        text(key)
                .ifPresent(text -> duration(text)
                        .ifPresentOrElse(
                                duration -> attempt(key, () -> use.accept(duration)),
                                () -> problem(key, text, "a duration such as 500ms, 30s, 5m, 4h or 5d")));
    }

    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    <E extends Enum<E>> void oneOf(String key, E[] values, Consumer<E> use) {
        text(key).ifPresent(text -> {
            List<String> names = new ArrayList<>();
            for (E value : values) {
                String name = value.name().toLowerCase(Locale.ROOT);
                names.add(name);
                if (name.equals(text)) {
                    attempt(key, () -> use.accept(value));
                    return;
                }
            }
            problem(key, text, String.join(", ", names));
        });
    }

    /** A list of texts, or one text. */
    List<String> texts(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? List.of() : texts(key, entry.value());
    }

    private List<String> texts(String what, YamlValue value) {
        if (value instanceof YamlValue.Scalar scalar) {
            return scalar.isEmpty() ? List.of() : List.of(scalar.text());
        }
        List<String> texts = new ArrayList<>();
        for (YamlValue item : shapes.sequence(what, value).items()) {
            texts.add(shapes.scalar(what, item).text());
        }
        return texts;
    }

    /** The values of a list, each with its line. */
    List<YamlValue> items(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? List.of() : shapes.sequence(key, entry.value()).items();
    }

    /** A mapping of texts to lists of them. */
    Map<String, List<String>> lists(String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Entry entry = mapping.entries().get(key);
        if (entry != null) {
            shapes.mapping(key, entry.value())
                    .entries()
                    .forEach((name, one) -> lists.put(name, texts(name, one.value())));
        }
        return lists;
    }

    /** The mapping under a key, with no other keys than these; empty if there is none. */
    Optional<SettingsMap> child(String key, String... keys) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? Optional.empty() : Optional.of(of(key, entry.value(), problems, keys));
    }

    /** The mappings under a key, by name. */
    Map<String, SettingsMap> children(String key, String... keys) {
        Map<String, SettingsMap> children = new LinkedHashMap<>();
        Entry entry = mapping.entries().get(key);
        if (entry != null) {
            shapes.mapping(key, entry.value())
                    .entries()
                    .forEach((name, one) -> children.put(name, of(name, one.value(), problems, keys)));
        }
        return children;
    }

    Problems problems() {
        return problems;
    }
}
