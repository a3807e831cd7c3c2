package labwire.dash.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../demo", "a/b", "a\\b", ".hidden", "-x", "a b", "a=b", "é", "a\n", "x.", "a\0b"
            })
    void refusesWhatIsNotAPlainName(String name) {
        assertThatThrownBy(() -> TitleNames.checkName(name))
                .isInstanceOf(TitleException.class)
                .hasMessageContaining("expected: at most 64 letters");
        assertThatThrownBy(() -> TitleNames.checkFile(name)).isInstanceOf(TitleException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "LIVE", "fault", "time", "metrics", "titles.json"})
    void refusesReservedNames(String name) {
        assertThatThrownBy(() -> TitleNames.checkName(name)).hasMessageContaining("is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "a", "Film_2.1", "0"})
    void takesPlainNames(String name) throws TitleException {
        assertThat(TitleNames.checkName(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Big Buck Bunny (2008), Big-Buck-Bunny-2008",
        "Über schön, Uber-schon",
        "live, title-live",
        "'…', title",
        "../../etc/passwd, etc-passwd"
    })
    void suggestsNamesThatItWouldTake(String text, String name) throws TitleException {
        assertThat(TitleNames.suggest(text)).isEqualTo(name);
        assertThat(TitleNames.checkName(name)).isEqualTo(name);
        assertThat(TitleNames.checkName(TitleNames.suggest("x ".repeat(100)))).hasSizeLessThan(65);
    }
}
