package labwire.smtp.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MailAddressTest {

    @Test
    void spellingsOfOneAddressAreEqual() {
        MailAddress plain = MailAddress.of("bob.x@example.com");
        assertThat(MailAddress.of("\"bob.x\"@EXAMPLE.com")).isEqualTo(plain);
        assertThat(MailAddress.of("\"b\\ob.x\"@example.com")).isEqualTo(plain);
        assertThat(MailAddress.of("Bob.x@example.com")).isNotEqualTo(plain);
    }

    @Test
    void isWrittenSoThatItReadsTheSame() {
        SplittableRandom dice = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder local = new StringBuilder();
            for (int j = dice.nextInt(6); j >= 0; j--) {
                local.append((char) (' ' + dice.nextInt('~' - ' ' + 1)));
            }
            MailAddress address = new MailAddress(local.toString(), "example.com");
            assertThat(MailAddress.of(address.toString())).isEqualTo(address);
        }
    }

    @Test
    void whatIsNoAddressIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> MailAddress.of("bob"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address: bob (expected: one such as alice@example.com)");
        assertThatThrownBy(() -> new MailAddress("a\r\nb", "lab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailAddress("a", "la b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTextMakesTheReaderFail() {
        SplittableRandom dice = new SplittableRandom(2);
        String alphabet = "<>@\"\\.,:[]a1- \u00e4";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder("<");
            for (int j = dice.nextInt(12); j >= 0; j--) {
                text.append(alphabet.charAt(dice.nextInt(alphabet.length())));
            }
            assertThat(PathSyntax.read(text.toString())).isNotNull();
        }
    }
}
