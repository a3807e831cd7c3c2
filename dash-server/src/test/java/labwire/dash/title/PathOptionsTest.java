package labwire.dash.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathOptionsTest {
    @Test
    void nothingMeansTheDefaults() throws OptionException {
        assertThat(OnDemandOptions.parse("")).isEqualTo(new OnDemandOptions(Addressing.NUMBER, 0, 1, ""));
    }

    @Test
    void readsEveryOption() throws OptionException {
        assertThat(OnDemandOptions.parse("by=time,segment=3.84,periods=2,codec=avc1"))
                .isEqualTo(new OnDemandOptions(Addressing.TIME, 3840, 2, "avc1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by                    | options: "by" (expected: KEY=VALUE, separated by commas)
            by=time,              | options: "" (expected: KEY=VALUE, separated by commas)
            by=time,by=time       | options: by twice (expected: once)
            by=magic              | by=magic (expected: one of number, timeline, time, base)
            segment=0             | segment=0 (expected: seconds, 0.1 to 60, at most three decimals)
            segment=1e3           | segment=1e3 (expected: seconds, 0.1 to 60, at most three decimals)
            segment=0.1234        | segment=0.1234 (expected: seconds, 0.1 to 60, at most three decimals)
            periods=0             | periods=0 (expected: 1 to 100)
            periods=-1            | periods=-1 (expected: 1 to 100)
            windows=4             | options: windows=4 is unknown here (expected: one of by, segment, periods, codec)
            by=base,segment=2     | by=base: with segment or periods (expected: neither, files are as they are)
            """)
    void refusesWithWhatWasFoundAndExpected(String text, String message) {
        assertThatThrownBy(() -> OnDemandOptions.parse(text))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    @Test
    void refusesLongOnes() {
        assertThatThrownBy(() -> PathOptions.parse("a=" + "1".repeat(300)))
                .hasMessage("options: 302 characters (expected: at most 256)");
    }
}
