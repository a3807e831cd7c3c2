package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Streams of numbered frames across the course lab while its cables are cut and restored.
 *
 * <p>The invariant: a frame that is on its way while the tree changes may be lost, but none ever comes twice; frames
 * that are sent after the change is through come exactly once.
 */
class ReconvergenceTest {
    private static final long PERIOD_NANOS = 20_000;
    private static final Duration HALF_SECOND = Duration.ofMillis(500);
    /** Cable delays of 50 µs over at most six hops of BPDUs, there and back. */
    private static final Duration SETTLED = Duration.ofMillis(1);

    private final SwitchedLab lab = new SwitchedLab();
    private final Map<Integer, Long> sentAt = new HashMap<>();
    private final LabTimer ticker = lab.loop().newTimer(this::tick);
    private int lastNumber;

    ReconvergenceTest() {
        lab.cableSettings = LinkSettings.PLAIN.withDelay(50_000);
        lab.buildCourse();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Every station in turn: a broadcast, then a frame to the next station. */
    private void tick() {
        List<Station> stations = List.copyOf(lab.stations.values());
        Station from = stations.get(lastNumber / 2 % 4);
        Station to = stations.get((lastNumber / 2 + 1) % 4);
        lastNumber++;
        sentAt.put(lastNumber, lab.loop().now());
        from.send(isBroadcast(lastNumber) ? MacAddress.BROADCAST : to.mac(), lastNumber);
        ticker.arm(lab.loop().now() + PERIOD_NANOS);
    }

    private static boolean isBroadcast(int number) {
        return number % 2 == 1;
    }

    @Test
    void keepsStreamsWholeThroughEveryCutAndRepair() {
        lab.run(HALF_SECOND);
        ticker.arm(lab.loop().now());
        lab.run(HALF_SECOND);
        assertStreams(0, 0);
        for (Cable cable : lab.trunks) {
            change(cable::cut, "cut of " + cable.a() + "-" + cable.b());
            change(cable::restore, "repair of " + cable.a() + "-" + cable.b());
            // Each change costs a port two or three BPDUs of the six that it may send at once.
            lab.run(Duration.ofSeconds(3));
        }
    }

    @Test
    void losesNothingLongerThanTheChangeWhenTheRootDies() {
        lab.run(HALF_SECOND);
        ticker.arm(lab.loop().now());
        lab.run(HALF_SECOND);
        lab.stations.values().forEach(Station::forget);
        long before = lab.loop().now();
        lab.sw("SW1").ports().stream().filter(port -> !port.isPortFast()).forEach(port -> port.setEnabled(false));
        lab.runWatchingForLoops(HALF_SECOND);
        ticker.cancel();
        lab.run(SETTLED);

        Map<Integer, Integer> heard = copies("H4");
        sentAt.forEach((number, instant) -> {
            boolean fromSw1 = (number - 1) / 2 % 4 == 0;
            if (instant > before + SETTLED.toNanos() && isBroadcast(number) && !fromSw1) {
                boolean own = (number - 1) / 2 % 4 == 3;
                assertThat(heard.getOrDefault(number, 0)).as("frame " + number).isEqualTo(own ? 0 : 1);
            }
        });
    }

    private void change(Runnable change, String what) {
        lab.stations.values().forEach(Station::forget);
        sentAt.clear();
        long frames = lab.framesReceivedBySwitches();
        long before = lab.loop().now();
        change.run();
        lab.runWatchingForLoops(HALF_SECOND);
        ticker.cancel();
        lab.run(SETTLED);
        assertThat(lab.isConnected(1)).as(what).isTrue();
        assertStreams(before, before + SETTLED.toNanos());
        // A frame crosses at most the three branches of the tree or, flooded, all six cables, and one station port.
        assertThat(lab.framesReceivedBySwitches() - frames).as(what).isLessThan(10L * sentAt.size());
        ticker.arm(lab.loop().now());
    }

    /** Frames sent after {@code settledAt} come exactly once, the others at most once. */
    private void assertStreams(long changedAt, long settledAt) {
        lab.stations.keySet().forEach(name -> {
            Map<Integer, Integer> heard = copies(name);
            int index = List.copyOf(lab.stations.keySet()).indexOf(name);
            sentAt.forEach((number, instant) -> {
                int sender = (number - 1) / 2 % 4;
                boolean meant = isBroadcast(number) ? sender != index : (sender + 1) % 4 == index;
                int copies = heard.getOrDefault(number, 0);
                String frame = "frame " + number + " at " + name + " sent " + (instant - changedAt) + " ns after";
                if (meant && instant > settledAt && instant < lab.loop().now() - SETTLED.toNanos()) {
                    assertThat(copies).as(frame).isEqualTo(1);
                } else {
                    assertThat(copies).as(frame).isLessThanOrEqualTo(1);
                }
            });
        });
    }

    private Map<Integer, Integer> copies(String name) {
        Map<Integer, Integer> copies = new HashMap<>();
        lab.station(name).numbers().forEach(number -> copies.merge(number, 1, Integer::sum));
        return copies;
    }
}
