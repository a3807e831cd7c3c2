package labwire.netlab.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.topology.LinkDefinition.Endpoint;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.topology.YamlValue.Sequence;

/** Reads the cables: both ends exist and are free. */
final class LinkReader {
    private static final List<String> LINK_KEYS = List.of("endpoints", "vars");
    private static final String ENDPOINT = "NODE:PORT, such as SW1:Gi1/1";

    private final Problems problems;
    private final YamlShapes shapes;
    private final Map<String, NodeDefinition> nodes;
    private final Map<String, Endpoint> cabled = new LinkedHashMap<>();

    LinkReader(Problems problems, Map<String, NodeDefinition> nodes) {
        this.problems = problems;
        this.shapes = new YamlShapes(problems);
        this.nodes = nodes;
    }

    Optional<LinkDefinition> link(YamlValue value) {
        Mapping link = shapes.mapping("link", value, LINK_KEYS);
        LinkSettings settings = settings(link);
        Entry entry = link.entries().get("endpoints");
        if (entry == null) {
            problems.add(link.at(), "endpoints of link", "nothing", "two of " + ENDPOINT);
            return Optional.empty();
        }
        Sequence ends = shapes.sequence("endpoints of link", entry.value());
        if (ends.items().size() != 2) {
            problems.add(entry.at(), "endpoints of link", ends.items().size() + " ends", "two of " + ENDPOINT);
            return Optional.empty();
        }
        Optional<Endpoint> a = endpoint(ends.items().get(0));
        Optional<Endpoint> b = endpoint(ends.items().get(1));
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LinkDefinition(link.at(), a.get(), b.get(), settings));
    }

    private Optional<Endpoint> endpoint(YamlValue value) {
        Scalar text = shapes.scalar("endpoint", value);
        int colon = text.text().indexOf(':');
        if (colon < 0) {
            problems.add(text.at(), "endpoint", text.describe(), ENDPOINT);
            return Optional.empty();
        }
        NodeDefinition node = nodes.get(text.text().substring(0, colon));
        if (node == null) {
            problems.add(text.at(), "node of endpoint", text.text(), "a node of this file");
            return Optional.empty();
        }
        Optional<InterfaceName> port = node.kind().port(text.text().substring(colon + 1));
        if (port.isEmpty()) {
            problems.add(text.at(), "port of endpoint", text.text(), node.kind().portRange() + " on " + node.name());
            return Optional.empty();
        }
        Endpoint endpoint = new Endpoint(text.at(), node.name(), port.get());
        Endpoint earlier = cabled.putIfAbsent(endpoint.toString(), endpoint);
        if (earlier != null) {
            problems.add(
                    text.at(),
                    "port of endpoint",
                    text.text() + ", again",
                    "a port without the cable of line " + earlier.at().line());
            return Optional.empty();
        }
        return Optional.of(endpoint);
    }

    private LinkSettings settings(Mapping link) {
        LinkSettings settings = LinkSettings.PLAIN;
        // vars are free-form: what is not ours is another tool's.
        Mapping ours = shapes.child(shapes.child(link, "vars"), "labwire");
        for (Map.Entry<String, Entry> setting : ours.entries().entrySet()) {
            Scalar value = shapes.scalar(setting.getKey(), setting.getValue().value());
            try {
                settings = LinkSettingsParser.with(settings, setting.getKey(), value.text());
            } catch (IllegalArgumentException e) {
                problems.add(Problem.of(setting.getValue().at(), e));
            }
        }
        return settings;
    }
}
