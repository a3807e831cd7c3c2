package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import labwire.tls.SeededSecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 7677 section 3, and what may go wrong with it. */
class ScramExchangeTest {

    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String SERVER_FIRST = "r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String CLIENT_FINAL = "c=biws,r=" + NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
    private static final SaslChannel BOUND = new SaslChannel(
            "mail.lab", true, Optional.of(new SaslChannel.Binding("certificate".getBytes(StandardCharsets.US_ASCII))));

    private static final Users USERS = UserTable.of(List.of(
            new User("user", ScramKeys.derive("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4_096)),
            new User("o,=o", ScramKeys.derive("pencil", new byte[16], 10_000))));
    private static final Users PLAINLY_KNOWN = UserTable.of(List.of(new User("user", new Secret.Plain("pencil"))));

    private static SaslDialogue scram(Users users, ScramBinding binding) {
        return new SaslDialogue(new ScramExchange(
                users, Decoys.of(users, SeededSecureRandom.of(1)), binding, "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"));
    }

    private static SaslDialogue scram() {
        return scram(USERS, ScramBinding.none(false));
    }

    @Test
    void theExampleOfItsRfc() {
        SaslDialogue scram = scram();
        assertThat(scram.start()).isEqualTo("challenge: ");
        assertThat(scram.respond(CLIENT_FIRST)).isEqualTo("challenge: " + SERVER_FIRST);
        assertThat(scram.respond(CLIENT_FINAL)).isEqualTo("challenge: " + SERVER_FINAL);
        assertThat(scram.respond("")).isEqualTo("success: user");
        assertThat(scram.respond("")).isEqualTo("malformed: SCRAM is over");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c=biws,r=%NONCE,p=eHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= | failure: wrong proof for user
            c=biws,r=%NONCE,p=AAAA                                         | failure: wrong proof for user
            c=biws,r=%NONCE,p=                                             | failure: wrong proof for user
            c=biws,r=%NONCEx,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= | failure: the nonce is not that of this exchange
            c=eSws,r=%NONCE,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= | failure: the client sees another TLS connection, or another beginning of the exchange
            r=%NONCE,c=biws,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= | malformed: SCRAM wants c=binding,r=nonce,p=proof
            c=biws,r=%NONCE                                                | malformed: SCRAM wants c=binding,r=nonce,p=proof
            c=biws,p=AAAA                                                  | malformed: SCRAM wants c=binding,r=nonce,p=proof
            c=b!ws,r=%NONCE,p=AAAA                                         | malformed: SCRAM wants c=binding,r=nonce,p=proof
            ,p=                                                            | malformed: SCRAM wants c=binding,r=nonce,p=proof
            """)
    void aProofThatIsNone(String message, String outcome) {
        SaslDialogue scram = scram();
        scram.respond(CLIENT_FIRST);
        assertThat(scram.respond(message.replace("%NONCE", NONCE))).isEqualTo(outcome);
        assertThat(scram.respond(CLIENT_FINAL)).as("no second try").isEqualTo("malformed: SCRAM is over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=,r=abc",
                "n,,n=user,r=",
                "n,,r=abc,n=user",
                "x,,n=user,r=abc",
                "n,,n=u=ser,r=abc",
                "n,,n=user=2,r=abc",
                "n,,n=user,r=a b",
                "n,,n=user,r=a\u00E9",
                "n,,m=must,n=user,r=abc",
                "p=,,n=user,r=abc",
                "n,b=c,n=user,r=abc"
            })
    void aFirstMessageThatIsNone(String message) {
        assertThat(scram().respond(message)).isEqualTo("malformed: SCRAM wants n,,n=name,r=nonce, in UTF-8");
    }

    @Test
    void lengthsAreLimited() {
        assertThat(scram().respond("n,,n=" + "u".repeat(256) + ",r=abc")).startsWith("malformed: ");
        assertThat(scram().respond("n,,n=user,r=" + "u".repeat(257))).startsWith("malformed: ");
        assertThat(scram().respond(CLIENT_FIRST + ",x=" + "u".repeat(4_096))).startsWith("malformed: ");
        assertThat(scram().respond(CLIENT_FIRST + ",x=unknown extension")).startsWith("challenge: r=");
    }

    @Test
    void commasAndEqualsSignsInNamesAreEscaped() {
        assertThat(scram().respond("n,,n=o=2C=3Do,r=abc")).endsWith(",s=AAAAAAAAAAAAAAAAAAAAAA==,i=10000");
    }

    @Test
    void actingAsSomebodyElseFailsAtTheEnd() {
        ScramTestClient client = new ScramTestClient("n,a=o=2C=3Do,", "user", "pencil", new byte[0]);
        SaslDialogue scram = scram();
        assertThat(client.verified(scram.respond(client.finalMessage(scram.respond(client.firstMessage())))))
                .isTrue();
        assertThat(scram.respond("")).isEqualTo("failure: user may not act as somebody else");
    }

    @Test
    void aSecretThatIsKnownPlainlyDoesToo() {
        ScramTestClient client = new ScramTestClient("n,,", "user", "pencil", new byte[0]);
        SaslDialogue scram = scram(PLAINLY_KNOWN, ScramBinding.none(false));
        assertThat(client.verified(scram.respond(client.finalMessage(scram.respond(client.firstMessage())))))
                .isTrue();
        assertThat(scram.respond("x")).startsWith("malformed: ");
        ScramTestClient wrong = new ScramTestClient("n,,", "user", "pen", new byte[0]);
        SaslDialogue other = scram(PLAINLY_KNOWN, ScramBinding.none(false));
        assertThat(other.respond(wrong.finalMessage(other.respond(wrong.firstMessage()))))
                .isEqualTo("failure: wrong proof for user");
    }

    @Test
    void aNameThatThereIsNotLooksLikeOneThatThereIs() {
        for (Users users : List.of(USERS, PLAINLY_KNOWN)) {
            Sasl sasl = Sasl.of(users, EnumSet.allOf(Mechanism.class), SeededSecureRandom.of(1));
            String first = answer(sasl, "n,,n=nobody,r=abc");
            assertThat(first).matches("challenge: r=abc[A-Za-z0-9+/]{24},s=[A-Za-z0-9+/]{22}==,i=4096");
            assertThat(salt(answer(sasl, "n,,n=nobody,r=abc")))
                    .as("the same each time")
                    .isEqualTo(salt(first));
            assertThat(salt(answer(sasl, "n,,n=somebody,r=abc"))).isNotEqualTo(salt(first));
            SaslDialogue scram = scram(users, ScramBinding.none(false));
            ScramTestClient client = new ScramTestClient("n,,", "nobody", "pencil", new byte[0]);
            assertThat(scram.respond(client.finalMessage(scram.respond(client.firstMessage()))))
                    .isEqualTo("failure: no such user");
        }
    }

    private static String answer(Sasl sasl, String message) {
        return new SaslDialogue(sasl.begin("SCRAM-SHA-256", BOUND).orElseThrow()).respond(message);
    }

    private static String salt(String answer) {
        return answer.substring(answer.indexOf(",s="));
    }

    @Test
    void withPlusTheClientNamesTheCertificate() {
        byte[] certificate = "certificate".getBytes(StandardCharsets.US_ASCII);
        SaslDialogue scram = scram(USERS, ScramBinding.required(BOUND));
        ScramTestClient client = new ScramTestClient("p=tls-server-end-point,,", "user", "pencil", certificate);
        assertThat(client.verified(scram.respond(client.finalMessage(scram.respond(client.firstMessage())))))
                .isTrue();
        assertThat(scram.respond("")).isEqualTo("success: user");
    }

    @Test
    void withPlusACertificateOfSomebodyBetweenShows() {
        byte[] other = "another".getBytes(StandardCharsets.US_ASCII);
        SaslDialogue scram = scram(USERS, ScramBinding.required(BOUND));
        ScramTestClient client = new ScramTestClient("p=tls-server-end-point,,", "user", "pencil", other);
        assertThat(scram.respond(client.finalMessage(scram.respond(client.firstMessage()))))
                .startsWith("failure: the client sees another TLS connection");
    }

    @Test
    void bindingAndMechanismMustGoTogether() {
        assertThat(scram(USERS, ScramBinding.required(BOUND)).respond("n,,n=user,r=abc"))
                .isEqualTo("failure: channel binding n (expected: p=tls-server-end-point)");
        assertThat(scram(USERS, ScramBinding.required(BOUND)).respond("p=tls-unique,,n=user,r=abc"))
                .isEqualTo("failure: channel binding p=tls-unique (expected: p=tls-server-end-point)");
        assertThat(scram().respond("p=tls-server-end-point,,n=user,r=abc"))
                .isEqualTo("failure: channel binding with the mechanism that is without it");
    }

    @Test
    void anOfferThatWasTamperedWithShows() {
        assertThat(answer(Sasl.of(USERS, EnumSet.allOf(Mechanism.class), SeededSecureRandom.of(1)), "y,,n=user,r=abc"))
                .startsWith("failure: the client was not told of SCRAM-SHA-256-PLUS");
        assertThat(scram().respond("y,,n=user,r=abc")).startsWith("challenge: r=abc");
    }
}
