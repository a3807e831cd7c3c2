package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.cloud.OutsideRule;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.topology.LinkDefinition.Endpoint;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.topology.YamlValue.Sequence;

/** Reads the cables: both ends exist and are free. */
final class LinkReader {
    /** Of a link inside of the lab: containerlab's type for it, which need not be said. */
    private static final String VETH = "veth";

    private static final List<String> LINK_KEYS = List.of("type", "endpoints", "vars");
    private static final List<String> ENDPOINT_KEYS = List.of("node", "interface");
    private static final String ENDPOINT = "NODE:PORT, such as SW1:Gi1/1";

    private final Problems problems;
    private final YamlShapes shapes;
    private final Map<String, NodeDefinition> nodes;
    private final Map<String, Endpoint> cabled = new LinkedHashMap<>();
    private final List<LinkDefinition> cables = new ArrayList<>();
    private final List<TunnelDefinition> tunnels = new ArrayList<>();

    LinkReader(Problems problems, Map<String, NodeDefinition> nodes) {
        this.problems = problems;
        this.shapes = new YamlShapes(problems);
        this.nodes = nodes;
    }

    /** A link of the file. */
    void read(YamlValue value) {
        Mapping link = shapes.mapping("link", value);
        Entry entry = link.entries().get("type");
        Scalar type = entry == null ? new Scalar(link.at(), VETH) : shapes.scalar("type of link", entry.value());
        if (type.text().equals(VETH)) {
            cable(link).ifPresent(cables::add);
        } else if (TunnelReader.TYPES.contains(type.text())) {
            tunnel(type.text(), link).ifPresent(tunnels::add);
        } else {
            problems.add(
                    type.at(), "type of link", type.describe(), VETH + ", " + String.join(", ", TunnelReader.TYPES));
        }
    }

    /** How many links were read. */
    int count() {
        return cables.size() + tunnels.size();
    }

    List<LinkDefinition> cables() {
        return cables;
    }

    List<TunnelDefinition> tunnels() {
        return tunnels;
    }

    private Optional<TunnelDefinition> tunnel(String type, Mapping link) {
        Optional<? extends OutsideRule> rule = new TunnelReader(problems).rule(type, link);
        LinkSettings settings = settings(link);
        Entry entry = link.entries().get("endpoint");
        if (entry == null) {
            problems.add(link.at(), "endpoint of link", "nothing", ENDPOINT);
            return Optional.empty();
        }
        Optional<Endpoint> end = endpoint(entry.value());
        if (rule.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TunnelDefinition(link.at(), end.get(), rule.get(), settings));
    }

    private Optional<LinkDefinition> cable(Mapping link) {
        shapes.mapping("link", link, LINK_KEYS);
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

    /** {@code NODE:PORT}, or containerlab's longer form: a mapping with node and interface. */
    private Optional<Endpoint> endpoint(YamlValue value) {
        if (value instanceof Mapping mapping) {
            shapes.mapping("endpoint", mapping, ENDPOINT_KEYS);
            return endpoint(new Scalar(mapping.at(), word(mapping, "node") + ":" + word(mapping, "interface")));
        }
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

    private String word(Mapping mapping, String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? "" : shapes.scalar(key, entry.value()).text();
    }

    private LinkSettings settings(Mapping link) {
        LinkSettings settings = LinkSettings.PLAIN;
        // vars are free-form: what is not ours is another tool's.
        Mapping ours = shapes.child(shapes.child(link, "vars"), "labwire");
        for (Map.Entry<String, Entry> setting : ours.entries().entrySet()) {
            if (setting.getKey().equals(TunnelReader.LOCAL)) {
                continue;
            }
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
