package labwire.netlab.console.ios.filter;

import java.util.Set;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessRule;

/** {@code show access-lists}, {@code show ipv6 access-list}, and {@code clear access-list counters}. */
final class ShowAccessLists {
    private static final Set<Kind> IPV4 = Set.of(Kind.STANDARD, Kind.EXTENDED);

    private ShowAccessLists() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String name = "[{name:ACL-NAME}]  Access list number or name";
        graph.add(
                """
                show  Show running system information
                access-lists  List access lists
                """ + name,
                (console, arguments, reply) ->
                        show(console, arguments.find("name", String.class).orElse(""), Set.of(Kind.values()), reply));
        graph.add(
                """
                show  Show running system information
                ip  IP information
                access-lists  List IP access lists
                """ + name,
                (console, arguments, reply) ->
                        show(console, arguments.find("name", String.class).orElse(""), IPV4, reply));
        graph.add(
                """
                show  Show running system information
                ipv6  IPv6 information
                access-list  Summary of access lists
                """ + name,
                (console, arguments, reply) ->
                        show(console, arguments.find("name", String.class).orElse(""), Set.of(Kind.IPV6), reply));
    }

    static void addClear(CommandGraph<IosConsole> graph) {
        for (String words : new String[] {
            "access-list  Clear access list statistical information\n",
            "ip  IP\naccess-list  Clear access list statistical information\n"
        }) {
            graph.add("clear  Reset functions\n" + words + """
                            counters  Clear access list counters
                            [{name:ACL-NAME}]  Access list number or name
                            """, (console, arguments, reply) -> {
                String name = arguments.find("name", String.class).orElse("");
                console.device().accessLists().lists().stream()
                        .filter(list -> name.isEmpty() || list.name().equals(name))
                        .forEach(AccessList::clearCounters);
            });
        }
        graph.add("""
                clear  Reset functions
                ipv6  IPv6
                access-list  Clear access list statistical information
                [{name:ACL-NAME}]  Access list name
                """, (console, arguments, reply) -> {
            String name = arguments.find("name", String.class).orElse("");
            console.device().accessLists().lists().stream()
                    .filter(list -> list.kind() == Kind.IPV6)
                    .filter(list -> name.isEmpty() || list.name().equals(name))
                    .forEach(AccessList::clearCounters);
        });
    }

    private static void show(IosConsole console, String name, Set<Kind> kinds, Reply reply) {
        for (AccessList list : console.device().accessLists().lists()) {
            if (kinds.contains(list.kind()) && (name.isEmpty() || list.name().equals(name))) {
                reply.printLine("%s access list %s", heading(list.kind()), list.name());
                list.rules().forEach(rule -> reply.printLine(row(list, rule)));
            }
        }
    }

    private static String heading(Kind kind) {
        return switch (kind) {
            case STANDARD -> "Standard IP";
            case EXTENDED -> "Extended IP";
            case IPV6 -> "IPv6";
        };
    }

    private static String row(AccessList list, AccessRule rule) {
        long matches = rule.matches();
        String counted = matches == 0 ? "" : matches == 1 ? " (1 match)" : " (" + matches + " matches)";
        return switch (list.kind()) {
            case STANDARD -> "    " + rule.sequence() + " " + RuleText.shownStandard(rule) + counted;
            case EXTENDED -> "    " + rule.sequence() + " " + RuleText.extended(rule, false) + counted;
            case IPV6 -> "    " + RuleText.ipv6(rule) + counted + " sequence " + rule.sequence();
        };
    }
}
