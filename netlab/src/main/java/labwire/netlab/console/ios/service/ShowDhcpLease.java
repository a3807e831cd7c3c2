package labwire.netlab.console.ios.service;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DhcpClients;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.service.dhcp.DhcpClient;
import labwire.netlab.service.dhcp.DhcpInterface;
import labwire.netlab.service.dhcp.DhcpLease;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;

/** {@code show dhcp lease} */
final class ShowDhcpLease {
    /** Hexadecimal digits of an identifier on one line. */
    private static final int DUMP_WIDTH = 32;

    private ShowDhcpLease() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                show  Show running system information
                dhcp  Dynamic Host Configuration Protocol status
                lease  Show DHCP Addresses leased from a server
                """,
                (console, arguments, reply) -> console.device()
                        .dhcpClients()
                        .all()
                        .forEach((name, client) -> print(console, name, client, reply)));
    }

    private static void print(IosConsole console, InterfaceName name, DhcpInterface client, Reply reply) {
        if (client.lease().isEmpty()) {
            return;
        }
        DhcpLease lease = client.lease().get();
        MacAddress mac = console.device().interfaceNamed(name).orElseThrow().mac();
        String clientName = DhcpClients.clientName(mac, name);
        reply.printLine("Temp IP addr: " + lease.address() + "  for peer on Interface: " + name.longName());
        reply.printLine("Temp  sub net mask: "
                + Ipv4Prefix.of(lease.address(), lease.prefixLength()).mask());
        reply.printLine("   DHCP Lease server: " + lease.server() + ", state: " + state(client.state()));
        reply.printLine("   DHCP transaction id: %X", client.transaction());
        reply.printLine(
                "   Lease: %d secs,  Renewal: %d secs,  Rebind: %d secs",
                seconds(lease.leaseNanos()), seconds(lease.renewalNanos()), seconds(lease.rebindingNanos()));
        lease.routers().stream()
                .findFirst()
                .ifPresent(router -> reply.printLine("Temp default-gateway addr: " + router));
        long left =
                seconds(client.nextDeadline() - console.device().loop().clock().nanoTime());
        reply.printLine("   Next timer fires after: %02d:%02d:%02d", left / 3600, left / 60 % 60, left % 60);
        reply.printLine("   Retry count: 0   Client-ID: " + clientName);
        String dump = HexFormat.of()
                .formatHex(clientName.getBytes(StandardCharsets.US_ASCII))
                .toUpperCase(Locale.ROOT);
        for (int at = 0; at < dump.length(); at += DUMP_WIDTH) {
            String part = dump.substring(at, Math.min(at + DUMP_WIDTH, dump.length()));
            reply.printLine((at == 0 ? "   Client-ID hex dump: " : "                       ") + part);
        }
        reply.printLine("   Hostname: " + console.settings().hostname());
    }

    private static long seconds(long nanos) {
        return nanos == Long.MAX_VALUE ? 0xFFFF_FFFFL : TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private static String state(DhcpClient.State state) {
        return switch (state) {
            case STOPPED -> "10 Purging";
            case SELECTING -> "3 Selecting";
            case REQUESTING -> "4 Requesting";
            case BOUND -> "5 Bound";
            case RENEWING -> "7 Renewing";
            case REBINDING -> "8 Rebinding";
        };
    }
}
