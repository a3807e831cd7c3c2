package labwire.netlab.topology;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.wire.Ipv4Address;

/**
 * A port of the workstation that leads to a TCP port of a node, as in {@code "127.0.0.1:2525:25"}.
 *
 * @param at where it was written
 * @param address the workstation's address to listen on; 127.0.0.1 unless the file says otherwise
 * @param workstationPort 1 to 65535, before any {@code --port-offset}
 * @param node the node's name
 * @param nodePort 1 to 65535
 */
public record PublishedPort(SourceLocation at, Ipv4Address address, int workstationPort, String node, int nodePort) {
    private static final Pattern SHAPE = Pattern.compile("(?:([0-9.]{7,15}):)?([0-9]{1,5}):([0-9]{1,5})(?:/tcp)?");

    static Optional<PublishedPort> parse(SourceLocation at, String node, String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Ipv4Address> address =
                matcher.group(1) == null ? Optional.of(Ipv4Address.LOOPBACK) : Ipv4Address.tryParse(matcher.group(1));
        int workstationPort = Integer.parseInt(matcher.group(2));
        int nodePort = Integer.parseInt(matcher.group(3));
        if (address.isEmpty() || !isPort(workstationPort) || !isPort(nodePort)) {
            return Optional.empty();
        }
        return Optional.of(new PublishedPort(at, address.get(), workstationPort, node, nodePort));
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 0xFFFF;
    }
}
