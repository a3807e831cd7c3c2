package labwire.netlab.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import labwire.netlab.console.GraphNode.Edge;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.time.VirtualTime;

/** Random lines of configuration: ways through the grammars of whatever mode they lead to. */
final class GrammarWalk {
    private static final double END_CHANCE = 0.5;

    /** Ways to other modes, and what makes keys, which takes long and is no configuration. */
    private static final List<String> LEFT_OUT = List.of("end", "do", "crypto");

    /** Values for arguments, by placeholder. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "A.B.C.D",
            List.of("10.0.0.1", "10.0.1.0", "255.255.255.0", "0.0.0.255", "0.0.0.0", "255.255.255.255", "10.0.2.9"),
            "A.B.C.D...",
            List.of("10.0.0.1", "10.0.0.1 10.0.0.2"),
            "H.H.H",
            List.of("0200.0000.0001", "0200.0000.0002"),
            "INTERFACE",
            List.of("Gi0/0", "GigabitEthernet0/1", "gi0/2", "Vlan10", "Loopback1", "Gi0/3.10"),
            "INTERFACE-RANGE",
            List.of("gi0/1 - 2", "gi0/0, gi0/3"),
            "VLAN-LIST",
            List.of("10", "1,10-20", "30"),
            "WORD",
            List.of("a", "Lab", "10.0.0.9", "x-1", "7"),
            "LINE",
            List.of("one", "two words", "7"));

    private final SplittableRandom random;

    GrammarWalk(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Types so many lines into a session in privileged exec mode; gives what was typed. */
    List<String> type(VirtualTime time, IosConsole session, int lines) {
        Transcript.run(time, session, "configure terminal");
        List<String> typed = new ArrayList<>();
        while (typed.size() < lines) {
            String line = session.isAsking() ? "the end: one two 7" : line(session);
            typed.add(line);
            Transcript.run(time, session, line);
            if (session.mode().kind().isExec()) {
                Transcript.run(time, session, "configure terminal");
            }
        }
        if (session.isAsking()) {
            Transcript.run(time, session, "the end: one two 7");
        }
        Transcript.run(time, session, "end");
        return typed;
    }

    /** A random line of the present mode. */
    private String line(IosConsole session) {
        IosMode.Kind mode = session.mode().kind();
        // The modes of global configuration's sections are left again one time in ten.
        if (mode.isBelowGlobal() && random.nextInt(10) == 0) {
            return "exit";
        }
        List<String> words = new ArrayList<>();
        GraphNode<IosConsole> node = session.language().graph(mode).root();
        while (true) {
            List<Edge<IosConsole>> edges = new ArrayList<>(node.keywordsFor(""));
            edges.addAll(node.arguments());
            if (words.isEmpty()) {
                edges.removeIf(edge -> LEFT_OUT.contains(edge.token().name()));
            }
            boolean ends = node.command().isPresent() && random.nextDouble() < END_CHANCE;
            if (ends || edges.isEmpty()) {
                return String.join(" ", words);
            }
            Edge<IosConsole> next = edges.get(random.nextInt(edges.size()));
            words.add(
                    next.token().isKeyword()
                            ? next.token().name()
                            : value(next.token().shown()));
            node = next.target();
        }
    }

    private String value(String placeholder) {
        List<String> values = VALUES.get(placeholder);
        if (values != null) {
            return values.get(random.nextInt(values.size()));
        }
        if (placeholder.matches("<[0-9]+-[0-9]+>")) {
            String[] ends = placeholder.substring(1, placeholder.length() - 1).split("-");
            int min = Integer.parseInt(ends[0]);
            int max = Integer.parseInt(ends[1]);
            return switch (random.nextInt(3)) {
                case 0 -> ends[0];
                case 1 -> ends[1];
                default -> Integer.toString((int) Math.min(max, min + (long) random.nextInt(100)));
            };
        }
        return "10";
    }
}
