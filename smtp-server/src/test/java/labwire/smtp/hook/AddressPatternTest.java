package labwire.smtp.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, bob@example.com, true",
        "*@example.com, bob@example.com, true",
        "*@Example.COM, Bob@example.com, true",
        "*@example.com, bob@example.com.evil.org, false",
        "bounce-*@*, bounce-7@example.com, true",
        "bob@example.com, bob@example.com, true",
        "bob@example.com, rob@example.com, false",
        "*a*b*, xaxxb, true",
        "*a*b*, xbxxa, false",
    })
    void starsStandForAnyCharacters(String pattern, String address, boolean matches) {
        assertThat(new AddressPattern(pattern).matches(address)).isEqualTo(matches);
    }

    @Test
    void anEmptyPatternIsNone() {
        assertThatThrownBy(() -> new AddressPattern("")).hasMessageContaining("expected: 1 to 256");
    }
}
