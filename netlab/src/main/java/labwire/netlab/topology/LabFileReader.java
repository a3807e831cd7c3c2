package labwire.netlab.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.topology.YamlValue.Sequence;

/** Turns the values of a lab file into its model; what is wrong goes to the problems, and reading goes on. */
final class LabFileReader {
    static final int MAX_NODES = 10_000;
    static final int MAX_LINKS = 100_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final List<String> TOP_KEYS = List.of("name", "topology");
    private static final List<String> TOPOLOGY_KEYS = List.of("defaults", "kinds", "nodes", "links");

    /** Reads a start-up config beside the lab file. */
    @FunctionalInterface
    interface ConfigSource {
        List<ConfigLine> lines(String name, SourceLocation at);
    }

    private final String file;
    private final Problems problems;
    private final YamlShapes shapes;
    private final ConfigSource configs;

    LabFileReader(String file, Problems problems, ConfigSource configs) {
        this.file = file;
        this.problems = problems;
        this.shapes = new YamlShapes(problems);
        this.configs = configs;
    }

    LabFile lab(YamlValue root) {
        Mapping top = shapes.mapping("lab file", root, TOP_KEYS);
        String name = name(top);
        Entry entry = top.entries().get("topology");
        if (entry == null) {
            problems.add(top.at(), "topology", "nothing", "a mapping with nodes and links");
            return new LabFile(file, name, List.of(), List.of(), List.of());
        }
        Mapping topology = shapes.mapping("topology", entry.value(), TOPOLOGY_KEYS);
        Map<String, NodeDefinition> nodes = nodes(topology);
        LinkReader links = links(topology, nodes);
        checkPublishedPorts(nodes);
        return new LabFile(file, name, List.copyOf(nodes.values()), links.cables(), links.tunnels());
    }

    private String name(Mapping top) {
        Entry entry = top.entries().get("name");
        if (entry == null) {
            problems.add(top.at(), "name", "nothing", "the lab's name, such as course");
            return "";
        }
        Scalar name = shapes.scalar("name", entry.value());
        checkName("name", name.at(), name.text());
        return name.text();
    }

    private void checkName(String what, SourceLocation at, String name) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    at, what, name.isEmpty() ? "nothing" : name, "letters, digits, - and _, at most 63, such as SW1");
        }
    }

    private Map<String, NodeDefinition> nodes(Mapping topology) {
        NodeReader reader =
                new NodeReader(problems, configs, shapes.child(topology, "defaults"), shapes.child(topology, "kinds"));
        Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
        Map<String, NodeDefinition> namesInAnyCase = new LinkedHashMap<>();
        Mapping definitions = shapes.child(topology, "nodes");
        if (definitions.entries().isEmpty()) {
            problems.add(definitions.at(), "nodes", "none", "at least one node");
        }
        for (Map.Entry<String, Entry> definition : definitions.entries().entrySet()) {
            String name = definition.getKey();
            SourceLocation at = definition.getValue().at();
            if (nodes.size() == MAX_NODES) {
                problems.add(at, "nodes", "over " + MAX_NODES, "at most " + MAX_NODES);
                break;
            }
            checkName("node", at, name);
            NodeDefinition node = reader.node(name, definition.getValue());
            NodeDefinition earlier = namesInAnyCase.putIfAbsent(name.toLowerCase(Locale.ROOT), node);
            if (earlier != null) {
                problems.add(
                        at,
                        "node",
                        name,
                        "a name other than that of line " + earlier.at().line());
            }
            nodes.put(name, node);
        }
        return nodes;
    }

    private LinkReader links(Mapping topology, Map<String, NodeDefinition> nodes) {
        LinkReader reader = new LinkReader(problems, nodes);
        Entry entry = topology.entries().get("links");
        if (entry == null) {
            return reader;
        }
        Sequence definitions = shapes.sequence("links", entry.value());
        for (YamlValue definition : definitions.items()) {
            if (reader.count() == MAX_LINKS) {
                problems.add(definition.at(), "links", "over " + MAX_LINKS, "at most " + MAX_LINKS);
                break;
            }
            reader.read(definition);
        }
        return reader;
    }

    /** Connections enter through a cloud node, and a port of the workstation leads to one place. */
    private void checkPublishedPorts(Map<String, NodeDefinition> nodes) {
        boolean hasCloud = nodes.values().stream().anyMatch(node -> node.kind() == NodeKind.CLOUD);
        Map<String, SourceLocation> taken = new LinkedHashMap<>();
        nodes.values().stream()
                .flatMap(node -> node.cloud().socks().stream())
                .forEach(socks -> taken.put(socks.address() + ":" + socks.port(), socks.at()));
        for (NodeDefinition node : nodes.values()) {
            for (PublishedPort port : node.ports()) {
                if (!hasCloud) {
                    problems.add(port.at(), "ports of node " + node.name(), "no node of kind cloud", "one to enter by");
                }
                String socket = port.address() + ":" + port.workstationPort();
                SourceLocation earlier = taken.putIfAbsent(socket, port.at());
                if (earlier != null) {
                    problems.add(
                            port.at(),
                            "ports of node " + node.name(),
                            socket + ", again",
                            "a port other than that of line " + earlier.line());
                }
            }
        }
    }
}
