package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * TCP through random networks, see {@link Simulation}. One seed alone:
 * {@code mvn -pl netlab test -Dtest=SimulationTest#hundredSeeds -Dlabwire.seed=N}.
 */
class SimulationTest {
    @Test
    void hundredSeeds() {
        Long only = Long.getLong("labwire.seed");
        run(only == null ? LongStream.range(0, 100) : LongStream.of(only));
    }

    /** Ten thousand, unless {@code -Dlabwire.seeds=N} says how many. */
    @Test
    @Tag("soak")
    void tenThousandSeeds() {
        run(LongStream.range(100, 100 + Long.getLong("labwire.seeds", 10_000)));
    }

    /** Runs them all, so that one look tells whether it was one seed or many. */
    private static void run(LongStream seeds) {
        Map<Long, Throwable> failures = new LinkedHashMap<>();
        long bytes = 0;
        for (long seed : seeds.toArray()) {
            try (Simulation simulation = new Simulation(seed)) {
                bytes += simulation.run();
            } catch (AssertionError | RuntimeException e) {
                failures.put(seed, e);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError("seeds that failed: " + failures.keySet() + "; the first again: "
                    + "mvn -pl netlab test -Dtest=SimulationTest#hundredSeeds -Dlabwire.seed="
                    + failures.keySet().iterator().next());
            failures.values().forEach(all::addSuppressed);
            throw all;
        }
        assertThat(bytes).isPositive();
    }

    @Test
    void aSeedGivesTheSameEveryTime() {
        try (Simulation one = new Simulation(5);
                Simulation other = new Simulation(5)) {
            assertThat(one.run()).isEqualTo(other.run());
            assertThat(one.fingerprint()).as("every frame at its instant").isEqualTo(other.fingerprint());
        }
    }
}
