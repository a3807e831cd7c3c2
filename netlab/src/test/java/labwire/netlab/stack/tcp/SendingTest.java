package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import org.junit.jupiter.api.Test;

/** RFC 9293, 3.7.4 and 3.8.6: Nagle, the sender's part against silly windows, zero windows and their probes. */
class SendingTest {
    private static Conversation noDelay() {
        Conversation c = new Conversation();
        c.settings = TcpSettings.DEFAULT.withNoDelay(true);
        return c.accepted();
    }

    @Test
    void nagleHoldsASmallSegmentWhileAnotherIsInFlight() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 1);
            c.out("PSH ACK seq=1 len=1");
            c.write(2, 1);
            c.write(3, 1);
            c.nothing();
            c.in("ACK seq=1 ack=2");
            c.out("PSH ACK seq=2 len=2");
            c.nothing();
        }
    }

    @Test
    void nagleLetsAFullSegmentGo() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 1);
            c.out("ACK seq=1 len=1");
            c.write(2, 1500);
            c.out("ACK seq=2 len=1000");
            c.nothing();
            c.in("ACK seq=1 ack=2");
            c.out("ACK seq=1002 len=500");
        }
    }

    @Test
    void shortEndOfALongWriteIsNotHeld() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 2500);
            c.out("ACK seq=1 len=1000");
            c.out("ACK seq=1001 len=1000");
            c.out("PSH ACK seq=2001 len=500");
        }
    }

    @Test
    void noDelaySendsEachWrite() {
        try (Conversation c = noDelay()) {
            c.write(1, 1);
            c.write(2, 1);
            c.out("ACK seq=1 len=1");
            c.out("ACK seq=2 len=1");
        }
    }

    @Test
    void noDelayIsAppliedToAnOpenConnection() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 1);
            c.write(2, 1);
            c.out("ACK seq=1 len=1");
            c.nothing();
            c.app.socket().settings(TcpSettings.DEFAULT.withNoDelay(true));
            c.out("ACK seq=2 len=1");
        }
    }

    @Test
    void nagleAndDelayedAcknowledgmentTogetherCostOneDelay() {
        try (TwoHosts hosts = new TwoHosts()) {
            hosts.listen();
            RecordingListener client = hosts.connect();
            hosts.run(10);
            client.write("a");
            hosts.run(5);
            client.write("b");
            hosts.run(30);
            RecordingListener server = hosts.accepted.get(0);
            assertThat(server.received).hasToString("a");
            hosts.run(10);
            assertThat(server.received)
                    .as("after the 40 ms of the acknowledgment's delay")
                    .hasToString("ab");
        }
    }

    @Test
    void writesOfOneTurnLeaveTogether() {
        try (Conversation c = noDelay()) {
            c.app.write(Conversation.text(1, 3));
            c.app.write(Conversation.text(4, 4));
            c.out("ACK seq=1 len=7");
            c.nothing();
        }
    }

    @Test
    void answerCarriesTheAcknowledgment() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.onReadable = () -> c.app.write(Conversation.text(1, 3));
            c.in("ACK seq=1 ack=1 len=5");
            c.out("ACK seq=1 ack=6 len=3");
            c.after(1);
            c.nothing();
        }
    }

    @Test
    void peersWindowLimitsWhatIsInFlight() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=3000");
            c.write(1, 5000);
            c.out("ACK seq=1 len=1000");
            c.out("ACK seq=1001 len=1000");
            c.out("ACK seq=2001 len=1000");
            c.nothing();
            c.in("ACK seq=1 ack=1001 win=3000");
            c.out("ACK seq=3001 len=1000");
            c.nothing();
        }
    }

    @Test
    void smallOpeningOfTheWindowIsNotFilled() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=2000");
            c.write(1, 5000);
            assertThat(c.discardSent()).isEqualTo(2);
            c.in("ACK seq=1 ack=2001 win=100");
            c.nothing();
            c.in("ACK seq=1 ack=2001 win=999");
            c.nothing();
            c.in("ACK seq=1 ack=2001 win=1000");
            c.out("ACK seq=2001 len=1000");
        }
    }

    @Test
    void halfOfTheLargestWindowEverIsWorthASegment() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("SYN seq=0 win=600 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("ACK seq=1 ack=1 win=600");
            c.write(1, 5000);
            c.out("ACK seq=1 len=600");
            c.in("ACK seq=1 ack=601 win=299");
            c.nothing();
            c.in("ACK seq=1 ack=601 win=300");
            c.out("ACK seq=601 len=300");
        }
    }

    @Test
    void tooSmallWindowIsFilledWhenTheOverrideTimeIsOver() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 2000);
            c.discardSent();
            c.in("ACK seq=1 ack=2001 win=100");
            c.write(2001, 500);
            c.nothing();
            c.after(200);
            c.out("ACK seq=2001 len=100");
            c.in("ACK seq=1 ack=2101 win=2000");
            c.out("ACK seq=2101 len=400");
            c.in("ACK seq=1 ack=2501 win=2000");
            c.after(100_000);
            c.nothing();
        }
    }

    @Test
    void zeroWindowIsProbedWithOneByteAndBackoff() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=0");
            c.write(1, 3000);
            c.nothing();
            long wait = c.app.socket().info().retransmitTimeoutNanos() / 1_000_000;
            for (int probe = 0; probe < 8; probe++) {
                c.after(wait - 1);
                c.nothing();
                c.after(1);
                c.out("ACK seq=1 len=1");
                c.in("ACK seq=1 ack=1 win=0");
                c.nothing();
                wait = Math.min(wait * 2, 120_000);
            }
            assertThat(c.count(Event.WINDOW_PROBES)).isEqualTo(8);
        }
    }

    @Test
    void openedWindowIsUsedAtOnceFromTheRejectedByteOn() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=0");
            c.write(1, 3000);
            c.after(200);
            c.out("ACK seq=1 len=1");
            c.in("ACK seq=1 ack=1 win=0");
            c.in("ACK seq=1 ack=1 win=5000");
            c.out("ACK seq=1 len=1");
            c.out("ACK seq=2 len=1000");
            c.out("ACK seq=1002 len=1000");
            c.out("ACK seq=2002 len=999");
            c.in("ACK seq=1 ack=3001 win=5000");
            c.after(100_000);
            c.nothing();
        }
    }

    @Test
    void acceptedProbeByteMovesOn() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=0");
            c.write(1, 3000);
            c.after(200);
            c.out("ACK seq=1 len=1");
            c.in("ACK seq=1 ack=2 win=2000");
            c.out("ACK seq=2 len=1000");
            c.out("ACK seq=1002 len=1000");
            c.nothing();
        }
    }

    @Test
    void answeredProbesKeepTheConnectionForever() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=0");
            c.write(1, 10);
            for (int hour = 0; hour < 6 * 30; hour++) {
                c.after(120_000);
                if (c.discardSent() > 0) {
                    c.in("ACK seq=1 ack=1 win=0");
                }
            }
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }

    @Test
    void unansweredProbesEndTheConnection() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=0");
            c.write(1, 10);
            c.after(3_600_000);
            assertThat(c.discardSent()).isEqualTo(TcpRetries.DEFAULT.data() + 1);
            assertThat(c.app.told).containsExactly("closed TIMED_OUT");
            c.assertGone();
        }
    }

    @Test
    void finWaitsForTheWindowAndIsProbed() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=0");
            c.app.socket().shutdownOutput();
            c.nothing();
            c.after(200);
            c.out("FIN ACK seq=1 len=0");
            c.in("ACK seq=1 ack=2 win=0");
            assertThat(c.state()).isEqualTo(TcpState.FIN_WAIT_2);
            c.after(100_000);
            c.nothing();
        }
    }

    @Test
    void windowShrunkOverDataInFlightIsProbedNotTakenForLoss() {
        try (Conversation c = new Conversation().accepted()) {
            c.write(1, 2000);
            assertThat(c.discardSent()).isEqualTo(2);
            c.in("ACK seq=1 ack=1 win=0");
            c.after(200);
            c.out("ACK seq=1 len=1");
            assertThat(c.count(Event.RETRANSMIT_TIMEOUTS)).isZero();
            c.in("ACK seq=1 ack=1 win=0");
            c.in("ACK seq=1 ack=1 win=2000");
            c.out("ACK seq=1 len=1000");
            c.out("ACK seq=1001 len=1000");
        }
    }

    @Test
    void oldSegmentsDoNotChangeTheWindow() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=1 win=3000 len=10");
            c.discardSent();
            c.in("ACK seq=11 ack=1 win=500");
            c.in("ACK seq=5 ack=1 win=3000 len=10");
            assertThat(c.app.socket().info().sendWindowBytes())
                    .as("RFC 9293, 3.10.7.4: SND.WL1")
                    .isEqualTo(500);
        }
    }

    @Test
    void fullSendBufferTakesNoMoreAndReportsWhenItHasRoom() {
        try (Conversation c = new Conversation()) {
            c.settings = TcpSettings.DEFAULT.withBuffers(3000, 3000);
            c.accepted();
            assertThat(c.app.socket().write(ByteBuffer.allocate(5000))).isEqualTo(3000);
            assertThat(c.app.socket().sendSpace()).isZero();
            assertThat(c.app.socket().write(ByteBuffer.allocate(1))).isZero();
            c.discardSent();
            c.in("ACK seq=1 ack=1001");
            assertThat(c.app.told).isEmpty();
            c.in("ACK seq=1 ack=1002");
            assertThat(c.app.told).containsExactly("writable");
            c.in("ACK seq=1 ack=3001");
            assertThat(c.app.told).hasSize(1);
        }
    }

    @Test
    void whatTheReaderDoesToItsBytesDoesNotTouchWhatIsSentAgain() {
        try (Conversation c = new Conversation().accepted()) {
            byte[] bytes = Conversation.text(1, 10).getBytes(StandardCharsets.ISO_8859_1);
            c.app.socket().write(ByteBuffer.wrap(bytes));
            c.out("ACK seq=1 len=10");
            Arrays.fill(bytes, (byte) 0);
            c.after(200);
            c.out("ACK seq=1 len=10");
        }
    }
}
