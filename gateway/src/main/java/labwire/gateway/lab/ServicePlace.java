package labwire.gateway.lab;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import labwire.netlab.device.Host;
import labwire.netlab.topology.NodeDefinition;

/**
 * Where a server is to run.
 *
 * @param node what the lab file says of the host
 * @param addresses of the host, for its certificate
 */
record ServicePlace(NodeDefinition node, Host host, List<InetAddress> addresses, Path labFile) {
    /** A path as the lab file has it: relative to the lab file. */
    Path resolve(String path) {
        return labFile.resolveSibling(path);
    }

    /** An exception for the user about what the lab file asks for here. */
    StartException problem(String what) {
        return new StartException(node.at() + ": " + what);
    }
}
