package labwire.netlab.console.ios.service;

import java.util.List;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.service.dhcp.DhcpBinding;
import labwire.netlab.service.dhcp.DhcpPool;
import labwire.netlab.service.dhcp.DhcpServer;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code show ip dhcp pool} */
final class ShowIpDhcpPool {
    private ShowIpDhcpPool() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                dhcp  Show items in the DHCP database
                pool  DHCP pools information
                [{name:WORD}]  DHCP pool name
                """, ShowIpDhcpPool::show);
    }

    private static void show(IosConsole console, Arguments arguments, Reply reply) {
        DhcpServer server = console.device().dhcp().server();
        List<DhcpBinding> bindings =
                server.bindings(console.device().loop().clock().nanoTime());
        for (DhcpPool pool : server.pools()) {
            if (!arguments.has("name") || arguments.text("name").equals(pool.name())) {
                print(pool, bindings, reply);
            }
        }
    }

    private static void print(DhcpPool pool, List<DhcpBinding> all, Reply reply) {
        List<DhcpBinding> bindings = all.stream()
                .filter(binding -> binding.pool().equals(pool.name()))
                .toList();
        long total =
                pool.network().map(ShowIpDhcpPool::hosts).orElse(pool.host().isPresent() ? 1L : 0L);
        reply.printLine("");
        reply.printLine("Pool " + pool.name() + " :");
        reply.printLine(" Utilization mark (high/low)    : 100 / 0");
        reply.printLine(" Subnet size (first/next)       : 0 / 0 ");
        reply.printLine(" Total addresses                : " + total);
        reply.printLine(" Leased addresses               : "
                + bindings.stream()
                        .filter(binding -> binding.state() == DhcpBinding.State.ACTIVE)
                        .count());
        reply.printLine(" Pending event                  : none");
        pool.network().ifPresent(network -> {
            reply.printLine(" 1 subnet is currently in the pool :");
            reply.printLine(" Current index        IP address range                    Leased addresses");
            Ipv4Address first = new Ipv4Address(network.network().value() + 1);
            Ipv4Address last = new Ipv4Address(network.broadcast().value() - 1);
            Ipv4Address next = bindings.isEmpty()
                    ? first
                    : new Ipv4Address(
                            bindings.get(bindings.size() - 1).address().value() + 1);
            reply.printLine(" %-20s %-16s - %-16s  %d", next, first, last, bindings.size());
        });
    }

    private static long hosts(Ipv4Prefix network) {
        return network.length() >= 31 ? 0 : (1L << (32 - network.length())) - 2;
    }
}
