package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.time.RandomStreams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topologies from a seed, against a computation of the tree that knows the whole topology. */
class RandomTopologyTest {
    private static final int TOPOLOGIES = 150;
    private static final int SOAK_TOPOLOGIES = 300;
    private static final int SOAK_CHANGES = 20;
    /** The age at which old claims die, a hop a second at worst, and as long again for good measure. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    @Test
    void convergesToTheTreeOfTheStandard() {
        for (int seed = 1; seed <= TOPOLOGIES; seed++) {
            RandomGenerator random = new RandomStreams(seed).stream("topology");
            try (SwitchedLab lab = randomLab(random)) {
                startAtRandomTimes(lab, random);
                lab.runWatchingForLoops(BOUND);
                assertTreeOfTheStandard(lab, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void convergesAgainAfterEveryChange(int seed) {
        RandomGenerator random = new RandomStreams(seed).stream("changes");
        try (SwitchedLab lab = randomLab(random)) {
            lab.runWatchingForLoops(BOUND);
            for (int change = 0; change < 20; change++) {
                String what = changeSomething(lab, random);
                lab.runWatchingForLoops(BOUND);
                assertTreeOfTheStandard(lab, "seed " + seed + " change " + change + ": " + what);
            }
        }
    }

    @Test
    @Tag("soak")
    void hasNoLoopAtAnyInstantOnShortCables() {
        assertThat(loopsWhileChanging(RandomTopologyTest::changeSomething, false))
                .isZero();
    }

    /** Claims about a root that is gone can outrun the news over cables of unequal lengths. The tree recovers. */
    @Test
    @Tag("soak")
    void recoversFromEveryLoopThatUnequalCablesLetHappen() {
        int links = loopsWhileChanging(RandomTopologyTest::changeLink, true);
        int roots = loopsWhileChanging(RandomTopologyTest::changePriority, true);
        System.out.printf(
                Locale.ROOT,
                "on cables of up to 20 ms, a loop for some instants: %d of %d changes of a link, %d of moves of the root%n",
                links,
                SOAK_TOPOLOGIES * SOAK_CHANGES,
                roots);
        assertThat(links).isLessThan(SOAK_TOPOLOGIES * SOAK_CHANGES / 500);
        assertThat(roots).isLessThan(SOAK_TOPOLOGIES * SOAK_CHANGES / 25);
    }

    /** Counts the changes during which there was a loop; after each, the tree must be the standard's. */
    private static int loopsWhileChanging(BiFunction<SwitchedLab, RandomGenerator, String> change, boolean longCables) {
        int loops = 0;
        for (int seed = 1; seed <= SOAK_TOPOLOGIES; seed++) {
            RandomGenerator random = new RandomStreams(seed).stream("soak");
            try (SwitchedLab lab = randomLab(random, longCables)) {
                lab.run(BOUND);
                for (int count = 0; count < SOAK_CHANGES; count++) {
                    String what = change.apply(lab, random);
                    if (lab.time.runUntil(() -> lab.hasLoop(1), BOUND)) {
                        loops++;
                        lab.run(BOUND);
                    }
                    assertTreeOfTheStandard(lab, "seed " + seed + " change " + count + ": " + what);
                }
            }
        }
        return loops;
    }

    private static String changeSomething(SwitchedLab lab, RandomGenerator random) {
        return random.nextInt(4) == 0 ? changePriority(lab, random) : changeLink(lab, random);
    }

    private static String changePriority(SwitchedLab lab, RandomGenerator random) {
        List<Bridge> switches = List.copyOf(lab.switches.values());
        Bridge sw = switches.get(random.nextInt(switches.size()));
        sw.setPriority(1, 4096 * random.nextInt(16));
        return "priority of " + sw;
    }

