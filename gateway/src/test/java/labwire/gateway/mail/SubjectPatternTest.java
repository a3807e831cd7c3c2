package labwire.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SubjectPatternTest {
    @Test
    void isFoundAnywhereInTheSubject() {
        assertThat(SubjectPattern.of("Wel+come").matches("Re: Welcome!")).isTrue();
        assertThat(SubjectPattern.of("^welcome").matches("Re: Welcome!")).isFalse();
        assertThat(SubjectPattern.of("(?i)WELCOME").matches("Re: Welcome!")).isTrue();
        assertThat(SubjectPattern.ANY.matches("")).isTrue();
    }

    @Test
    void oneThatTakesForEverIsGivenUp() {
        assertThat(SubjectPattern.of("^(a+)+$").matches("a".repeat(60) + "b")).isFalse();
        assertThat(SubjectPattern.of("(a|b|ab)*c").matches("ab".repeat(5_000))).isFalse();
    }

    @Test
    void whatIsNoneIsNamed() {
        assertThatThrownBy(() -> SubjectPattern.of("("))
                .hasMessageContaining("subject: (")
                .hasMessageContaining("expected: a regular expression");
        assertThatThrownBy(() -> SubjectPattern.of("a".repeat(SubjectPattern.MAX_LENGTH + 1)))
                .hasMessageContaining("expected: at most 200");
    }
}
