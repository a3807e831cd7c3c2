package labwire.dash.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void choosesEvenSegmentsOfEvenKeyFrames() {
        long[] keyFrames = LongStream.range(0, 6).map(i -> i * 1_920_000_000L).toArray();
        assertThat(Boundaries.choose(keyFrames, 11_520_000_000L, 2 * SECOND)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Boundaries.choose(keyFrames, 11_520_000_000L, 4 * SECOND)).containsExactly(0, 2, 4);
        assertThat(Boundaries.choose(keyFrames, 11_520_000_000L, 5_760_000_000L))
                .containsExactly(0, 3);
        assertThat(Boundaries.choose(keyFrames, 11_520_000_000L, 60 * SECOND)).containsExactly(0);
        assertThat(Boundaries.choose(keyFrames, 11_520_000_000L, SECOND / 10)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void choosesTheNearestOfUnevenKeyFrames() {
        long[] keyFrames = {0, SECOND, 3 * SECOND, 9 * SECOND, 10 * SECOND};
        assertThat(Boundaries.choose(keyFrames, 12 * SECOND, 2 * SECOND)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Boundaries.choose(keyFrames, 12 * SECOND, 3 * SECOND)).containsExactly(0, 2, 3);
    }

    @Test
    void leavesNoCrumbAtTheEnd() {
        assertThat(Boundaries.choose(new long[] {0, 2 * SECOND, 4 * SECOND}, 4 * SECOND + SECOND / 10, 2 * SECOND))
                .containsExactly(0, 1);
    }

    @Test
    void findsWhatAllHaveInCommon() {
        long[] first = {0, 2 * SECOND, 4 * SECOND, 6 * SECOND};
        long[] second = {0, 2 * SECOND + 1_000_000, 6 * SECOND};
        long[] third = {0, SECOND, 2 * SECOND, 4 * SECOND, 6 * SECOND - 1_500_000};
        assertThat(Boundaries.common(first, List.of(second, third))).containsExactly(0, 1, 3);
        assertThat(Boundaries.common(first, List.of(new long[] {SECOND}))).isEmpty();
        assertThat(Boundaries.common(first, List.of())).hasSize(4);
    }
}
