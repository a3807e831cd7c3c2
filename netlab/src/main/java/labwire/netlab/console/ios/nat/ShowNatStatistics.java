package labwire.netlab.console.ios.nat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.stack.nat.AddressPool;
import labwire.netlab.stack.nat.AddressTranslator;
import labwire.netlab.stack.nat.AddressTranslator.Side;
import labwire.netlab.stack.nat.GlobalSide;
import labwire.netlab.stack.nat.InsideSource;
import labwire.netlab.stack.nat.InsideSource.Dynamic;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code show ip nat statistics}. */
final class ShowNatStatistics {
    private ShowNatStatistics() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                nat  IP NAT information
                statistics  Translation statistics
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        AddressTranslator nat = console.device().nat();
        int extended = nat.translations().size();
        int fixed = (int) nat.rules().rules().stream()
                .filter(rule -> !(rule instanceof Dynamic))
                .count();
        int dynamic = extended + nat.wholeAddresses().size();
        reply.printLine(
                "Total active translations: %d (%d static, %d dynamic; %d extended)",
                fixed + dynamic, fixed, dynamic, extended);
        String ago = nat.counters().peak() == 0
                ? ""
                : ", occurred "
                        + ShowNatTranslations.time(
                                console.device().loop().now() - nat.counters().peakNanos())
                        + " ago";
        reply.printLine("Peak translations: %d%s", nat.counters().peak(), ago);
        reply.printLine("Outside interfaces:");
        showInterfaces(console, Side.OUTSIDE, reply);
        reply.printLine("Inside interfaces: ");
        showInterfaces(console, Side.INSIDE, reply);
        reply.printLine(
                "Hits: %d  Misses: %d", nat.counters().hits(), nat.counters().misses());
        reply.printLine(
                "CEF Translated packets: %d, CEF Punted packets: 0",
                nat.counters().hits());
        reply.printLine("Expired translations: %d", nat.counters().expired());
        reply.printLine("Dynamic mappings:");
        showRules(nat, reply);
        if (nat.limit() != AddressTranslator.MAX_TRANSLATIONS || nat.counters().refused() > 0) {
            reply.printLine("nat-limit statistics:");
            reply.printLine(
                    " max entry: max allowed %d, used %d, missed %d",
                    nat.limit(), dynamic, nat.counters().refused());
        }
        reply.printLine("");
        reply.printLine("Total doors: 0");
        reply.printLine("Appl doors: 0");
        reply.printLine("Normal doors: 0");
        reply.printLine("Queued Packets: 0");
    }

    private static void showInterfaces(IosConsole console, Side side, Reply reply) {
        List<String> names = console.device().interfaces().stream()
                .filter(i -> i.ip().flatMap(console.device().nat()::side)
                        .filter(side::equals)
                        .isPresent())
                .map(DeviceInterface::toString)
                .toList();
        if (!names.isEmpty()) {
            reply.printLine("  %s", String.join(", ", names));
        }
    }

    private static void showRules(AddressTranslator nat, Reply reply) {
        int number = 0;
        for (InsideSource rule : nat.rules().rules()) {
            if (!(rule instanceof Dynamic of)) {
                continue;
            }
            if (number++ == 0) {
                reply.printLine("-- Inside Source");
            }
            reply.printLine(
                    "[Id: %d] access-list %s %s refcount %d",
                    number, of.accessList(), NatRuleCommands.global(of.global()), nat.uses(rule));
            if (of.global() instanceof GlobalSide.OfPool pool) {
                Optional.ofNullable(nat.rules().pools().get(pool.pool()))
                        .ifPresent(found -> showPool(nat, found, reply));
            }
        }
    }

    private static void showPool(AddressTranslator nat, AddressPool pool, Reply reply) {
        List<Ipv4Address> allocated = Stream.concat(
                        nat.wholeAddresses().stream().map(AddressTranslator.WholeAddress::global),
                        nat.translations().stream().map(flow -> flow.global().address()))
                .filter(pool::contains)
                .distinct()
                .toList();
        reply.printLine(
                " pool %s: netmask %s",
                pool.name(), Ipv4Prefix.of(pool.first(), pool.prefixLength()).mask());
        reply.printLine("\tstart %s end %s", pool.first(), pool.last());
        reply.printLine(
                "\ttype generic, total addresses %d, allocated %d (%d%%), misses %d",
                pool.size(),
                allocated.size(),
                100L * allocated.size() / pool.size(),
                nat.counters().refused());
    }
}
