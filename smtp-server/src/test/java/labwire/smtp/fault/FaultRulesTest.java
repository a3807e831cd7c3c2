package labwire.smtp.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import labwire.smtp.hook.Asked;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Manner;
import labwire.smtp.reply.SmtpReply;
import labwire.tls.CertificateDefect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRulesTest {

    private final FaultRules rules = new FaultRules();
    private final Asked asked = new Asked(rules);

    private long add(String rule) throws FaultSyntaxException {
        return rules.add(FaultRule.parse(rule));
    }

    @Test
    void aReplyIsGivenAtItsStageToItsAddresses() throws FaultSyntaxException {
        long number = add("stage=rcpt,address=*@example.com,reply=451 4.3.0 Try later, please");

        assertThat(asked.now(Asked.rcpt("bob@example.com")))
                .isEqualTo(new Decision.Refuse(SmtpReply.of(451, "4.3.0", "Try later, please")));
        assertThat(asked.now(Asked.rcpt("bob@example.org"))).isEqualTo(Decision.ACCEPT);
        assertThat(asked.now(Asked.mail("192.0.2.1", "bob@example.com"))).isEqualTo(Decision.ACCEPT);
        assertThat(rules.faults(number)).isEqualTo(1);
    }

    @Test
    void aRuleMayBeForOnePort() throws FaultSyntaxException {
        add("stage=connect,port=110,drop");
        assertThat(asked.now(Asked.connect("1", "192.0.2.1"))).isEqualTo(Decision.ACCEPT);

        add("stage=connect,port=25,drop");
        assertThat(asked.now(Asked.connect("2", "192.0.2.1"))).isEqualTo(Decision.DROP);
    }

    @ParameterizedTest
    @CsvSource({"nth=3, ..x...", "every=2, .x.x.x", "first=2, xx....", "after=4, ....xx", "client=*, xxxxxx"})
    void countsSayWhichOnes(String which, String expected) throws FaultSyntaxException {
        add("stage=message,reply=550," + which);

        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            seen.append(asked.now(Asked.message("alice@example.com")) == Decision.ACCEPT ? '.' : 'x');
        }
        assertThat(seen).hasToString(expected);
    }

    @Test
    void aDelayPassesOnTheSessionsClock() throws FaultSyntaxException {
        add("stage=connect,delay=5s");
        add("stage=rcpt,delay=250ms,drop");

        Future<Decision> connected = asked.ask(Asked.connect("1", "192.0.2.1"));
        asked.pass(Duration.ofMillis(4_999));
        assertThat(connected.isDone()).isFalse();
        asked.pass(Duration.ofMillis(1));
        assertThat(connected.getNow()).isEqualTo(Decision.ACCEPT);
        Future<Decision> named = asked.ask(Asked.rcpt("bob@example.com"));
        asked.pass(Duration.ofMillis(250));
        assertThat(named.getNow()).isEqualTo(Decision.DROP);
    }

    @Test
    void mannersAreForTheConnection() throws FaultSyntaxException {
        add("stage=connect,client=192.0.2.*,drip=10,certificate=wrong-name");

        assertThat(asked.now(Asked.connect("1", "192.0.2.1")))
                .isEqualTo(
                        new Decision.Accept(new Manner(OptionalInt.of(10), Optional.of(CertificateDefect.WRONG_NAME))));
        assertThat(asked.now(Asked.connect("2", "198.51.100.1"))).isEqualTo(Decision.ACCEPT);
    }

    @Test
    void theFirstRuleThatStrikesHasItsWayAndRemovedOnesHaveNone() throws FaultSyntaxException {
        long first = add("stage=mail,reply=450,first=1");
        add("stage=mail,discard");

        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            codes.add(Asked.code(asked.now(Asked.mail("192.0.2.1", "a@x.example"))));
        }
        assertThat(codes).containsExactly(450, 0);
        assertThat(rules.remove(first)).isTrue();
        assertThat(rules.remove(first)).isFalse();
        assertThat(asked.now(Asked.mail("192.0.2.1", "a@x.example"))).isEqualTo(Decision.DISCARD);
        rules.clear();
        assertThat(asked.now(Asked.mail("192.0.2.1", "a@x.example"))).isEqualTo(Decision.ACCEPT);
        assertThat(rules.rules()).isEmpty();
    }

    @Test
    void thereAreOnlySoMany() throws FaultSyntaxException {
        for (int i = 0; i < FaultRules.MAX_RULES; i++) {
            add("stage=data,drop");
        }
        assertThatThrownBy(() -> add("stage=data,drop")).hasMessageContaining("expected: at most");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reply=451 | no stage",
                "stage=rcpt | nothing to do",
                "stage=lunch,drop | stage=lunch (expected: connect, greeting, auth, mail, rcpt, data, message)",
                "stage=rcpt,reply=250 | a code from 400 to 599",
                "stage=rcpt,reply=451 4.3 | none",
                "stage=rcpt,drop=yes | 'drop=yes'",
                "stage=rcpt,drop,discard | two ends",
                "stage=rcpt,drop,drip=5 | both an end and a manner",
                "stage=rcpt,drop,nth=0 | a whole number from 1 on",
                "stage=rcpt,drop,nth=1,first=2 | one of nth, every, first and after",
                "stage=rcpt,delay=2h | such as 250ms or 2s",
                "stage=rcpt,delay=3601s | at most 3600s",
                "stage=connect,certificate=old | expired, wrong-name, self-signed",
                "stage=rcpt,stage=mail,drop | each once",
                "colour=red | 'colour=red'",
            })
    void badRulesSayWhatWasFoundAndExpected(String rule, String message) throws FaultSyntaxException {
        if (message.equals("none")) {
            assertThat(FaultRule.parse(rule).fault().decision())
                    .isEqualTo(new Decision.Refuse(SmtpReply.bare(451, "4.3")));
        } else {
            assertThatThrownBy(() -> FaultRule.parse(rule))
                    .isInstanceOf(FaultSyntaxException.class)
                    .hasMessageContaining(message);
        }
    }
}
