package labwire.netlab.console.ios.filter;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Addition;
import labwire.netlab.stack.filter.AccessList.Kind;

/** Rules in a list's own mode: {@code 15 permit …}, {@code remark …}, {@code no 15}. */
final class RuleCommands {
    private static final int MAX_REMARK = 100;
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String SEQUENCE = "[{sequence:<1-2147483647>}]  Sequence Number\n";
    private static final String REMARK = """
            remark  Access list entry comment
            {text:LINE}  Comment up to 100 characters
            """;

    private RuleCommands() {}

    static void addStandard(CommandGraph<IosConsole> graph) {
        addTo(graph, Kind.STANDARD);
    }

    static void addExtended(CommandGraph<IosConsole> graph) {
        addTo(graph, Kind.EXTENDED);
    }

    /** A number stands before a rule or behind it, after a word in both places. */
    static void addIpv6(CommandGraph<IosConsole> graph) {
        String sequence = "sequence  Sequence number for this entry\n{sequence:<1-2147483647>}  Sequence Number\n";
        for (String form : RuleGrammar.forms(Kind.IPV6)) {
            graph.add(form, (console, arguments, reply) -> append(list(console), arguments, reply));
            graph.add(sequence + form, (console, arguments, reply) -> append(list(console), arguments, reply));
            graph.add(form + sequence, (console, arguments, reply) -> append(list(console), arguments, reply));
            graph.add(NO + form, (console, arguments, reply) -> {
                boolean removed =
                        list(console).remove(RuleGrammar.verdict(arguments), RuleGrammar.match(Kind.IPV6, arguments));
                missing(removed, arguments, reply);
            });
        }
        addRemarks(graph);
        graph.add(
                NO + sequence,
                (console, arguments, reply) ->
                        missing(list(console).remove(arguments.number("sequence")), arguments, reply));
    }

    private static void addTo(CommandGraph<IosConsole> graph, Kind kind) {
        for (String form : RuleGrammar.forms(kind)) {
            graph.add(SEQUENCE + form, (console, arguments, reply) -> append(list(console), arguments, reply));
            graph.add(NO + SEQUENCE + form, (console, arguments, reply) -> {
                boolean removed =
                        list(console).remove(RuleGrammar.verdict(arguments), RuleGrammar.match(kind, arguments));
                missing(removed, arguments, reply);
            });
        }
        addRemarks(graph);
        graph.add(
                NO + "{sequence:<1-2147483647>}  Sequence Number",
                (console, arguments, reply) ->
                        missing(list(console).remove(arguments.number("sequence")), arguments, reply));
    }

    private static void addRemarks(CommandGraph<IosConsole> graph) {
        graph.add(REMARK, (console, arguments, reply) -> remark(list(console), arguments, reply));
        graph.add(
                NO + REMARK,
                (console, arguments, reply) ->
                        missing(list(console).removeRemark(cut(arguments.text("text"))), arguments, reply));
    }

    private static void missing(boolean removed, Arguments arguments, Reply reply) {
        if (!removed) {
            reply.refuse("%No such entry exists", arguments.line(), "an entry of the list");
        }
    }

    private static AccessList list(IosConsole console) {
        if (console.mode() instanceof AccessListMode mode) {
            return mode.list();
        }
        throw new IllegalStateException("mode: " + console.mode() + " (expected: an access list's)");
    }

    /** Adds the rule that a line says. */
    static void append(AccessList list, Arguments arguments, Reply reply) {
        var verdict = RuleGrammar.verdict(arguments);
        var match = RuleGrammar.match(list.kind(), arguments);
        boolean logged = RuleGrammar.isLogged(arguments);
        Addition addition = arguments.has("sequence")
                ? list.insert(arguments.number("sequence"), verdict, match, logged)
                : list.append(verdict, match, logged);
        switch (addition) {
            // IOS, too, says nothing of a rule that is there.
            case ADDED, THERE_ALREADY -> {}
            case NUMBER_TAKEN -> reply.refuse("% Duplicate sequence number", arguments.line(), "a number of its own");
            case NO_ROOM -> refuseFull(list, reply);
        }
    }

    static void remark(AccessList list, Arguments arguments, Reply reply) {
        if (!list.remark(cut(arguments.text("text")))) {
            refuseFull(list, reply);
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MAX_REMARK));
    }

    private static void refuseFull(AccessList list, Reply reply) {
        reply.refuse("% No memory for entry", list.name(), "at most " + AccessList.MAX_LINES + " lines");
    }
}
