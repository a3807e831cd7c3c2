package labwire.netlab.topology;

import java.util.Map;
import java.util.Optional;
import labwire.netlab.topology.YamlValue.Scalar;

/** Reads what a cloud's labels ask for. */
final class CloudReader {
    static final String SOCKS_LABEL = "labwire.socks";

    private static final String OFF = "off";

    private final Problems problems;

    CloudReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param at where the node is
     * @param labels with their places
     */
    CloudSettings settings(String node, NodeKind kind, SourceLocation at, Map<String, Scalar> labels) {
        Scalar socks = labels.get(SOCKS_LABEL);
        if (kind != NodeKind.CLOUD) {
            if (socks != null) {
                problems.add(socks.at(), SOCKS_LABEL + " of node " + node, "kind " + kind.kind(), "kind cloud");
            }
            return CloudSettings.NONE;
        }
        return new CloudSettings(socks == null ? Optional.of(PublishedSocks.byDefault(at)) : socks(node, socks));
    }

    private Optional<PublishedSocks> socks(String node, Scalar label) {
        // YAML knows "off" as a word of its own, for false.
        if (label.text().equals(OFF) || label.text().equals("false")) {
            return Optional.empty();
        }
        Optional<PublishedSocks> socks = PublishedSocks.parse(label.at(), label.text());
        if (socks.isEmpty()) {
            problems.add(label.at(), SOCKS_LABEL + " of node " + node, label.describe(), PublishedSocks.SHAPE);
        }
        return socks;
    }
}
