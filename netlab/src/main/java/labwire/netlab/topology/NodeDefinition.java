package labwire.netlab.topology;

import java.util.List;
import java.util.Map;

/**
 * A node of the lab file.
 *
 * @param at where it was written
 * @param name as written; unique in any case
 * @param kind with its {@code type}
 * @param startupConfig the lines of its start-up config, in order; empty if it has none
 * @param exec lines to run after the start-up config
 * @param labels in the file's order; {@code labwire.service} names what runs on a host
 * @param ports the node's ports that the workstation can reach
 * @param cloud what else a cloud offers
 */
public record NodeDefinition(
        SourceLocation at,
        String name,
        NodeKind kind,
        List<ConfigLine> startupConfig,
        List<ConfigLine> exec,
        Map<String, String> labels,
        List<PublishedPort> ports,
        CloudSettings cloud) {
    /** The label that names what runs on a host, such as {@code mail}. */
    public static final String SERVICE_LABEL = "labwire.service";
    /** The label that reserves addresses on a host's DHCP server, such as {@code R1:Gi0/3 192.168.169.110}. */
    public static final String LEASES_LABEL = "labwire.leases";

    /** The label's value, or the empty text. */
    public String label(String key) {
        return labels.getOrDefault(key, "");
    }
}
