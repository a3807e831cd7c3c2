package labwire.dash.abr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void threeDigitsAreEnough() {
        assertThat(Figures.rate(1_900_000)).isEqualTo("1.90 Mbit/s");
        assertThat(Figures.rate(1_050_000)).isEqualTo("1.05 Mbit/s");
        assertThat(Figures.rate(640_000)).isEqualTo("640 kbit/s");
        assertThat(Figures.rate(0)).isEqualTo("0 kbit/s");
        assertThat(Figures.seconds(4.25)).isEqualTo("4.3 s");
        assertThat(Figures.seconds(-0.04)).isEqualTo("0.0 s");
        assertThat(Figures.factor(0.9)).isEqualTo("0.9");
        assertThat(Figures.factor(-1.006)).isEqualTo("-1.01");
    }

    @Property
    void theyReadAsJavaWritesThem(@ForAll @DoubleRange(min = 0, max = 1e6) double seconds) {
        double away = Math.abs(seconds * 10 - Math.floor(seconds * 10) - 0.5);
        if (away > 1e-6) { // Of two neighbours just as near, either will do.
            assertThat(Figures.seconds(seconds)).isEqualTo(String.format(Locale.ROOT, "%.1f s", seconds));
        }
    }
}
