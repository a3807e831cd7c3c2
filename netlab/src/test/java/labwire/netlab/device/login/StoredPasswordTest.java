package labwire.netlab.device.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPasswordTest {
    @ParameterizedTest
    @CsvSource({
        "0, hashcat",
        "5, $1$28772684$iEwNOgGugqO9.bIz5sk8k/",
        "7, 08294D5D011A0403",
        "8, $8$TnGX/fE4KGHOVU$pEhnEvxrvaynpi8j4f.EMHr6M.FzU8xnZnBr/tJdFWk",
        "9, $9$2MJBozw/9R3UsU$2lFhcKvpghcyw8deP25GOfyZaagyUOGBymkryvOdfo6",
    })
    void everyFormKnowsItsPasswordAndNoOther(int form, String text) {
        StoredPassword stored = StoredPassword.parse(form, text).orElseThrow();
        assertThat(stored.matches("hashcat")).isTrue();
        assertThat(stored.matches("hashcaT")).isFalse();
        assertThat(stored.matches("")).isFalse();
        assertThat(stored.matches("h".repeat(100_000))).isFalse();
        assertThat(stored.shown()).isEqualTo(form + " " + text);
    }

    @ParameterizedTest
    @CsvSource({"5, access123", "7, 99AB", "7, 08094", "7, 16AB", "8, $8$x$y", "9, $9$", "4, abc"})
    void aTextThatIsNotOfItsFormIsNone(int form, String text) {
        assertThat(StoredPassword.parse(form, text)).isEmpty();
    }

    @Test
    void aHashIsMadeWithASaltFromTheStream() {
        StoredPassword one = StoredPassword.hashed("access123", new SplittableRandom(1));
        assertThat(one).isEqualTo(StoredPassword.hashed("access123", new SplittableRandom(1)));
        assertThat(one).isNotEqualTo(StoredPassword.hashed("access123", new SplittableRandom(2)));
        assertThat(one.matches("access123")).isTrue();
        assertThat(one.text()).startsWith("$1$");
    }

    @Test
    void form7IsDecoded() {
        assertThat(StoredPassword.parse(7, "094F471A1A0A").orElseThrow().matches("cisco"))
                .isTrue();
    }

    @Test
    void noLogShowsIt() {
        assertThat(StoredPassword.clear("access123").toString()).doesNotContain("access123");
    }
}
