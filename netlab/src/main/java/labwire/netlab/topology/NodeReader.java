package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;

/** Reads the nodes: their own values, then those of their kind, then the defaults. */
final class NodeReader {
    static final int MAX_EXEC_LINES = 10_000;
    static final int MAX_PUBLISHED_PORTS = 1_000;

    private static final List<String> DEFAULTS_KEYS = List.of("kind", "image", "exec", "labels");
    private static final List<String> KIND_KEYS = List.of("type", "image", "startup-config", "exec", "labels");
    private static final List<String> NODE_KEYS =
            List.of("kind", "type", "image", "startup-config", "exec", "labels", "ports");
    private static final List<String> KINDS = List.of("linux", "cisco_vios", "cloud");

    private final Problems problems;
    private final YamlShapes shapes;
    private final LabFileReader.ConfigSource configs;
    private final Mapping defaults;
    private final Map<String, Mapping> kinds = new LinkedHashMap<>();

    NodeReader(Problems problems, LabFileReader.ConfigSource configs, Mapping defaults, Mapping kinds) {
        this.problems = problems;
        this.shapes = new YamlShapes(problems);
        this.configs = configs;
        this.defaults = shapes.mapping("defaults", defaults, DEFAULTS_KEYS);
        for (Map.Entry<String, Entry> kind : kinds.entries().entrySet()) {
            if (!KINDS.contains(kind.getKey())) {
                problems.add(kind.getValue().at(), "kind", kind.getKey(), "linux, cisco_vios or cloud");
                continue;
            }
            String what = "kind " + kind.getKey();
            this.kinds.put(kind.getKey(), shapes.mapping(what, kind.getValue().value(), KIND_KEYS));
        }
    }

    NodeDefinition node(String name, Entry definition) {
        String what = "node " + name;
        Mapping own = shapes.mapping(what, definition.value(), NODE_KEYS);
        Optional<Scalar> kindName = firstScalar("kind of " + what, "kind", List.of(own, defaults));
        List<Mapping> levels = kindName.map(Scalar::text)
                .map(kinds::get)
                .map(ofKind -> List.of(own, ofKind, defaults))
                .orElse(List.of(own, defaults));
        Optional<Scalar> type = firstScalar("type of " + what, "type", levels);
        NodeKind kind = kind(what, definition.at(), kindName, type);
        List<ConfigLine> startupConfig = firstScalar("startup-config of " + what, "startup-config", levels)
                .map(this::startupConfig)
                .orElse(List.of());
        Map<String, Scalar> labels = labels(what, levels);
        return new NodeDefinition(
                definition.at(),
                name,
                kind,
                startupConfig,
                exec(what, kind, levels),
                texts(labels),
                ports(name, own),
                new CloudReader(problems).settings(name, kind, definition.at(), labels));
    }

    /** A file's name, or, as in containerlab, the lines themselves: a block of more than one. */
    private List<ConfigLine> startupConfig(Scalar config) {
        if (!config.text().contains("\n")) {
            return configs.lines(config.text(), config.at());
        }
        List<ConfigLine> lines = new ArrayList<>();
        int number = config.at().line();
        for (String line : config.text().lines().toList()) {
            number++;
            lines.add(new ConfigLine(new SourceLocation(config.at().file(), number), line));
        }
        return lines;
    }

    private Optional<Scalar> firstScalar(String what, String key, List<Mapping> levels) {
        for (Mapping level : levels) {
            Entry entry = level.entries().get(key);
            if (entry != null) {
                return Optional.of(shapes.scalar(what, entry.value()));
            }
        }
        return Optional.empty();
    }

    private NodeKind kind(String what, SourceLocation at, Optional<Scalar> kindName, Optional<Scalar> type) {
        if (kindName.isEmpty()) {
            problems.add(at, "kind of " + what, "nothing", "linux, cisco_vios or cloud");
            return NodeKind.LINUX;
        }
        String kind = kindName.get().text();
        if (!KINDS.contains(kind)) {
            problems.add(
                    kindName.get().at(), "kind of " + what, kindName.get().describe(), "linux, cisco_vios or cloud");
            return NodeKind.LINUX;
        }
        if (kind.equals(NodeKind.ROUTER.kind())) {
            return viosKind(what, type);
        }
        type.ifPresent(found -> problems.add(found.at(), "type of " + what, found.describe(), "none for kind " + kind));
        return kind.equals(NodeKind.CLOUD.kind()) ? NodeKind.CLOUD : NodeKind.LINUX;
    }

    private NodeKind viosKind(String what, Optional<Scalar> type) {
        String text = type.map(Scalar::text).orElse("router");
        if (text.equals("switch")) {
            return NodeKind.SWITCH;
        }
        if (!text.equals("router")) {
            problems.add(
                    type.orElseThrow().at(),
                    "type of " + what,
                    type.orElseThrow().describe(),
                    "router or switch");
        }
        return NodeKind.ROUTER;
    }

    private List<ConfigLine> exec(String what, NodeKind kind, List<Mapping> levels) {
        List<ConfigLine> lines = new ArrayList<>();
        for (int i = levels.size() - 1; i >= 0; i--) {
            Entry entry = levels.get(i).entries().get("exec");
            if (entry == null) {
                continue;
            }
            if (kind == NodeKind.ROUTER || kind == NodeKind.SWITCH) {
                problems.add(entry.at(), "exec of " + what, "lines for a shell", "a startup-config for cisco_vios");
                continue;
            }
            for (YamlValue item :
                    shapes.sequence("exec of " + what, entry.value()).items()) {
                Scalar line = shapes.scalar("exec of " + what, item);
                if (lines.size() == MAX_EXEC_LINES) {
                    problems.add(line.at(), "exec of " + what, "over " + MAX_EXEC_LINES + " lines", "fewer");
                    return lines;
                }
                lines.add(new ConfigLine(line.at(), line.text()));
            }
        }
        return lines;
    }

    private Map<String, Scalar> labels(String what, List<Mapping> levels) {
        Map<String, Scalar> labels = new LinkedHashMap<>();
        for (int i = levels.size() - 1; i >= 0; i--) {
            for (Map.Entry<String, Entry> label :
                    shapes.child(levels.get(i), "labels").entries().entrySet()) {
                labels.put(
                        label.getKey(),
                        shapes.scalar("label of " + what, label.getValue().value()));
            }
        }
        return labels;
    }

    private static Map<String, String> texts(Map<String, Scalar> labels) {
        Map<String, String> texts = new LinkedHashMap<>();
        labels.forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    private List<PublishedPort> ports(String node, Mapping own) {
        Entry entry = own.entries().get("ports");
        if (entry == null) {
            return List.of();
        }
        List<PublishedPort> ports = new ArrayList<>();
        for (YamlValue item :
                shapes.sequence("ports of node " + node, entry.value()).items()) {
            Scalar text = shapes.scalar("ports of node " + node, item);
            if (ports.size() == MAX_PUBLISHED_PORTS) {
                problems.add(text.at(), "ports of node " + node, "over " + MAX_PUBLISHED_PORTS, "fewer");
                break;
            }
            Optional<PublishedPort> port = PublishedPort.parse(text.at(), node, text.text());
            port.ifPresentOrElse(
                    ports::add,
                    () -> problems.add(
                            text.at(),
                            "ports of node " + node,
                            text.describe(),
                            "[ADDRESS:]PORT:PORT[/tcp], such as 127.0.0.1:2525:25"));
        }
        return ports;
    }
}
