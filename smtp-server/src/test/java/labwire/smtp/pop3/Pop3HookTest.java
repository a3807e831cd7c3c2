package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.smtp.SpoiltHandshake;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultRules;
import labwire.smtp.hook.Hook;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.policy.RateLimiter;
import labwire.smtp.policy.RateLimits;
import labwire.smtp.session.TlsMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hooks in POP3 sessions: rules of misbehaviour, limits on connections; and the handshakes that they may spoil. */
class Pop3HookTest {

    private static final String LOGIN = "USER alice\r\nPASS wonder land\r\n";

    private final FaultRules rules = new FaultRules();
    private final Pop3Bench bench = new Pop3Bench().withHook(rules);
    private EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    private String connect() {
        return connect(TlsMode.NONE);
    }

    private String connect(TlsMode mode) {
        channel.finishAndReleaseAll();
        channel = bench.connect(mode);
        return Pop3Bench.answers(channel);
    }

    private String say(String text) {
        Pop3Bench.send(channel, text);
        return Pop3Bench.answers(channel);
    }

    @Test
    void aClientThatIsTurnedAwayIsToldWhyAndWhetherToComeAgain() throws Exception {
        rules.add(FaultRule.parse("stage=connect,reply=421 4.7.0 Too crowded,nth=1"));
        rules.add(FaultRule.parse("stage=connect,reply=554 5.7.1 Not you,nth=2"));
        assertThat(connect()).isEqualTo("-ERR [SYS/TEMP] Too crowded\r\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(connect()).isEqualTo("-ERR [SYS/PERM] Not you\r\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(connect()).startsWith("+OK mail.lab");
        assertThat(bench.events())
                .filteredOn(MailEvent.Refused.class::isInstance)
                .hasSize(2);
        assertThat(bench.register().size()).isEqualTo(1);
    }

    @Test
    void aConnectionIsDroppedWithoutAWord() throws Exception {
        rules.add(FaultRule.parse("stage=connect,drop"));
        assertThat(connect()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
        assertThat(bench.transcript()).isEqualTo("end: dropped\n");
    }

    @Test
    void aDelayedGreetingComesInItsTimeAndWhatCameBeforeItIsAnsweredThen() throws Exception {
        rules.add(FaultRule.parse("stage=connect,delay=5s"));
        assertThat(connect()).isEmpty();
        assertThat(say("NOOP\r\n")).isEmpty();
        channel.advanceTimeBy(5, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        assertThat(Pop3Bench.answers(channel).lines())
                .satisfiesExactly(
                        greeting -> assertThat(greeting).startsWith("+OK mail.lab"),
                        answer -> assertThat(answer).isEqualTo("-ERR Log in first"));
    }

    @Test
    void aUserWithTheRightPasswordMayBeKeptOut() throws Exception {
        rules.add(FaultRule.parse("stage=auth,reply=454 4.7.0 Come back later,nth=1"));
        rules.add(FaultRule.parse("stage=auth,drop,nth=3"));
        connect();
        assertThat(say(LOGIN)).endsWith("-ERR [SYS/TEMP] Come back later\r\n");
        assertThat(say("STAT\r\n")).isEqualTo("-ERR Log in first\r\n");
        assertThat(say(LOGIN)).endsWith("+OK 0 messages (0 octets)\r\n");
        connect();
        assertThat(say(LOGIN)).isEqualTo("+OK Now the password\r\n");
        assertThat(channel.isOpen()).isFalse();
        connect();
        assertThat(say(LOGIN)).as("the lock is free").endsWith("+OK 0 messages (0 octets)\r\n");
    }

    @Test
    void sessionsOfOneClientAreLimitedWithThoseOfSmtp() {
        RateLimits one = new RateLimits(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty());
        RateLimiter limiter = new RateLimiter(one, InstantSource.system());
        bench.withHook(limiter).withObserver(limiter);
        assertThat(connect()).startsWith("+OK ");
        EmbeddedChannel second = bench.connect();
        assertThat(Pop3Bench.answers(second))
                .isEqualTo("-ERR [SYS/TEMP] Too many sessions from your address, try later\r\n");
        second.finishAndReleaseAll();
        assertThat(connect()).as("after the first has gone").startsWith("+OK ");
    }

    @Test
    void aHookThatFailsIsATemporaryFailure() {
        Hook broken = (inquiry, executor) -> executor.newFailedFuture(new IllegalStateException("broken"));
        bench.withHook(broken);
        assertThat(connect()).isEqualTo("-ERR [SYS/TEMP] This cannot be decided now\r\n");
    }

    @Test
    void anAlertThatTlsEncryptsIsToldByItsName() throws Exception {
        bench.withTls(manner -> SpoiltHandshake.serverEngine());
        connect(TlsMode.IMPLICIT);
        channel.writeInbound(Unpooled.wrappedBuffer(SpoiltHandshake.hello()));
        Pop3Bench.answers(channel);
        channel.writeInbound(Unpooled.wrappedBuffer(SpoiltHandshake.flight()));
        assertThat(channel.isOpen()).isFalse();
        assertThat(bench.transcript())
                .startsWith("(TLS handshake failed: ")
                .endsWith("; sent alert bad_record_mac)\nend: TLS handshake failed\n");
    }
}
