package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SaslprepTest {

    private static String prepared(String text) {
        return Saslprep.prepare(text).orElse("prohibited");
    }

    /** The examples of RFC 4013 section 3. */
    @Test
    void theExamplesOfItsRfc() {
        assertThat(prepared("I\u00ADX")).isEqualTo("IX");
        assertThat(prepared("user")).isEqualTo("user");
        assertThat(prepared("USER")).isEqualTo("USER");
        assertThat(prepared("\u00AA")).isEqualTo("a");
        assertThat(prepared("\u2168")).isEqualTo("IX");
        assertThat(prepared("\u0007")).isEqualTo("prohibited");
        assertThat(prepared("\u06271")).isEqualTo("prohibited");
    }

    @Test
    void spacesAreOneAndComposedLettersToo() {
        assertThat(prepared("a\u00A0b\u3000c")).isEqualTo("a b c");
        assertThat(prepared("e\u0301")).isEqualTo("\u00E9");
    }

    @Test
    void whatCannotBeTypedIsProhibited() {
        assertThat(prepared("\uD800")).isEqualTo("prohibited");
        assertThat(prepared("\uE000")).isEqualTo("prohibited");
        assertThat(prepared("\uFFFD")).isEqualTo("prohibited");
        assertThat(prepared("a\u200Eb")).isEqualTo("prohibited");
        assertThat(prepared("\u0627\u0628")).isEqualTo("\u0627\u0628");
        assertThat(prepared("a\u0628")).isEqualTo("prohibited");
        assertThat(prepared("")).isEmpty();
        assertThat(prepared("\u00AD")).isEmpty();
    }
}
