package labwire.netlab.console.ios.ip;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.Neighbor;
import labwire.netlab.stack.NeighborState;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.Ipv4Address;

/** {@code show arp} and {@code show ip arp}. */
final class ShowArp {
    private static final String ROW = "%-10s%-15s  %9s  %-14s  %-5s  %s";

    private ShowArp() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                arp  ARP table
                """, (console, arguments, reply) -> show(console, reply));
        graph.add("""
                show  Show running system information
                ip  IP information
                arp  IP ARP table
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        reply.printLine("Protocol  Address          Age (min)  Hardware Addr   Type   Interface");
        Map<Ipv4Address, String> rows = new TreeMap<>();
        for (DeviceInterface shown : console.device().interfaces()) {
            shown.ip().filter(ip -> ip.isUp() && !ip.isLoopback()).ifPresent(ip -> addRows(console, shown, ip, rows));
        }
        rows.values().forEach(reply::printLine);
    }

    private static void addRows(
            IosConsole console, DeviceInterface shown, NetworkInterface ip, Map<Ipv4Address, String> rows) {
        for (InterfaceAddress own : ip.addresses()) {
            rows.put(own.address(), row(own.address(), "-", shown.mac().toDottedString(), "ARPA", shown));
        }
        for (Neighbor neighbor : ip.neighbors().neighbors()) {
            long nanos = console.device().loop().now() - neighbor.confirmedNanos();
            String age = neighbor.state() == NeighborState.PERMANENT
                    ? "-"
                    : Long.toString(TimeUnit.NANOSECONDS.toMinutes(nanos));
            String row = neighbor.mac()
                    .map(mac -> row(neighbor.address(), age, mac.toDottedString(), "ARPA", shown))
                    .orElseGet(() -> row(neighbor.address(), "0", "Incomplete", "ARPA", shown));
            rows.put(neighbor.address(), row);
        }
    }

    private static String row(Ipv4Address address, String age, String mac, String type, DeviceInterface shown) {
        return ROW.formatted("Internet", address, age, mac, type, shown.name().longName());
    }
}
