package labwire.netlab.console.ios.nat;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.nat.AddressTranslator;
import labwire.netlab.stack.nat.InsideSource;
import labwire.netlab.stack.nat.InsideSource.StaticAddress;
import labwire.netlab.stack.nat.InsideSource.StaticPort;
import labwire.netlab.stack.nat.Translation;
import labwire.netlab.wire.IpPayload;

/** {@code show ip nat translations}, and {@code clear ip nat translation *}. */
final class ShowNatTranslations {
    private static final String ROW = "%-4s%-18s %-18s %-18s %s";
    private static final String NOBODY = "---";

    private ShowNatTranslations() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                nat  IP NAT information
                translations  Translation entries
                [verbose]  Show extra information
                """, (console, arguments, reply) -> show(console, arguments.has("verbose"), reply));
    }

    static void addClear(CommandGraph<IosConsole> graph) {
        graph.add("""
                clear  Reset functions
                ip  IP
                nat  Clear NAT
                translation  Clear dynamic translation
                *  Delete all dynamic translations
                """, (console, arguments, reply) -> console.device().nat().clear());
        graph.add("""
                clear  Reset functions
                ip  IP
                nat  Clear NAT
                statistics  Clear translation statistics
                """, (console, arguments, reply) -> console.device().nat().clearCounters());
    }

    private static void show(IosConsole console, boolean verbose, Reply reply) {
        AddressTranslator nat = console.device().nat();
        if (nat.rules().rules().isEmpty() && nat.translations().isEmpty()) {
            return;
        }
        reply.printLine(ROW, "Pro", "Inside global", "Inside local", "Outside local", "Outside global");
        for (Translation flow : nat.translations()) {
            reply.printLine(
                    ROW, protocol(flow.protocol()), flow.global(), flow.local(), flow.outside(), flow.outside());
            if (verbose) {
                showMore(console, nat, flow, reply);
            }
        }
        for (InsideSource rule : nat.rules().rules()) {
            if (rule instanceof StaticPort of) {
                String global = of.global().single().map(Object::toString).orElse("0.0.0.0") + ":" + of.globalPort();
                reply.printLine(ROW, protocol(of.protocol()), global, of.local(), NOBODY, NOBODY);
            } else if (rule instanceof StaticAddress of) {
                String global = of.global().single().map(Object::toString).orElse("0.0.0.0");
                reply.printLine(ROW, NOBODY, global, of.local(), NOBODY, NOBODY);
            }
        }
        nat.wholeAddresses().forEach(pair -> reply.printLine(ROW, NOBODY, pair.global(), pair.local(), NOBODY, NOBODY));
    }

    private static void showMore(IosConsole console, AddressTranslator nat, Translation flow, Reply reply) {
        long now = console.device().loop().now();
        long timeoutMillis = TimeUnit.SECONDS.toMillis(nat.timeouts().seconds(flow.timeout()));
        reply.printLine(
                "    create %s, use %s timeout:%d, left %s,",
                time(now - flow.createdNanos()),
                time(now - flow.usedNanos()),
                timeoutMillis,
                time(nat.deadlineOf(flow) - now));
        reply.printLine("    flags: ");
        reply.printLine("extended, use_count: 0, entry-id: %d, lc_entries: 0", flow.number());
    }

    /** Hours, minutes and seconds. */
    static String time(long nanos) {
        long seconds = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(nanos));
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String protocol(int number) {
        return switch (number) {
            case IpPayload.PROTOCOL_TCP -> "tcp";
            case IpPayload.PROTOCOL_UDP -> "udp";
            case IpPayload.PROTOCOL_ICMP -> "icmp";
            default -> Integer.toString(number);
        };
    }
}
