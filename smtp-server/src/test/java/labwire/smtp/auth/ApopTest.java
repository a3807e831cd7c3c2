package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import labwire.tls.SeededSecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApopTest {

    /** The example of RFC 1939 section 7. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mrose  | c4c9334bac560ecc979e58001b3e22fb | success: mrose
            MROSE  | C4C9334BAC560ECC979E58001B3E22FB | success: mrose
            mrose  | c4c9334bac560ecc979e58001b3e22fc | failure: wrong digest for mrose
            keys   | c4c9334bac560ecc979e58001b3e22fb | failure: wrong digest for keys
            keys   | 9d7c98e4d6d6bd2ff4da1fcd0c4a9f76 | failure: wrong digest for keys
            nobody | c4c9334bac560ecc979e58001b3e22fb | failure: no such user
            mrose  | c4c9334bac560ecc979e58001b3e22f  | malformed: APOP wants a name and 32 hexadecimal digits
            mrose  | x4c9334bac560ecc979e58001b3e22fb | malformed: APOP wants a name and 32 hexadecimal digits
            """)
    void theExampleOfItsRfcAndWhatMayGoWrong(String name, String digest, String outcome) {
        Users users = UserTable.of(List.of(
                new User("mrose", new Secret.Plain("tanstaaf")),
                new User("keys", ScramKeys.derive("tanstaaf", new byte[16], 4_096))));
        Apop apop = new Apop(users, SeededSecureRandom.of(1));
        assertThat(SaslDialogue.text(apop.check("<1896.697170952@dbc.mtview.ca.us>", name, digest)))
                .isEqualTo(outcome);
    }

    @Test
    void aTimestampIsNeverTheSameAgain() {
        Apop apop = new Apop(new AnyUser(), SeededSecureRandom.of(1));
        assertThat(apop.timestamp("mail.lab"))
                .matches("<[A-Za-z0-9_-]{24}@mail.lab>")
                .isNotEqualTo(apop.timestamp("mail.lab"));
    }
}
