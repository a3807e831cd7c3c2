package labwire.netlab.topology;

import java.util.List;
import java.util.Map;

/** A YAML value that knows its line. */
public sealed interface YamlValue {
    SourceLocation at();

    /** For messages: the text of a scalar, or what kind of value it is. */
    String describe();

    /** Text, number or nothing; a missing value is the empty text. */
    record Scalar(SourceLocation at, String text) implements YamlValue {
        @Override
        public String describe() {
            return text.isEmpty() ? "nothing" : text;
        }

        public boolean isEmpty() {
            return text.isEmpty();
        }
    }

    record Sequence(SourceLocation at, List<YamlValue> items) implements YamlValue {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys in the file's order. */
    record Mapping(SourceLocation at, Map<String, Entry> entries) implements YamlValue {
        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A mapping's value, and where its key stands. */
    record Entry(SourceLocation at, YamlValue value) {}
}
