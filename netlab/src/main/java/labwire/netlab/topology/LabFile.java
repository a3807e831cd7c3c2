package labwire.netlab.topology;

import java.util.List;
import java.util.Optional;

/**
 * A lab as its file describes it, checked: names are unique, ends of cables exist and are free.
 *
 * @param path the file, as the user named it
 * @param name the lab's name
 * @param nodes in the file's order
 * @param links the cables, in the file's order
 * @param tunnels the links to the outside, in the file's order
 */
public record LabFile(
        String path,
        String name,
        List<NodeDefinition> nodes,
        List<LinkDefinition> links,
        List<TunnelDefinition> tunnels) {
    /** The published ports of all nodes, in the file's order. */
    public List<PublishedPort> ports() {
        return nodes.stream().flatMap(node -> node.ports().stream()).toList();
    }

    /** The node through which the workstation's connections enter: the first of kind {@code cloud}. */
    public Optional<NodeDefinition> cloud() {
        return nodes.stream().filter(node -> node.kind() == NodeKind.CLOUD).findFirst();
    }

    /** The names of all hosts but the cloud, in the file's order. */
    public List<String> hostNames() {
        return nodes.stream()
                .filter(node -> node.kind() == NodeKind.LINUX)
                .map(NodeDefinition::name)
                .toList();
    }
}
