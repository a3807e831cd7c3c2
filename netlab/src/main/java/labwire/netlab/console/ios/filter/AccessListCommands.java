package labwire.netlab.console.ios.filter;

import java.util.Locale;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Deciding;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessList.Line;
import labwire.netlab.stack.filter.AccessList.Remark;
import labwire.netlab.stack.filter.AccessLists;

/** Lists as a whole: {@code access-list N …}, {@code ip access-list …}. */
final class AccessListCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String NUMBERED = "access-list  Add an access list entry\n";
    private static final String STANDARD_NUMBERS = """
            {number:<1-99>}  IP standard access list
            | {number:<1300-1999>}  IP standard access list (expanded range)
            """;

    private static final String EXTENDED_NUMBERS = """
            {number:<100-199>}  IP extended access list
            | {number:<2000-2699>}  IP extended access list (expanded range)
            """;

    private static final String LIST = """
            ip  Global IP configuration subcommands
            access-list  Named access-list
            standard  Standard Access List
            | extended  Extended Access List
            {name:ACL-NAME}  Access-list name
            """;

    private AccessListCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addNumbered(graph, Kind.STANDARD, STANDARD_NUMBERS);
        addNumbered(graph, Kind.EXTENDED, EXTENDED_NUMBERS);
        graph.add(LIST, (console, arguments, reply) -> {
            Kind kind = arguments.has("standard") ? Kind.STANDARD : Kind.EXTENDED;
            obtain(console, arguments.text("name"), kind, reply)
                    .ifPresent(list -> console.enter(new AccessListMode(list)));
        });
        graph.add(NO + LIST, (console, arguments, reply) -> remove(console, arguments.text("name"), reply));
        graph.add("""
                ip  Global IP configuration subcommands
                access-list  Named access-list
                resequence  Resequence Access List
                {name:ACL-NAME}  Access-list name
                {first:<1-2147483647>}  Starting Sequence Number
                {step:<1-2147483647>}  Step to increment the sequence number
                """, AccessListCommands::resequence);
    }

    private static void addNumbered(CommandGraph<IosConsole> graph, Kind kind, String numbers) {
        for (String form : RuleGrammar.forms(kind)) {
            graph.add(
                    NUMBERED + numbers + form,
                    (console, arguments, reply) -> obtain(console, name(arguments), kind, reply)
                            .ifPresent(list -> RuleCommands.append(list, arguments, reply)));
        }
        String remark = "remark  Access list entry comment\n{text:LINE}  Comment up to 100 characters\n";
        graph.add(
                NUMBERED + numbers + remark,
                (console, arguments, reply) -> obtain(console, name(arguments), kind, reply)
                        .ifPresent(list -> RuleCommands.remark(list, arguments, reply)));
        // IOS takes the whole list away, whatever line of it is given.
        graph.add(
                NO + NUMBERED + numbers + "[{rest:LINE}]  An entry of the list",
                (console, arguments, reply) -> console.device().accessLists().remove(name(arguments)));
    }

    private static String name(Arguments arguments) {
        return Integer.toString(arguments.number("number"));
    }

    static Optional<AccessList> obtain(IosConsole console, String name, Kind kind, Reply reply) {
        boolean numberFits = AccessLists.numberOf(name).isEmpty()
                || AccessLists.kindOf(name).filter(kind::equals).isPresent();
        if (!numberFits) {
            reply.refuse(
                    "% Invalid access list name.",
                    name, "a number of " + kind.name().toLowerCase(Locale.ROOT) + " lists");
            return Optional.empty();
        }
        Optional<AccessList> list = console.device().accessLists().obtain(name, kind);
        if (list.isEmpty()) {
            boolean full = console.device().accessLists().find(name).isEmpty();
            reply.refuse(
                    full
                            ? "% No memory for access list"
                            : "% A named " + other(console, name) + " access list with this name already exists",
                    name,
                    full ? "at most " + AccessLists.MAX_LISTS + " lists" : "a name of its own");
        }
        return list;
    }

    private static String other(IosConsole console, String name) {
        Kind other =
                console.device().accessLists().find(name).map(AccessList::kind).orElse(Kind.STANDARD);
        return switch (other) {
            case STANDARD -> "standard IP";
            case EXTENDED -> "extended IP";
            case IPV6 -> "IPv6";
        };
    }

    static void remove(IosConsole console, String name, Reply reply) {
        if (!console.device().accessLists().remove(name)) {
            reply.refuse("% Access-list does not exist", name, "an access list");
        }
    }

    private static void resequence(IosConsole console, Arguments arguments, Reply reply) {
        Optional<AccessList> list = console.device().accessLists().find(arguments.text("name"));
        long last = arguments.number("first")
                + (long) arguments.number("step")
                        * list.map(found -> found.rules().size()).orElse(0);
        if (list.isEmpty()) {
            reply.refuse("% Access-list does not exist", arguments.text("name"), "an access list");
        } else if (last > Integer.MAX_VALUE) {
            reply.refuse("% Sequence number exceeds the maximum", Long.toString(last), "smaller numbers");
        } else {
            list.get().resequence(arguments.number("first"), arguments.number("step"));
        }
    }

    static void writeNamed(IosDevice device, ConfigText text) {
        for (AccessList list : device.accessLists().lists()) {
            if (AccessLists.numberOf(list.name()).isEmpty() && list.kind() != Kind.IPV6) {
                text.line("ip access-list " + (list.kind() == Kind.STANDARD ? "standard " : "extended ") + list.name());
                list.lines().forEach(line -> text.child(written(list, line)));
            }
        }
    }

    static void writeNumbered(IosDevice device, ConfigText text) {
        for (AccessList list : device.accessLists().lists()) {
            if (AccessLists.numberOf(list.name()).isPresent()) {
                list.lines().forEach(line -> text.line("access-list " + list.name() + " " + written(list, line)));
            }
        }
    }

    private static String written(AccessList list, Line line) {
        if (line instanceof Remark remark) {
            return "remark " + remark.text();
        }
        if (line instanceof Deciding deciding) {
            return list.kind() == Kind.STANDARD
                    ? RuleText.standard(deciding.rule())
                    : RuleText.extended(deciding.rule(), true);
        }
        throw new IllegalStateException("line: " + line + " (expected: a remark or a rule)");
    }
}
