package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.8.4: keepalive. */
class KeepAliveTest {
    private static final KeepAlive SHORT = new KeepAlive(true, Duration.ofSeconds(10), Duration.ofSeconds(2), 3);

    private static Conversation keptAlive() {
        Conversation c = new Conversation();
        c.settings = TcpSettings.DEFAULT.withKeepAlive(SHORT);
        return c.accepted();
    }

    @Test
    void offUnlessAsked() {
        try (Conversation c = new Conversation().accepted()) {
            c.after(10L * 3_600_000);
            c.nothing();
            assertThat(Conversation.isQuiet(c.time)).isTrue();
        }
    }

    @Test
    void silentPeerIsProbedAndGivenUp() {
        try (Conversation c = keptAlive()) {
            c.after(9_999);
            c.nothing();
            c.after(1);
            c.out("ACK seq=0 ack=1 len=0");
            c.after(2000);
            c.out("ACK seq=0 ack=1 len=0");
            c.after(2000);
            c.out("ACK seq=0 ack=1 len=0");
            c.after(1999);
            c.nothing();
            c.after(1);
            c.out("RST ACK seq=1");
            assertThat(c.app.told).containsExactly("closed TIMED_OUT");
            assertThat(c.count(Event.KEEPALIVE_PROBES)).isEqualTo(3);
            c.assertGone();
        }
    }

    @Test
    void answerBeginsTheSilenceAnew() {
        try (Conversation c = keptAlive()) {
            for (int i = 0; i < 5; i++) {
                c.after(10_000);
                c.out("ACK seq=0 ack=1");
                c.in("ACK seq=1 ack=1");
            }
            c.after(9_999);
            c.nothing();
        }
    }

    @Test
    void dataInFlightIsNotJoinedByProbes() {
        try (Conversation c = keptAlive()) {
            c.write(1, 5);
            c.after(15_000);
            assertThat(c.discardSent()).isPositive();
            assertThat(c.count(Event.KEEPALIVE_PROBES)).isZero();
        }
    }

    @Test
    void switchedOnLaterItCountsFromTheLastSegment() {
        try (Conversation c = new Conversation().accepted()) {
            c.after(20_000);
            c.app.socket().settings(TcpSettings.DEFAULT.withKeepAlive(SHORT));
            c.settle();
            c.after(1);
            c.out("ACK seq=0");
        }
    }

    @Test
    void twoStacksKeepAnIdleConnection() {
        try (TwoHosts hosts = new TwoHosts()) {
            hosts.listen(1, TcpSettings.DEFAULT.withKeepAlive(SHORT));
            RecordingListener client = hosts.connect();
            hosts.run(600_000);
            assertThat(client.told).containsExactly("connected");
            assertThat(hosts.server.counters().get(Event.KEEPALIVE_PROBES)).isEqualTo(59);
            hosts.toServer.filter(segment -> false);
            hosts.run(60_000);
            assertThat(hosts.accepted.get(0).told).containsExactly("closed TIMED_OUT");
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new KeepAlive(true, Duration.ZERO, Duration.ofSeconds(1), 1))
                .hasMessageContaining("expected: more than 0");
        assertThatThrownBy(() -> new KeepAlive(true, Duration.ofSeconds(1), Duration.ofSeconds(1), 0))
                .hasMessageContaining("expected: 1 to 127");
    }
}