    private static String changeLink(SwitchedLab lab, RandomGenerator random) {
        Cable cable = lab.trunks.get(random.nextInt(lab.trunks.size()));
        switch (random.nextInt(3)) {
            case 0 -> {
                cable.cut();
                if (!lab.isConnected(other -> other.a().isUp())) {
                    cable.restore();
                }
                return "cut " + cable.a() + "-" + cable.b();
            }
            case 1 -> {
                cable.restore();
                return "restored " + cable.a() + "-" + cable.b();
            }
            default -> {
                lab.bridgePort(cable.a()).treeSettings().setCost(1 + random.nextInt(20));
                return "cost of " + cable.a();
            }
        }
    }

    private static SwitchedLab randomLab(RandomGenerator random) {
        return randomLab(random, random.nextBoolean());
    }

    private static SwitchedLab randomLab(RandomGenerator random, boolean longCables) {
        SwitchedLab lab = new SwitchedLab();
        int switches = 2 + random.nextInt(8);
        for (int number = 1; number <= switches; number++) {
            lab.addSwitch("SW" + number, 0x5254_0000_0000L + number);
            lab.sw("SW" + number).setPriority(1, random.nextInt(3) * 4096 + 24576);
        }
        for (int number = 2; number <= switches; number++) {
            lab.cableSettings = cable(random, longCables);
            lab.connect("SW" + number, "SW" + (1 + random.nextInt(number - 1)));
        }
        for (int extra = random.nextInt(2 * switches); extra > 0; extra--) {
            lab.cableSettings = cable(random, longCables);
            lab.connect("SW" + (1 + random.nextInt(switches)), "SW" + (1 + random.nextInt(switches)));
        }
        for (Cable cable : lab.trunks) {
            for (Port port : List.of(cable.a(), cable.b())) {
                lab.bridgePort(port).treeSettings().setCost(random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 4);
                lab.bridgePort(port).treeSettings().setPriority(16 * random.nextInt(16));
            }
        }
        return lab;
    }

    /** Delays of many lengths put BPDUs in every order. */
    private static LinkSettings cable(RandomGenerator random, boolean isLong) {
        return isLong ? LinkSettings.PLAIN.withDelay(1_000 + random.nextLong(20_000_000)) : LinkSettings.PLAIN;
    }

    private static void startAtRandomTimes(SwitchedLab lab, RandomGenerator random) {
        lab.switches.keySet().forEach(name -> lab.power(name, false));
        for (String name : lab.switches.keySet()) {
            lab.power(name, true);
            lab.runWatchingForLoops(Duration.ofNanos(random.nextInt(2) * random.nextLong(3_000_000_000L)));
        }
    }

    private static void assertTreeOfTheStandard(SwitchedLab lab, String description) {
        ReferenceTree reference = new ReferenceTree(lab);
        assertThat(lab.isConnected(1)).as(description + "\n" + lab.trees()).isTrue();
        lab.switches.forEach((name, sw) -> {
            SpanningTreeView tree = sw.spanningTree(1).orElseThrow();
            assertThat(tree.root()).as(description + ": root of " + name).isEqualTo(reference.root());
            assertThat(tree.rootPathCost())
                    .as(description + ": cost of " + name)
                    .isEqualTo(reference.cost(name));
        });
        for (Cable cable : lab.trunks) {
            if (cable.a().isUp()) {
                assertRole(lab, cable, cable.a(), reference, description);
                assertRole(lab, cable, cable.b(), reference, description);
            }
        }
    }

    private static void assertRole(
            SwitchedLab lab, Cable cable, Port port, ReferenceTree reference, String description) {
        SpanningTreePortView view = lab.sw(port.device()).spanningTree(1).orElseThrow().ports().stream()
                .filter(candidate -> candidate.port().equals(port.name()))
                .findFirst()
                .orElseThrow();
        assertThat(view.role()).as(description + ": " + port).isEqualTo(reference.role(cable, port));
        assertThat(view.state())
                .as(description + ": " + port)
                .isEqualTo(
                        switch (view.role()) {
                            case ROOT, DESIGNATED -> PortState.FORWARDING;
                            case ALTERNATE, BACKUP, DISABLED -> PortState.DISCARDING;
                        });
    }
}
