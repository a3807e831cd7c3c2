package labwire.netlab.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.topology.YamlValue.Sequence;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads one YAML document into values that know their lines, within limits of nesting and count. */
public final class YamlReader {
    static final int MAX_NESTING = 16;
    static final int MAX_VALUES = 500_000;

    private final String file;
    private final Problems problems;
    private final YAMLParser parser;
    private int values;

    private YamlReader(String file, Problems problems, YAMLParser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /**
     * Reads the text; duplicate keys are added to the problems, and the first one holds.
     *
     * @throws LabException at the first place that is not YAML, or not the part of it that lab files use
     */
    public static YamlValue read(String file, String text, Problems problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlReader reader = new YamlReader(file, problems, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw reader.stop("file", "nothing", "YAML");
            }
            YamlValue value = reader.value(first, 0);
            if (parser.nextToken() != null) {
                throw reader.stop("file", "a second document", "one document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw problems.stop(malformed(file, e));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** The line of the problem itself, where YAML's parser knows it, rather than of what it is a part of. */
    private static Problem malformed(String file, JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            SourceLocation at = new SourceLocation(file, marked.getProblemMark().getLine() + 1);
            return new Problem(at, "YAML", String.valueOf(marked.getProblem()), "well-formed YAML");
        }
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        String found = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return new Problem(new SourceLocation(file, line), "YAML", found, "well-formed YAML");
    }

    private YamlValue value(JsonToken token, int depth) throws IOException {
        if (depth > MAX_NESTING) {
            throw stop("nesting", "over " + MAX_NESTING + " levels", "at most " + MAX_NESTING);
        }
        if (++values > MAX_VALUES) {
            throw stop("values", "over " + MAX_VALUES, "at most " + MAX_VALUES);
        }
        if (parser.isCurrentAlias()) {
            throw stop("alias", "*" + parser.getText(), "the value itself");
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(depth);
        }
        return new Scalar(here(), token == JsonToken.VALUE_NULL ? "" : parser.getText());
    }

    private Mapping mapping(int depth) throws IOException {
        SourceLocation start = here();
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            SourceLocation at = here();
            Entry entry = new Entry(at, value(parser.nextToken(), depth + 1));
            Entry earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                problems.add(
                        at,
                        "key",
                        key + ", again",
                        "once, as on line " + earlier.at().line());
            }
        }
        return new Mapping(start, entries);
    }

    private Sequence sequence(int depth) throws IOException {
        SourceLocation start = here();
        List<YamlValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Sequence(start, items);
    }

    private SourceLocation here() {
        return new SourceLocation(
                file, Math.max(1, parser.currentTokenLocation().getLineNr()));
    }

    private LabException stop(String what, String found, String expected) {
        return problems.stop(new Problem(here(), what, found, expected));
    }
}
