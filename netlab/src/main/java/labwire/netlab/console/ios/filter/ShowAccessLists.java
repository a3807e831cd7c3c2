package labwire.netlab.console.ios.filter;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessRule;

/** {@code show access-lists}, and {@code clear access-list counters}. */
final class ShowAccessLists {
    private ShowAccessLists() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String name = "[{name:ACL-NAME}]  Access list number or name";
        graph.add(
                """
                show  Show running system information
                access-lists  List access lists
                """ + name,
                (console, arguments, reply) ->
                        show(console, arguments.find("name", String.class).orElse(""), reply));
        graph.add(
                """
                show  Show running system information
                ip  IP information
                access-lists  List IP access lists
                """ + name,
                (console, arguments, reply) ->
                        show(console, arguments.find("name", String.class).orElse(""), reply));
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
    }

    private static void show(IosConsole console, String name, Reply reply) {
        for (AccessList list : console.device().accessLists().lists()) {
            if (name.isEmpty() || list.name().equals(name)) {
                reply.printLine(
                        "%s IP access list %s", list.kind() == Kind.STANDARD ? "Standard" : "Extended", list.name());
                list.rules().forEach(rule -> reply.printLine(row(list, rule)));
            }
        }
    }

    private static String row(AccessList list, AccessRule rule) {
        String text = list.kind() == Kind.STANDARD ? RuleText.shownStandard(rule) : RuleText.extended(rule, false);
        long matches = rule.matches();
        String counted = matches == 0 ? "" : matches == 1 ? " (1 match)" : " (" + matches + " matches)";
        return "    " + rule.sequence() + " " + text + counted;
    }
}
