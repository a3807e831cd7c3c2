package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    @Tag("soak")
    void tenThousandSeeds() {
        run(LongStream.range(100, 10_100));
    }

    private static void run(LongStream seeds) {
        long[] bytes = {0};
        seeds.forEach(seed -> {
            try (Simulation simulation = new Simulation(seed)) {
                bytes[0] += simulation.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        });
        assertThat(bytes[0]).isPositive();
    }

    @Test
    void aSeedGivesTheSameEveryTime() {
        try (Simulation one = new Simulation(5);
                Simulation other = new Simulation(5)) {
            assertThat(one.run()).isEqualTo(other.run());
        }
    }
}
