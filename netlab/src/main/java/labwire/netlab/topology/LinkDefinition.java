package labwire.netlab.topology;

import labwire.netlab.device.InterfaceName;
import labwire.netlab.link.LinkSettings;

/** A cable of the lab file, with the settings of both its directions. */
public record LinkDefinition(SourceLocation at, Endpoint a, Endpoint b, LinkSettings settings) {
    /**
     * One end of a cable.
     *
     * @param node the node's name
     * @param port the port, which a node of that kind has
     */
    public record Endpoint(SourceLocation at, String node, InterfaceName port) {
        @Override
        public String toString() {
            return node + ":" + port.shortName();
        }
    }
}
