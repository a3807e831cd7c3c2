package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.6: closing a connection. */
class ClosingTest {
    @Test
    void activeCloseGoesThroughTimeWait() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().close();
            c.out("FIN ACK seq=1 ack=1");
            assertThat(c.state()).isEqualTo(TcpState.FIN_WAIT_1);
            c.in("ACK seq=1 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.FIN_WAIT_2);
            assertThat(c.app.told).isEmpty();
            c.in("FIN ACK seq=1 ack=2");
            c.out("ACK seq=2 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
            assertThat(c.app.told).containsExactly("input finished", "closed");
            c.after(59_999);
            assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
            c.after(1);
            c.nothing();
            c.assertGone();
        }
    }

    @Test
    void passiveCloseGoesThroughLastAck() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("FIN ACK seq=1 ack=1");
            c.out("ACK seq=1 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.CLOSE_WAIT);
            assertThat(c.app.told).containsExactly("input finished");
            assertThat(c.app.socket().isInputFinished()).isTrue();
            c.app.socket().close();
            c.out("FIN ACK seq=1 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.LAST_ACK);
            c.in("ACK seq=2 ack=2");
            assertThat(c.app.told).containsExactly("input finished", "closed");
            c.assertGone();
        }
    }

    @Test
    void simultaneousCloseGoesThroughClosing() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().close();
            c.out("FIN ACK seq=1 ack=1");
            c.in("FIN ACK seq=1 ack=1");
            c.out("ACK seq=2 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.CLOSING);
            c.in("ACK seq=2 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
            c.after(60_000);
            c.assertGone();
        }
    }

