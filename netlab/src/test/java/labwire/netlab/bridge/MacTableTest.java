package labwire.netlab.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.Test;

class MacTableTest {
    private static final long AGEING = 300;

    private record Learned(int port, long seen, boolean isStatic) {}

    @Test
    void behavesLikeAMapThatForgets() {
        for (int seed = 1; seed <= 20; seed++) {
            RandomGenerator random = new RandomStreams(seed).stream("table");
            MacTable table = new MacTable(10_000, AGEING);
            Map<Long, Learned> model = new HashMap<>();
            long now = 0;
            for (int step = 0; step < 20_000; step++) {
                now += random.nextInt(3) == 0 ? 1 : 0;
                long key = MacTable.key(1 + random.nextInt(3), new MacAddress(random.nextInt(600)));
                int port = 1 + random.nextInt(4);
                actOnBoth(random.nextInt(1000), table, model, key, port, now);
                assertThat(table.find(key, now)).isEqualTo(findIn(model, key, now));
            }
            for (int vlan = 1; vlan <= 3; vlan++) {
                for (int mac = 0; mac < 600; mac++) {
                    long key = MacTable.key(vlan, new MacAddress(mac));
                    assertThat(table.find(key, now)).isEqualTo(findIn(model, key, now));
                }
            }
        }
    }

    private static void actOnBoth(int choice, MacTable table, Map<Long, Learned> model, long key, int port, long now) {
        if (choice < 5) {
            table.flush(port, 2);
            model.entrySet()
                    .removeIf(entry -> !entry.getValue().isStatic()
                            && entry.getValue().port() == port
                            && entry.getKey() >>> 48 == 2);
        } else if (choice < 7) {
            table.sweep(now);
        } else if (choice < 8) {
            table.flush();
            model.values().removeIf(learned -> !learned.isStatic());
        } else if (choice < 12) {
            table.addStatic(key, port);
            model.put(key, new Learned(port, 0, true));
        } else if (choice < 40) {
            table.remove(key);
            model.remove(key);
        } else {
            table.learn(key, port, now);
            model.merge(key, new Learned(port, now, false), (old, learned) -> old.isStatic() ? old : learned);
        }
    }

    private static int findIn(Map<Long, Learned> model, long key, long now) {
        Learned learned = model.get(key);
        return learned == null || !learned.isStatic() && now - learned.seen() >= AGEING
                ? MacTable.NONE
                : learned.port();
    }

    @Test
    void refusesAndCountsWhatDoesNotFit() {
        MacTable table = new MacTable(100, AGEING);
        for (int mac = 0; mac < 150; mac++) {
            table.learn(MacTable.key(1, new MacAddress(mac)), 1, 0);
        }
        assertThat(table.size()).isEqualTo(100);
        assertThat(table.refusedCount()).isEqualTo(50);
        assertThat(table.find(MacTable.key(1, new MacAddress(99)), 0)).isEqualTo(1);
        assertThat(table.find(MacTable.key(1, new MacAddress(100)), 0)).isEqualTo(MacTable.NONE);

        table.learn(MacTable.key(1, new MacAddress(50)), 2, 1);
        assertThat(table.find(MacTable.key(1, new MacAddress(50)), 1)).isEqualTo(2);
    }

    @Test
    void sweepTellsWhenTheNextEntryIsDue() {
        MacTable table = new MacTable(100, AGEING);
        table.learn(MacTable.key(1, new MacAddress(1)), 1, 0);
        table.learn(MacTable.key(1, new MacAddress(2)), 1, 70);

        assertThat(table.sweep(AGEING - 1)).isEqualTo(AGEING);
        assertThat(table.sweep(AGEING)).isEqualTo(70 + AGEING);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.sweep(70 + AGEING)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.size()).isZero();
    }
}
