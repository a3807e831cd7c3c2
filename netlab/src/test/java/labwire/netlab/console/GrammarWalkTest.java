package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.GraphNode.Edge;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Test;

/**
 * Whatever configuration commands are typed, of all that any feature offers: the running configuration, loaded into a
 * fresh device, is taken without a word and gives the same text.
 *
 * <p>The lines are random ways through the grammars themselves, so that a new command is tested by being there.
 */
class GrammarWalkTest {
    private static final int LINES = 60;
    private static final int SEEDS = 120;
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

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void anyRouterComesToTheSameText() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
                assertComesToTheSameText(time, router(time), router(time));
            }
        }
    }

    @Test
    void anySwitchComesToTheSameText() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
                assertComesToTheSameText(time, bridge(time), bridge(time));
            }
        }
    }

    private static Router router(VirtualTime time) {
        return new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE);
    }

    private static Switch bridge(VirtualTime time) {
        return new Switch(time.loop(), "S", new RandomStreams(1), NameSource.NONE);
    }

    private void assertComesToTheSameText(VirtualTime time, IosDevice device, IosDevice again) {
        IosConsole session = IosImage.privileged(device);
        Transcript.run(time, session, "configure terminal");
        List<String> typed = new ArrayList<>();
        while (typed.size() < LINES) {
            String line = session.isAsking() ? "the end: one two 7" : line(session);
            typed.add(line);
            Transcript.run(time, session, line);
            if (session.mode().kind().isExec()) {
                Transcript.run(time, session, "configure terminal");
            }
        }
        String config = IosImage.runningConfig(device);
        assertThat(config)
                .as("the lines have an effect:%n%s", String.join("\n", typed))
                .isNotEqualTo(IosImage.runningConfig(again));
        ConsoleSession startup = IosImage.startup(again);
        for (String line : config.lines().toList()) {
            String said = Transcript.run(time, startup, line);
            if (!startup.isAsking()) {
                assertThat(said)
                        .as("%s%nof%n%s%nafter%n%s", line, config, String.join("\n", typed))
                        .isEmpty();
            }
        }
        assertThat(IosImage.runningConfig(again))
                .as("after%n%s", String.join("\n", typed))
                .isEqualTo(config);
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
