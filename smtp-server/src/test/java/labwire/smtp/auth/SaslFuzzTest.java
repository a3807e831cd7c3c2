package labwire.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import labwire.tls.SeededSecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client responds, a mechanism has a step for it, and success only for who knows a password. {@code mvn verify
 * -Psoak} lets Jazzer look for others, for ten minutes; it knows no password.
 */
class SaslFuzzTest {

    private static final Users USERS = UserTable.of(
            List.of(new User("alice", ScramKeys.derive("a password that nobody finds", new byte[16], 4_096))));
    private static final Users PLAINLY_KNOWN =
            UserTable.of(List.of(new User("alice", new Secret.Plain("a password that nobody finds"))));
    private static final SaslChannel CHANNEL =
            new SaslChannel("mail.lab", true, Optional.of(new SaslChannel.Binding(new byte[] {1, 2, 3})));

    @FuzzTest(maxDuration = "10m")
    @Tag("soak")
    @DictionaryEntries({
        "n,,n=alice,r=x",
        "p=tls-server-end-point,,",
        "c=biws,r=x",
        ",p=",
        "a=alice",
        "\\x00alice\\x00",
        "=2C"
    })
    void everyResponseHasAStep(FuzzedDataProvider data) {
        check(data.pickValue(Mechanism.values()), data.consumeBytes(300), data.consumeRemainingAsBytes());
    }

    @Test
    void knownResponsesHaveAStep() {
        for (Mechanism mechanism : Mechanism.values()) {
            for (String first :
                    List.of("", "\0", "\0alice\0x", "alice", "n,,n=alice,r=x", "n,,n==,r=x", "y,,n=,r=,,,,")) {
                for (String second : List.of("", "c=,r=,p=", ",p=", "c=biws,r=x,p=AAAA", "c=a,r=,p=\0", "alice x")) {
                    check(mechanism, octets(first), octets(second));
                }
            }
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void check(Mechanism mechanism, byte[] first, byte[] second) {
        for (Users users : List.of(USERS, PLAINLY_KNOWN)) {
            Optional<SaslExchange> exchange = Sasl.of(users, EnumSet.allOf(Mechanism.class), SeededSecureRandom.of(1))
                    .begin(mechanism.text(), CHANNEL);
            if (exchange.isPresent()) {
                exchange.get().start();
                assertThat(SaslDialogue.text(exchange.get().respond(first))).doesNotStartWith("success");
                assertThat(SaslDialogue.text(exchange.get().respond(second))).doesNotStartWith("success");
            }
        }
    }
}
