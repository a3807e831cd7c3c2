package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.Cable;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The four switches and three loops of the course lab. */
class CourseLabTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final SwitchedLab lab = SwitchedLab.course();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void convergesAtOnceWhenAllLinksComeUpTogether() {
        lab.runWatchingForLoops(MILLISECOND);

        assertTreeSpans();
        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();
    }

    @Test
    void convergesWhenSwitchesStartOneAfterTheOther() {
        for (List<String> order : List.of(
                List.of("SW1", "SW2", "SW3", "SW4"),
                List.of("SW4", "SW3", "SW2", "SW1"),
                List.of("SW3", "SW1", "SW4", "SW2"))) {
            order.forEach(name -> lab.power(name, false));
            lab.run(SECOND);
            for (String name : order) {
                lab.power(name, true);
                lab.runWatchingForLoops(Duration.ofMillis(700));
            }
            assertTreeSpans();
            assertEveryPairTalks();
        }
    }

    @Test
    void deliversBroadcastOnceToEveryStation() {
        lab.run(MILLISECOND);
        assertBroadcastArrivesOnce();
    }

    @Test
    void letsEveryPairTalk() {
        lab.run(MILLISECOND);
        assertEveryPairTalks();
    }

    @Test
    void neverStorms() {
        lab.run(MILLISECOND);
        for (int number = 0; number < 100; number++) {
            lab.station("H1").send(MacAddress.BROADCAST, number);
        }
        lab.run(Duration.ofSeconds(60));

        // 100 broadcasts over 6 cables at most twice, and 30 hellos on each of 10 switch links.
        assertThat(lab.framesReceivedBySwitches()).isLessThan(100 * 12 + 40 * 10);
    }

    @Test
    void survivesTheLossOfEachCableInTurn() {
        lab.run(MILLISECOND);
        for (Cable cable : lab.trunks) {
            cable.cut();
            lab.runWatchingForLoops(MILLISECOND);
            assertTreeSpans();
            assertEveryPairTalks();
            cable.restore();
            lab.runWatchingForLoops(MILLISECOND);
            assertTreeSpans();
            assertEveryPairTalks();
            lab.run(Duration.ofSeconds(7));
            assertTreeSpans();
        }
    }

    @Test
    void survivesTheDeathOfTheRoot() {
        lab.run(MILLISECOND);
        lab.power("SW1", false);
        lab.runWatchingForLoops(MILLISECOND);

        assertThat(lab.forwardingLinks(1)).hasSize(2);
        assertThat(lab.sw("SW3").spanningTree(1).orElseThrow().root())
                .isEqualTo(lab.sw("SW2").spanningTree(1).orElseThrow().bridge());

        lab.power("SW1", true);
        lab.runWatchingForLoops(MILLISECOND);
        assertTreeSpans();
        assertEveryPairTalks();
    }

    @Test
    void survivesTheDeathOfARootThatLeavesALoopBehind() {
        lab.run(SECOND);
        lab.sw("SW3").setPriority(1, 0);
        lab.runWatchingForLoops(SECOND);
        assertTreeSpans();
        lab.power("SW3", false);
        lab.runWatchingForLoops(MILLISECOND);

        assertThat(lab.forwardingLinks(1)).hasSize(2);
        assertThat(lab.sw("SW4").spanningTree(1).orElseThrow().root())
                .isEqualTo(lab.sw("SW1").spanningTree(1).orElseThrow().bridge());
    }

    @Test
    void movesTheRootWithThePriority() {
        lab.run(SECOND);
        lab.sw("SW4").setPriority(1, 4096);
        lab.runWatchingForLoops(MILLISECOND);

        assertTreeSpans();
        assertThat(lab.sw("SW4").spanningTree(1).orElseThrow().isRoot()).isTrue();
        assertEveryPairTalks();

        lab.sw("SW4").setPriority(1, 61440);
        lab.runWatchingForLoops(MILLISECOND);
        assertTreeSpans();
        assertThat(lab.sw("SW1").spanningTree(1).orElseThrow().isRoot()).isTrue();
        assertEveryPairTalks();
    }

    private void assertTreeSpans() {
        assertThat(lab.hasLoop(1)).as(lab::trees).isFalse();
        assertThat(lab.isConnected(1)).as(lab::trees).isTrue();
    }

    private void assertBroadcastArrivesOnce() {
        lab.stations.values().forEach(Station::forget);
        lab.station("H3").send(MacAddress.BROADCAST, 7);
        lab.run(MILLISECOND);
        lab.stations.forEach((name, station) ->
                assertThat(station.numbers()).as(name).isEqualTo(name.equals("H3") ? List.of() : List.of(7)));
    }

    private void assertEveryPairTalks() {
        lab.stations.values().forEach(Station::forget);
        List<Integer> sent = new ArrayList<>();
        int number = 0;
        for (Station from : lab.stations.values()) {
            for (Station to : lab.stations.values()) {
                if (from != to) {
                    from.send(to.mac(), ++number);
                    lab.run(MILLISECOND);
                    assertThat(to.numbers().stream().filter(List.of(number)::contains))
                            .as(from + " to " + to)
                            .hasSize(1);
                    sent.add(number);
                }
            }
        }
        assertThat(sent).hasSize(12);
    }
}
