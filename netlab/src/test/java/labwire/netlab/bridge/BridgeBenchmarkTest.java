package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a switch costs a frame. The figures are printed, for a person to read. */
@Tag("bench")
class BridgeBenchmarkTest {
    private static final int FRAMES = 2_000_000;
    private static final int ROUNDS = 5;

    @Test
    void tableLookUpsOfAFullTable() {
        MacTable table = new MacTable(8192, 300_000_000_000L);
        long[] keys = new long[8192];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = MacTable.key(1, new MacAddress(0x5254_0012_0000L + i * 7919L));
            table.learn(keys[i], 1 + i % 24, 0);
        }
        long found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < FRAMES; i++) {
                table.learn(keys[i * 31 & 8191], 1 + (i * 31 & 8191) % 24, 1);
                found += table.find(keys[i * 17 & 8191], 1);
            }
            print("learn and find, 8192 addresses", System.nanoTime() - start);
        }
        assertThat(found).isPositive();
    }

    /** The way of a frame through one switch, without its cables: the station's port is called directly. */
    @Test
    void knownUnicastThroughOneSwitch() {
        try (SwitchedLab lab = new SwitchedLab()) {
            Bridge bridge = lab.addSwitch("SW1", 0x5254_0000_0001L);
            List<BridgePort> ports = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                ports.add(lab.addStation("H" + i, "SW1"));
                ports.get(i - 1).treeSettings().setPortFast(SpanningTreePortSettings.PortFast.EDGE);
            }
            lab.run(Duration.ofMillis(1));
            List<Station> stations = List.copyOf(lab.stations.values());
            List<EthernetFrame> frames = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                stations.get(i).send(MacAddress.BROADCAST, i);
                frames.add(stations.get(i).send(stations.get((i + 1) % 8).mac(), i));
            }
            lab.run(Duration.ofMillis(1));
            for (int round = 0; round < ROUNDS; round++) {
                long nanos = 0;
                for (int batch = 0; batch < FRAMES / 8_000; batch++) {
                    long start = System.nanoTime();
                    for (int i = 0; i < 8_000; i++) {
                        bridge.receive(ports.get(i & 7), frames.get(i & 7));
                    }
                    nanos += System.nanoTime() - start;
                    lab.run(Duration.ofMillis(1));
                    stations.forEach(Station::forget);
                }
                print("receive, look up, send", nanos);
            }
        }
    }

    /** Frames across the course lab from a station on SW3 to one on SW4: three switches, four cables. */
    @Test
    void knownUnicastAcrossTheCourseLab() {
        try (SwitchedLab lab = SwitchedLab.course()) {
            lab.run(Duration.ofSeconds(10));
            Station from = lab.station("H3");
            Station to = lab.station("H4");
            to.send(MacAddress.BROADCAST, 0);
            lab.run(Duration.ofMillis(1));
            EthernetFrame frame = from.send(to.mac(), 1);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (int batch = 0; batch < FRAMES / 1_000; batch++) {
                    for (int i = 0; i < 1_000; i++) {
                        from.port.send(frame);
                    }
                    lab.run(Duration.ofMillis(1));
                    to.forget();
                }
                print("three switches and four cables", System.nanoTime() - start);
            }
        }
    }

    private static void print(String what, long nanos) {
        System.out.printf(Locale.ROOT, "%s: %.1f ns a frame%n", what, (double) nanos / FRAMES);
    }
}
