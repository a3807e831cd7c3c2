package labwire.smtp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.smtp.dns.MailDns;
import labwire.smtp.dns.MailHost;
import labwire.smtp.hook.Asked;
import labwire.smtp.hook.Decision;
import org.junit.jupiter.api.Test;

class DnsBlocklistTest {

    private final List<String> queries = new ArrayList<>();

    /** A name system in which every name has this answer; null for none, ever. */
    private Asked listAnswering(Answer answer) {
        MailDns dns = new MailDns() {
            @Override
            public Future<List<MailHost>> exchanges(String domain, EventExecutor executor) {
                return executor.newFailedFuture(new IOException("not asked for"));
            }

            @Override
            public Future<List<InetAddress>> addresses(String name, EventExecutor executor) {
                queries.add(name);
                return answer.on(executor);
            }
        };
        return new Asked(new DnsBlocklist("bl.example", dns, Duration.ofSeconds(5)));
    }

    private interface Answer {
        Future<List<InetAddress>> on(EventExecutor executor);
    }

    private static Answer address(int... octets) {
        return executor -> {
            byte[] address = new byte[octets.length];
            for (int i = 0; i < octets.length; i++) {
                address[i] = (byte) octets[i];
            }
            try {
                return executor.newSucceededFuture(List.of(InetAddress.getByAddress(address)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        };
    }

    @Test
    void aListedClientIsTurnedAway() {
        Asked asked = listAnswering(address(127, 0, 0, 2));

        assertThat(Asked.code(asked.now(Asked.connect("1", "192.0.2.99")))).isEqualTo(554);
        assertThat(queries).containsExactly("99.2.0.192.bl.example");
    }

    @Test
    void addressesOfVersionSixAreAskedForByHalfOctets() {
        Asked asked = listAnswering(address(127, 0, 0, 2));

        assertThat(Asked.code(asked.now(Asked.connect("1", "2001:db8:1:2:3:4:567:89ab"))))
                .isEqualTo(554);
        assertThat(queries)
                .containsExactly("b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bl.example");
    }

    @Test
    void aListThatAnswersNothingOrRubbishListsNobody() {
        for (Answer answer : List.<Answer>of(
                executor -> executor.newSucceededFuture(List.of()),
                executor -> executor.newFailedFuture(new IOException("SERVFAIL")),
                address(192, 0, 2, 1))) {
            assertThat(listAnswering(answer).now(Asked.connect("1", "192.0.2.99")))
                    .isEqualTo(Decision.ACCEPT);
        }
    }

    @Test
    void aListThatDoesNotAnswerIsNotWaitedForLong() {
        Asked asked = listAnswering(EventExecutor::newPromise);

        Future<Decision> decision = asked.ask(Asked.connect("1", "192.0.2.99"));
        asked.pass(Duration.ofMillis(4_999));
        assertThat(decision.isDone()).isFalse();
        asked.pass(Duration.ofMillis(1));
        assertThat(decision.getNow()).isEqualTo(Decision.ACCEPT);
    }
}
