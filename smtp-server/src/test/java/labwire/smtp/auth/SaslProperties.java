package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import labwire.tls.SeededSecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class SaslProperties {

    @Property(tries = 30)
    void whoeverKnowsAPasswordGetsInByEveryMechanism(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String name,
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 40) String password) {
        UserTable plain = UsersFile.parse("users", List.of(UsersFile.plainLine(name, password)));
        UserTable scram =
                UsersFile.parse("users", List.of(UsersFile.scramLine(name, password, 4_096, SeededSecureRandom.of(1))));
        for (Users users : List.of(plain, scram)) {
            Sasl sasl = Sasl.of(users, SeededSecureRandom.of(2));
            SaslChannel channel = new SaslChannel("mail.lab", true, Optional.empty());
            String authenticated = "success: " + name;
            assertThat(begin(sasl, "PLAIN", channel).respond("\0" + name + "\0" + password))
                    .isEqualTo(authenticated);
            SaslDialogue login = begin(sasl, "LOGIN", channel);
            login.respond(name);
            assertThat(login.respond(password)).isEqualTo(authenticated);
            SaslDialogue exchange = begin(sasl, "SCRAM-SHA-256", channel);
            ScramTestClient client = new ScramTestClient("n,,", name, password, new byte[0]);
            assertThat(client.verified(exchange.respond(client.finalMessage(exchange.respond(client.firstMessage())))))
                    .isTrue();
            assertThat(exchange.respond("")).isEqualTo(authenticated);
            assertThat(begin(sasl, "PLAIN", channel).respond("\0" + name + "\0" + password + "x"))
                    .startsWith("failure: wrong password");
        }
    }

    private static SaslDialogue begin(Sasl sasl, String mechanism, SaslChannel channel) {
        return new SaslDialogue(sasl.begin(mechanism, channel).orElseThrow());
    }

    @Property(tries = 500)
    void preparingTwiceIsPreparingOnce(@ForAll String text) {
        Saslprep.prepare(text)
                .ifPresent(once -> assertThat(Saslprep.prepare(once)).contains(once));
    }

    @Property(tries = 500)
    void noOctetsGetInUninvited(@ForAll byte[] first, @ForAll byte[] second) {
        Users users = UserTable.of(List.of(new User("alice", new Secret.Plain("wonderland"))));
        Sasl sasl = Sasl.of(users, SeededSecureRandom.of(1));
        SaslChannel channel = new SaslChannel("mail.lab", true, Optional.empty());
        for (String mechanism : sasl.mechanisms(channel)) {
            SaslExchange exchange = sasl.begin(mechanism, channel).orElseThrow();
            exchange.start();
            for (byte[] response : List.of(first, second, "n,,n=alice,r=x".getBytes(StandardCharsets.US_ASCII))) {
                assertThat(SaslDialogue.text(exchange.respond(response))).doesNotStartWith("success");
            }
        }
    }
}
