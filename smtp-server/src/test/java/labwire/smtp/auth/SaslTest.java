package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import labwire.tls.SeededSecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslTest {

    private static final SaslChannel CLEAR = new SaslChannel("mail.lab", false, Optional.empty());
    private static final SaslChannel TLS = new SaslChannel("mail.lab", true, Optional.empty());
    private static final SaslChannel BOUND =
            new SaslChannel("mail.lab", true, Optional.of(new SaslChannel.Binding(new byte[] {1, 2, 3})));

    private static final Users PLAINLY_KNOWN = UserTable.of(List.of(
            new User("alice", new Secret.Plain("wonderland")), new User("tim", new Secret.Plain("tanstaaftanstaaf"))));
    private static final Users SCRAM_KNOWN = UserTable.of(List.of(
            new User("alice", ScramKeys.derive("wonderland", new byte[16], 4_096)),
            new User("bob@example.com", ScramKeys.derive("builder", new byte[16], 4_096))));

    private static Sasl sasl(Users users) {
        return Sasl.of(users, EnumSet.allOf(Mechanism.class), SeededSecureRandom.of(1));
    }

    private static SaslDialogue begin(Users users, String mechanism) {
        return new SaslDialogue(sasl(users).begin(mechanism, TLS).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain    | clear | SCRAM-SHA-256 CRAM-MD5
            plain    | tls   | SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN
            plain    | bound | SCRAM-SHA-256-PLUS SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN
            scram    | clear | SCRAM-SHA-256
            scram    | tls   | SCRAM-SHA-256 PLAIN LOGIN
            scram    | bound | SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN
            any      | clear | CRAM-MD5
            any      | bound | CRAM-MD5 PLAIN LOGIN
            """)
    void offersWhatSecretsAndChannelAllow(String known, String channel, String offered) {
        Users users = known.equals("plain") ? PLAINLY_KNOWN : known.equals("scram") ? SCRAM_KNOWN : new AnyUser();
        SaslChannel over = channel.equals("clear") ? CLEAR : channel.equals("tls") ? TLS : BOUND;
        Sasl sasl = sasl(users);
        assertThat(String.join(" ", sasl.mechanisms(over))).isEqualTo(offered);
        for (Mechanism mechanism : Mechanism.values()) {
            assertThat(sasl.begin(mechanism.text(), over).isPresent())
                    .as(mechanism.text())
                    .isEqualTo(List.of(offered.split(" ")).contains(mechanism.text()));
        }
        assertThat(sasl.begin("GSSAPI", over)).isEmpty();
    }

    @Test
    void offersChannelBindingOnlyWhereToldTo() {
        assertThat(Sasl.of(SCRAM_KNOWN, SeededSecureRandom.of(1)).mechanisms(BOUND))
                .containsExactly("SCRAM-SHA-256", "PLAIN", "LOGIN");
    }

    @Test
    void offersNoMoreThanItIsToldTo() {
        Sasl sasl = Sasl.of(SCRAM_KNOWN, Set.of(Mechanism.LOGIN, Mechanism.PLAIN), SeededSecureRandom.of(1));
        assertThat(sasl.mechanisms(BOUND)).containsExactly("PLAIN", "LOGIN");
        assertThat(sasl.mechanisms(CLEAR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0alice0wonderland           | success: alice
            alice0alice0wonderland      | success: alice
            ALICE0Alice0wonderland      | success: alice
            bob0alice0wonderland        | failure: alice may not act as somebody else
            nobody0alice0wonderland     | failure: alice may not act as somebody else
            0alice0Wonderland           | failure: wrong password for alice
            bob0alice0wrong             | failure: wrong password for alice
            0nobody0wonderland          | failure: no such user
            """)
    void plain(String response, String outcome) {
        for (Users users : List.of(PLAINLY_KNOWN, SCRAM_KNOWN)) {
            SaslDialogue plain = begin(users, "PLAIN");
            assertThat(plain.start()).isEqualTo("challenge: ");
            assertThat(plain.respond(response.replace('0', '\0'))).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "0alice", "alice0wonderland", "00wonderland", "0alice0", "0alice0wonder0land"})
    void plainThatIsNone(String response) {
        assertThat(begin(PLAINLY_KNOWN, "PLAIN").respond(response.replace('0', '\0')))
                .startsWith("malformed: PLAIN wants [authorization] NUL name NUL password");
    }

    @Test
    void plainIsHeldToItsLimitsAndToUtf8() {
        assertThat(begin(PLAINLY_KNOWN, "PLAIN").respond("\0" + "a".repeat(256) + "\0x"))
                .startsWith("malformed: PLAIN takes names of at most 255 octets");
        assertThat(begin(PLAINLY_KNOWN, "PLAIN").respond("\0alice\0" + "a".repeat(1_025)))
                .startsWith("malformed: PLAIN takes names of at most 255 octets");
        assertThat(begin(PLAINLY_KNOWN, "PLAIN").respond("\0alice\0" + "a".repeat(4_097)))
                .startsWith("malformed: PLAIN wants");
        SaslExchange exchange = sasl(PLAINLY_KNOWN).begin("PLAIN", TLS).orElseThrow();
        assertThat(SaslDialogue.text(exchange.respond(new byte[] {0, 'a', 0, (byte) 0xFF})))
                .startsWith("malformed: PLAIN wants");
    }

    @Test
    void loginAsksForNameAndPassword() {
        SaslDialogue login = begin(SCRAM_KNOWN, "LOGIN");
        assertThat(login.start()).isEqualTo("challenge: Username:");
        assertThat(login.respond("bob@EXAMPLE.com")).isEqualTo("challenge: Password:");
        assertThat(login.respond("builder")).isEqualTo("success: bob@example.com");
    }

    @Test
    void loginTakesTheNameAsInitialResponse() {
        SaslDialogue login = begin(PLAINLY_KNOWN, "LOGIN");
        assertThat(login.respond("alice")).isEqualTo("challenge: Password:");
        assertThat(login.respond("wrong")).isEqualTo("failure: wrong password for alice");
        assertThat(begin(PLAINLY_KNOWN, "LOGIN").respond("")).startsWith("malformed: LOGIN wants a name");
        assertThat(begin(PLAINLY_KNOWN, "LOGIN").respond("a\0b")).startsWith("malformed: LOGIN wants a name");
    }

    /** The example of RFC 2195 section 2. */
    @Test
    void cramMd5AsInItsRfc() {
        String challenge = "<1896.697170952@postoffice.reston.mci.net>";
        SaslDialogue cram = new SaslDialogue(
                new CramMd5Exchange(PLAINLY_KNOWN, Decoys.of(PLAINLY_KNOWN, SeededSecureRandom.of(1)), challenge));
        assertThat(cram.start()).isEqualTo("challenge: " + challenge);
        assertThat(cram.respond("tim b913a602c7eda7a495b4e6e7334d3890")).isEqualTo("success: tim");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tim b913a602c7eda7a495b4e6e7334d3890    | failure: wrong digest for tim
            nobody b913a602c7eda7a495b4e6e7334d3890 | failure: no such user
            b913a602c7eda7a495b4e6e7334d3890        | malformed: CRAM-MD5 wants a name, a space and 32 hexadecimal digits
            tim b913a602c7eda7a495b4e6e7334d389     | malformed: CRAM-MD5 wants a name, a space and 32 hexadecimal digits
            tim zzzza602c7eda7a495b4e6e7334d3890    | malformed: CRAM-MD5 wants a name, a space and 32 hexadecimal digits
            """)
    void cramMd5WithWrongResponses(String response, String outcome) {
        SaslDialogue cram = begin(PLAINLY_KNOWN, "CRAM-MD5");
        assertThat(cram.start()).matches("challenge: <[A-Za-z0-9_-]{24}@mail.lab>");
        assertThat(cram.respond(response)).isEqualTo(outcome);
    }

    @Test
    void cramMd5TakesNoInitialResponseAndNeverGivesAChallengeTwice() {
        assertThat(begin(PLAINLY_KNOWN, "CRAM-MD5").respond("tim b913a602c7eda7a495b4e6e7334d3890"))
                .isEqualTo("malformed: CRAM-MD5 takes no initial response");
        Sasl sasl = sasl(PLAINLY_KNOWN);
        assertThat(SaslDialogue.text(sasl.begin("CRAM-MD5", TLS).orElseThrow().start()))
                .isNotEqualTo(SaslDialogue.text(
                        sasl.begin("CRAM-MD5", TLS).orElseThrow().start()));
    }

    @Test
    void anybodyComesInWhereThereAreNoUsers() {
        assertThat(begin(new AnyUser(), "PLAIN").respond("\0Bob@EXAMPLE.com\0whatever"))
                .isEqualTo("success: Bob@example.com");
        SaslDialogue cram = begin(new AnyUser(), "CRAM-MD5");
        assertThat(cram.start()).startsWith("challenge: <");
        assertThat(cram.respond("bob " + HexFormat.of().formatHex(new byte[16])))
                .isEqualTo("success: bob");
        assertThat(begin(new AnyUser(), "PLAIN").respond("\0a\nb\0whatever")).isEqualTo("failure: no such user");
        assertThat(begin(new AnyUser(), "PLAIN").respond("\0 \0whatever")).isEqualTo("failure: no such user");
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(new User("alice", new Secret.Plain("wonderland")).toString()).doesNotContain("wonderland");
        SecureRandom random = SeededSecureRandom.of(1);
        String line = UsersFile.scramLine("alice", "wonderland", 4_096, random);
        Users users = UsersFile.parse("users", List.of(line));
        assertThat(users.find("alice").orElseThrow()).hasToString("User[name=alice, secret={SCRAM-SHA-256}4096:***]");
    }
}
