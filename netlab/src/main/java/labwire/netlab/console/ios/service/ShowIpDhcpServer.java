package labwire.netlab.console.ios.service;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.service.dhcp.DhcpCounters;
import labwire.netlab.service.dhcp.DhcpMessageType;
import labwire.netlab.service.dhcp.DhcpServer;
import labwire.netlab.time.LabClock;

/** {@code show ip dhcp server statistics}, {@code show ip dhcp conflict} */
final class ShowIpDhcpServer {
    private static final DateTimeFormatter DETECTED =
            DateTimeFormatter.ofPattern("MMM dd yyyy hh:mm a", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ShowIpDhcpServer() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                dhcp  Show items in the DHCP database
                server  Miscellaneous DHCP server information
                statistics  Miscellaneous DHCP server statistics
                """, (console, arguments, reply) -> statistics(console, reply));
        graph.add("""
                show  Show running system information
                ip  IP information
                dhcp  Show items in the DHCP database
                conflict  DHCP address conflicts
                """, (console, arguments, reply) -> conflicts(console, reply));
    }

    private static void statistics(IosConsole console, Reply reply) {
        DhcpServer server = console.device().dhcp().server();
        DhcpCounters counters = console.device().dhcp().counters();
        LabClock clock = console.device().loop().clock();
        long manual =
                server.pools().stream().filter(pool -> pool.host().isPresent()).count();
        reply.printLine("Address pools        " + server.pools().size());
        reply.printLine(
                "Automatic bindings   " + server.bindings(clock.nanoTime()).size());
        reply.printLine("Manual bindings      " + manual);
        reply.printLine("Malformed messages   " + counters.malformedCount());
        reply.printLine("Without an address   " + counters.unservedCount());
        reply.printLine("");
        reply.printLine("Message              Received");
        reply.printLine("DHCPDISCOVER         " + counters.receivedOf(DhcpMessageType.DISCOVER));
        reply.printLine("DHCPREQUEST          " + counters.receivedOf(DhcpMessageType.REQUEST));
        reply.printLine("DHCPDECLINE          " + counters.receivedOf(DhcpMessageType.DECLINE));
        reply.printLine("DHCPRELEASE          " + counters.receivedOf(DhcpMessageType.RELEASE));
        reply.printLine("DHCPINFORM           " + counters.receivedOf(DhcpMessageType.INFORM));
        reply.printLine("");
        reply.printLine("Message              Sent");
        reply.printLine("DHCPOFFER            " + counters.sentOf(DhcpMessageType.OFFER));
        reply.printLine("DHCPACK              " + counters.sentOf(DhcpMessageType.ACK));
        reply.printLine("DHCPNAK              " + counters.sentOf(DhcpMessageType.NAK));
    }

    private static void conflicts(IosConsole console, Reply reply) {
        LabClock clock = console.device().loop().clock();
        reply.printLine("IP address        Detection method   Detection time          VRF");
        console.device()
                .dhcp()
                .server()
                .conflicts()
                .forEach((address, conflict) -> reply.printLine(
                        "%-17s %-18s %s",
                        address,
                        conflict.method().text(),
                        DETECTED.format(clock.instant().minusNanos(clock.nanoTime() - conflict.detectedNanos()))));
    }
}
