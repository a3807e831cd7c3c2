package labwire.netlab.topology;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import labwire.netlab.device.Host;
import labwire.netlab.link.Port;
import labwire.netlab.service.dhcp.DhcpMessage;
import labwire.netlab.service.dhcp.DhcpPool;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.wire.Ipv4Address;

/**
 * The DHCP server of a host: what its label {@code labwire.leases} reserves for other nodes' ports, such as
 * {@code R1:Gi0/3 192.168.169.110}, several with commas between. The host itself is their default router.
 */
final class ReservedLeases {
    private static final String EXPECTED = "NODE:PORT ADDRESS, …, such as R1:Gi0/3 192.168.169.110";

    private final Problems problems;
    private final Function<String, Optional<Port>> ports;

    /** @param ports finds the port of a name such as {@code R1:Gi0/3} */
    ReservedLeases(Problems problems, Function<String, Optional<Port>> ports) {
        this.problems = problems;
        this.ports = ports;
    }

    /** Lets a host serve what its label says, once it has its addresses. */
    void serve(NodeDefinition node, Host host) {
        String label = node.label(NodeDefinition.LEASES_LABEL);
        if (label.isBlank()) {
            return;
        }
        for (String lease : label.split(",", -1)) {
            String[] words = lease.strip().split("\\s+", -1);
            Optional<Port> client = ports.apply(words[0]);
            Optional<Ipv4Address> address =
                    words.length == 2 ? Ipv4Address.tryParse(words[1]) : Optional.<Ipv4Address>empty();
            if (client.isEmpty() || address.isEmpty()) {
                problem(node, lease.strip(), EXPECTED);
                continue;
            }
            reserve(node, host, client.get(), address.get());
        }
        host.dhcp().update();
    }

    private void reserve(NodeDefinition node, Host host, Port client, Ipv4Address address) {
        Optional<InterfaceAddress> own = host.stack().interfaces().stream()
                .flatMap(each -> each.addresses().stream())
                .filter(each -> each.prefix().contains(address))
                .findFirst();
        Optional<DhcpPool> pool = host.dhcp().server().poolFor(client.toString());
        if (own.isEmpty() || pool.isEmpty()) {
            problem(node, address.toString(), "an address in a network of " + host.name());
            return;
        }
        pool.get().host(address, own.get().prefix());
        pool.get().clientKey(DhcpMessage.hardwareKey(client.mac()));
        pool.get().routers(List.of(own.get().address()));
    }

    private void problem(NodeDefinition node, String found, String expected) {
        problems.add(node.at(), NodeDefinition.LEASES_LABEL + " of node " + node.name(), found, expected);
    }
}