    @Test
    void finThatAlsoAcknowledgesOursEndsInTimeWait() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().close();
            c.out("FIN ACK seq=1 ack=1");
            c.in("FIN ACK seq=1 ack=2");
            c.out("ACK seq=2 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
        }
    }

    @Test
    void halfClosedOutputStillReceives() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 5);
            c.app.socket().shutdownOutput();
            c.out("ACK seq=1 len=5");
            c.out("FIN ACK seq=6 len=0");
            c.in("ACK seq=1 ack=7");
            c.inTogether("ACK seq=1 ack=7 len=1000", "ACK seq=1001 ack=7 len=1000");
            c.out("ACK ack=2001");
            c.after(300_000);
            c.in("FIN ACK seq=2001 ack=7 len=1");
            c.out("ACK ack=2003");
            assertThat(c.app.received).hasToString(Conversation.text(1, 2001));
            assertThat(c.app.told).endsWith("input finished", "closed");
        }
    }

    @Test
    void halfClosedInputStillSends() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("FIN ACK seq=1 ack=1");
            c.out("ACK ack=2");
            c.write(1, 700);
            c.out("ACK seq=1 ack=2 len=700");
            c.in("ACK seq=2 ack=701");
            c.write(701, 5);
            c.app.socket().shutdownOutput();
            c.out("ACK seq=701 len=5");
            c.out("FIN ACK seq=706");
            c.in("ACK seq=2 ack=707");
            assertThat(c.app.told).endsWith("closed");
            c.assertGone();
        }
    }

    @Test
    void finIsRetransmittedWithTheDataBeforeIt() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 5);
            c.app.socket().shutdownOutput();
            c.out("ACK seq=1 len=5");
            c.out("FIN ACK seq=6 len=0");
            c.after(1000);
            c.out("FIN ACK seq=1 len=5");
            c.in("ACK seq=1 ack=7");
            assertThat(c.state()).isEqualTo(TcpState.FIN_WAIT_2);
        }
    }

    @Test
    void retransmittedFinIsAcknowledgedAgainAndRestartsTimeWait() {
        try (Conversation c = inTimeWait()) {
            c.after(40_000);
            c.in("FIN ACK seq=1 ack=2");
            c.out("ACK seq=2 ack=2");
            c.after(59_999);
            assertThat(c.tcp.sockets()).hasSize(1);
            c.after(1);
            c.assertGone();
        }
    }

    private static Conversation inTimeWait() {
        Conversation c = new Conversation().accepted();
        c.app.socket().close();
        c.out("FIN ACK seq=1 ack=1");
        c.in("FIN ACK seq=1 ack=2");
        c.out("ACK seq=2 ack=2");
        assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
        return c;
    }

    @Test
    void resetEndsTimeWaitOnlyAtTheExactSequence() {
        try (Conversation c = inTimeWait()) {
            c.in("RST seq=3");
            c.out("ACK seq=2 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
            c.in("RST seq=2");
            c.nothing();
            c.assertGone();
        }
    }

    @Test
    void newerSynReplacesTimeWaitWithALaterInitialSequence() {
        try (Conversation c = inTimeWait()) {
            TcpSocket old = c.app.socket();
            c.in("SYN seq=100 mss=1000");
            assertThat(c.tcp.sockets()).hasSize(1).doesNotContain(old);
            assertThat(c.out("SYN ACK ack=101").sequence()).isNotZero();
        }
    }

    @Test
    void olderSynInTimeWaitIsChallenged() {
        try (Conversation c = inTimeWait()) {
            c.in("SYN seq=0 mss=1000");
            c.out("ACK seq=2 ack=2");
            assertThat(c.state()).isEqualTo(TcpState.TIME_WAIT);
        }
    }

    @Test
    void closedOutputIsFollowedByAnEndOfWaitingInFinWait2() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().close();
            c.out("FIN ACK seq=1");
            c.in("ACK seq=1 ack=2");
            c.after(60_000);
            assertThat(c.app.told).containsExactly("closed");
            c.assertGone();
        }
    }

    @Test
    void closeWithUnreadDataResets() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.reading = false;
            c.in("ACK seq=1 ack=1 len=5");
            c.app.socket().close();
            c.out("RST ACK seq=1 ack=6");
            assertThat(c.app.told).containsExactly("readable", "closed");
            c.assertGone();
        }
    }

    @Test
    void dataThatArrivesAfterCloseResets() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().close();
            c.out("FIN ACK seq=1 ack=1");
            c.in("ACK seq=1 ack=2 len=5");
            c.out("RST ACK seq=2");
            c.assertGone();
        }
    }

    @Test
    void closeStillDeliversWhatWasWritten() {
        try (Conversation c = new Conversation().accepted("mss=1000")) {
            c.write(1, 25_000);
            c.app.socket().close();
            assertThat(c.discardSent()).as("the initial window").isEqualTo(10);
            c.in("ACK seq=1 ack=10001");
            c.discardSent();
            c.in("ACK seq=1 ack=25002");
            assertThat(c.state()).isEqualTo(TcpState.FIN_WAIT_2);
        }
    }

    @Test
    void shutInputDiscardsAndAcknowledges() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.reading = false;
            c.in("ACK seq=1 ack=1 len=5");
            c.app.socket().shutdownInput();
            assertThat(c.app.socket().readableBytes()).isZero();
            assertThat(c.app.socket().isInputFinished()).isTrue();
            c.in("ACK seq=6 ack=1 len=1000");
            c.after(40);
            c.out("ACK ack=1006");
            assertThat(c.app.socket().readableBytes()).isZero();
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }

    @Test
    void orderlyEndIsReportedOnlyAfterTheLastByteIsRead() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.reading = false;
            c.app.socket().shutdownOutput();
            c.out("FIN ACK seq=1");
            c.in("FIN ACK seq=1 ack=2 len=5");
            c.out("ACK ack=7");
            assertThat(c.app.told).containsExactly("readable", "input finished");
            assertThat(c.app.socket().isInputFinished()).isFalse();
            c.after(100_000);
            assertThat(c.tcp.sockets()).isEmpty();
            c.read();
            assertThat(c.app.received).hasToString(Conversation.text(1, 5));
            assertThat(c.app.socket().isInputFinished()).isTrue();
            assertThat(c.app.told).endsWith("closed");
        }
    }

    @Test
    void abortSendsResetAndForgets() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 5);
            c.out("ACK seq=1 len=5");
            c.app.socket().abort();
            c.out("RST ACK seq=6 ack=1");
            c.app.socket().abort();
            c.app.socket().close();
            c.nothing();
            assertThat(c.app.told).containsExactly("closed");
            assertThat(c.app.socket().write(ByteBuffer.allocate(1))).isZero();
            c.assertGone();
        }
    }

    @Test
    void writeAfterShutdownIsAnError() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.socket().shutdownOutput();
            assertThatThrownBy(() -> c.app.write("x")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void dataBeyondTheFinIsDropped() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("FIN ACK seq=11 ack=1 len=10");
            c.out("ACK ack=1");
            c.in("ACK seq=15 ack=1 len=100");
            c.discardSent();
            c.in("ACK seq=1 ack=1 len=10");
            c.out("ACK ack=22");
            assertThat(c.app.received).hasToString(Conversation.text(1, 20));
            assertThat(c.state()).isEqualTo(TcpState.CLOSE_WAIT);
        }
    }

    @Test
    void tooManyTimeWaitsEndTheOldest() {
        TcpCounters counters = new TcpCounters();
        try (Conversation c = inTimeWait()) {
            TcpSocket first = c.app.socket();
            TimeWaits waits = new TimeWaits(counters, 1);
            waits.add(first);
            assertThat(counters.get(Event.TIME_WAIT_OVERFLOWS)).isZero();
            try (Conversation other = inTimeWait()) {
                waits.add(other.app.socket());
                assertThat(counters.get(Event.TIME_WAIT_OVERFLOWS)).isEqualTo(1);
                assertThat(first.state()).isEqualTo(TcpState.CLOSED);
                assertThat(other.state()).isEqualTo(TcpState.TIME_WAIT);
            }
            c.assertGone();
        }
    }

    @Test
    void twoStacksCloseInEitherOrder() {
        try (TwoHosts hosts = new TwoHosts()) {
            hosts.listen();
            RecordingListener client = hosts.connect();
            hosts.run(10);
            RecordingListener server = hosts.accepted.get(0);
            client.write("question");
            client.socket().shutdownOutput();
            hosts.run(10);
            assertThat(server.socket().isInputFinished()).isTrue();
            server.write("answer");
            server.socket().close();
            hosts.run(100);
            assertThat(client.received).hasToString("answer");
            assertThat(client.told).endsWith("input finished", "closed");
            assertThat(server.told).endsWith("closed");
            assertThat(hosts.server.sockets()).isEmpty();
            hosts.run(60_000);
            assertThat(hosts.client.sockets()).isEmpty();
        }
    }
}
