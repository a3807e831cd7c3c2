package labwire.netlab.console.ios.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.service.dhcp.DhcpBinding;
import labwire.netlab.service.dhcp.DhcpPool;
import labwire.netlab.service.dhcp.DhcpServer;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.Ipv4Address;

/** {@code show ip dhcp binding} */
final class ShowIpDhcpBinding {
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("MMM dd yyyy hh:mm a", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROW = "%-19s %-23s %-23s %s";
    /** Characters of a client's identifier on one line. */
    private static final int KEY_WIDTH = 22;

    private ShowIpDhcpBinding() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                dhcp  Show items in the DHCP database
                binding  DHCP address bindings
                [{address:A.B.C.D}]  Display a specific binding
                """, ShowIpDhcpBinding::show);
    }

    private static void show(IosConsole console, Arguments arguments, Reply reply) {
        LabClock clock = console.device().loop().clock();
        DhcpServer server = console.device().dhcp().server();
        Optional<Ipv4Address> wanted = arguments.find("address", Ipv4Address.class);
        reply.printLine("Bindings from all pools not associated with VRF:");
        reply.printLine(ROW, "IP address", "Client-ID/", "Lease expiration", "Type");
        reply.printLine("                    Hardware address/");
        reply.printLine("                    User name");
        for (DhcpBinding binding : server.bindings(clock.nanoTime())) {
            if (binding.state() == DhcpBinding.State.ACTIVE
                    && wanted.filter(address -> !address.equals(binding.address()))
                            .isEmpty()) {
                print(binding, server, clock, reply);
            }
        }
    }

    private static void print(DhcpBinding binding, DhcpServer server, LabClock clock, Reply reply) {
        boolean manual = server.pools().stream()
                .flatMap((DhcpPool pool) -> pool.host().stream())
                .anyMatch(binding.address()::equals);
        String key = ServiceTypes.dotted(binding.clientKey());
        String first = key.substring(0, Math.min(KEY_WIDTH, key.length()));
        reply.printLine(ROW, binding.address(), first, expiry(binding, clock), manual ? "Manual" : "Automatic");
        for (int at = KEY_WIDTH; at < key.length(); at += KEY_WIDTH) {
            reply.printLine("                    " + key.substring(at, Math.min(at + KEY_WIDTH, key.length())));
        }
    }

    private static String expiry(DhcpBinding binding, LabClock clock) {
        if (binding.expiresNanos() == Long.MAX_VALUE) {
            return "Infinite";
        }
        Instant expires = clock.instant().plusNanos(binding.expiresNanos() - clock.nanoTime());
        return EXPIRY.format(expires);
    }
}
