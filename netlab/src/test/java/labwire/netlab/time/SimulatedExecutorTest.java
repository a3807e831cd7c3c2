package labwire.netlab.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedExecutorTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final List<Long> completions = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    private SimulatedExecutor executor(int concurrency, long minMillis, long maxMillis, long seed) {
        return new SimulatedExecutor(
                time.loop(),
                new RandomStreams(seed).stream("disk"),
                concurrency,
                Duration.ofMillis(minMillis),
                Duration.ofMillis(maxMillis));
    }

    private void execute(SimulatedExecutor executor, int count) {
        for (int i = 0; i < count; i++) {
            executor.execute(() -> completions.add(time.loop().now() / 1_000_000));
        }
    }

    @Test
    void noMorePiecesAreInProgressThanItsConcurrency() {
        execute(executor(2, 10, 10, 1), 5);
        time.runFor(Duration.ofSeconds(1));
        assertThat(completions).containsExactly(10L, 10L, 20L, 20L, 30L);
    }

    @Test
    void latencyLiesBetweenItsBoundsAndComesFromTheSeed() {
        execute(executor(100, 5, 15, 7), 100);
        time.runFor(Duration.ofSeconds(1));
        List<Long> first = List.copyOf(completions);
        assertThat(first).hasSize(100).allMatch(millis -> millis >= 5 && millis <= 15);
        assertThat(first.stream().distinct().count()).isGreaterThan(5);

        completions.clear();
        long start = time.loop().now() / 1_000_000;
        execute(executor(100, 5, 15, 7), 100);
        time.runFor(Duration.ofSeconds(1));
        assertThat(completions.stream().map(millis -> millis - start)).isEqualTo(first);
    }

    @Test
    void workSubmittedByWorkIsDoneToo() {
        SimulatedExecutor executor = executor(1, 1, 1, 1);
        executor.execute(() -> execute(executor, 1));
        time.runFor(Duration.ofSeconds(1));
        assertThat(completions).containsExactly(2L);
    }

    @Test
    void aFailingPieceGivesItsPlaceBack() {
        SimulatedExecutor executor = executor(1, 1, 1, 1);
        executor.execute(() -> {
            throw new IllegalStateException("disk on fire");
        });
        execute(executor, 1);
        assertThatThrownBy(() -> time.runFor(Duration.ofSeconds(1))).hasMessage("disk on fire");
        time.runFor(Duration.ofSeconds(1));
        assertThat(completions).hasSize(1);
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> executor(0, 1, 1, 1)).hasMessage("concurrency: 0 (expected: at least 1)");
        assertThatThrownBy(() -> executor(1, 2, 1, 1)).hasMessageContaining("expected: 0 <= minimum <= maximum");
    }
}
