package labwire.smtp.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import labwire.smtp.reply.SmtpReply;
import labwire.tls.CertificateDefect;
import org.junit.jupiter.api.Test;

class HookChainTest {

    private static final Decision NO = new Decision.Refuse(SmtpReply.of(550, "5.7.1", "No"));

    private final List<String> asked = new ArrayList<>();

    private Hook saying(String name, Decision decision) {
        return (Inquiry inquiry, EventExecutor executor) -> {
            asked.add(name);
            return executor.newSucceededFuture(decision);
        };
    }

    private Hook sayingLater(String name, Decision decision) {
        return (Inquiry inquiry, EventExecutor executor) -> {
            asked.add(name);
            Promise<Decision> later = executor.newPromise();
            executor.schedule(() -> later.setSuccess(decision), 1, TimeUnit.SECONDS);
            return later;
        };
    }

    @Test
    void theFirstThatDoesNotAcceptDecides() {
        Asked chain = new Asked(
                HookChain.of(List.of(saying("a", Decision.ACCEPT), saying("b", NO), saying("c", Decision.DROP))));

        assertThat(chain.now(Asked.rcpt("bob@example.com"))).isEqualTo(NO);
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void oneThatTakesItsTimeHoldsUpThoseBehindIt() {
        Asked chain = new Asked(HookChain.of(
                List.of(sayingLater("a", Decision.ACCEPT), sayingLater("b", NO), saying("c", Decision.ACCEPT))));

        Future<Decision> decision = chain.ask(Asked.rcpt("bob@example.com"));
        assertThat(asked).containsExactly("a");
        chain.pass(Duration.ofSeconds(1));
        assertThat(asked).containsExactly("a", "b");
        assertThat(decision.isDone()).isFalse();
        chain.pass(Duration.ofSeconds(1));
        assertThat(decision.getNow()).isEqualTo(NO);
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void mannersAddUp() {
        Decision drip = new Decision.Accept(new Manner(OptionalInt.of(10), Optional.empty()));
        Decision expired = new Decision.Accept(new Manner(OptionalInt.empty(), Optional.of(CertificateDefect.EXPIRED)));
        Asked chain = new Asked(HookChain.of(List.of(saying("a", drip), sayingLater("b", expired))));

        Future<Decision> decision = chain.ask(Asked.connect("s", "192.0.2.1"));
        chain.pass(Duration.ofSeconds(1));

        assertThat(decision.getNow())
                .isEqualTo(new Decision.Accept(new Manner(OptionalInt.of(10), Optional.of(CertificateDefect.EXPIRED))));
    }

    @Test
    void aFailureIsPassedOn() {
        Hook broken = (Inquiry inquiry, EventExecutor executor) ->
                executor.newFailedFuture(new IllegalStateException("no answer"));
        Asked chain = new Asked(HookChain.of(List.of(broken, saying("b", Decision.ACCEPT))));

        assertThat(chain.ask(Asked.rcpt("bob@example.com")).cause()).hasMessage("no answer");
        assertThat(asked).isEmpty();
    }
}
