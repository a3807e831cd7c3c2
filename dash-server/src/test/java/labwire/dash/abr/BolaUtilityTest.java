package labwire.dash.abr;

import static labwire.dash.abr.TestStates.LADDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BolaUtilityTest {
    private final BolaUtility utility = new BolaUtility(LADDER, 10, 20, 0);

    @Test
    void leavesTheLowestRungAtAboutTheMinimumAndTheHighestAtTheFullBuffer() {
        assertThat(utility.highestLevel(0)).isCloseTo(10, within(1e-9));
        assertThat(utility.highestLevel(LADDER.top())).isCloseTo(20, within(1e-9));
        assertThat(utility.rungAt(0)).isZero();
        assertThat(utility.rungAt(20)).isEqualTo(LADDER.top());
    }

    @Test
    void aRungBeginsWhereItsLowestLevelSays() {
        for (int rung = 1; rung < LADDER.size(); rung++) {
            double level = utility.lowestLevel(rung);
            assertThat(utility.rungAt(level - 0.001)).isEqualTo(rung - 1);
            assertThat(utility.rungAt(level + 0.001)).isEqualTo(rung);
            assertThat(level).isLessThan(utility.highestLevel(rung));
        }
    }

    @Test
    void aLiftRaisesAllLevels() {
        BolaUtility lifted = new BolaUtility(LADDER, 10, 20, 1);
        double lift = lifted.highestLevel(0) - utility.highestLevel(0);
        assertThat(lift).isPositive();
        assertThat(lifted.lowestLevel(3) - utility.lowestLevel(3)).isCloseTo(lift, within(1e-9));
    }

    @Test
    void aLadderOfOneRungOrOfEqualRungsIsNoProblem() {
        assertThat(new BolaUtility(new Ladder(List.of(5L), 2), 10, 20, 0).rungAt(15))
                .isZero();
        BolaUtility equal = new BolaUtility(new Ladder(List.of(5L, 5L), 2), 10, 20, 0);
        assertThat(equal.rungAt(3)).isEqualTo(1);
        assertThat(equal.lowestLevel(1)).isZero();
    }

    @Property(tries = 300)
    void moreBufferNeverMeansALowerRung(
            @ForAll @DoubleRange(min = 0, max = 60) double level, @ForAll @DoubleRange(min = 0, max = 60) double more) {
        assertThat(utility.rungAt(level + more)).isGreaterThanOrEqualTo(utility.rungAt(level));
    }
}
