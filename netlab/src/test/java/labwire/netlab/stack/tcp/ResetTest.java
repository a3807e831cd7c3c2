package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9293, 3.5.2 and 3.5.3, with RFC 5961: who is reset by what. */
class ResetTest {
    /** The synchronized states, and how to come to them. */
    private enum Reached {
        ESTABLISHED(1),
        FIN_WAIT_1(1),
        FIN_WAIT_2(1),
        CLOSE_WAIT(2),
        CLOSING(2),
        LAST_ACK(2),
        TIME_WAIT(2);

        /** 2 behind the peer's FIN. */
        final int peerNext;

        Reached(int peerNext) {
            this.peerNext = peerNext;
        }

        Conversation begin() {
            Conversation c = new Conversation().accepted();
            switch (this) {
                case ESTABLISHED -> {}
                case FIN_WAIT_1 -> c.app.socket().shutdownOutput();
                case FIN_WAIT_2 -> {
                    c.app.socket().shutdownOutput();
                    c.settle();
                    c.in("ACK seq=1 ack=2");
                }
                case CLOSE_WAIT -> c.in("FIN ACK seq=1 ack=1");
                case CLOSING -> {
                    c.app.socket().shutdownOutput();
                    c.settle();
                    c.in("FIN ACK seq=1 ack=1");
                }
                case LAST_ACK -> {
                    c.in("FIN ACK seq=1 ack=1");
                    c.app.socket().shutdownOutput();
                }
                case TIME_WAIT -> {
                    c.app.socket().shutdownOutput();
                    c.settle();
                    c.in("FIN ACK seq=1 ack=2");
                }
            }
            c.discardSent();
            assertThat(c.state().name()).isEqualTo(name());
            return c;
        }
    }

    @ParameterizedTest
    @EnumSource(Reached.class)
    void resetAtTheExactSequenceEndsTheConnection(Reached state) {
        try (Conversation c = state.begin()) {
            c.in("RST seq=" + state.peerNext);
            c.nothing();
            assertThat(c.state()).isEqualTo(TcpState.CLOSED);
            boolean dataWasSafe = switch (state) {
                case CLOSING, LAST_ACK, TIME_WAIT -> true;
                case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> false;
            };
            assertThat(c.app.told).endsWith(dataWasSafe ? "closed" : "closed RESET");
            c.assertGone();
        }
    }

    @ParameterizedTest
    @EnumSource(Reached.class)
    void resetElsewhereInTheWindowIsChallenged(Reached state) {
        try (Conversation c = state.begin()) {
            c.in("RST seq=" + (state.peerNext + 100));
            c.out("ACK ack=" + state.peerNext + " len=0");
            assertThat(c.state().name()).isEqualTo(state.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Reached.class)
    void resetOutsideTheWindowIsDropped(Reached state) {
        try (Conversation c = state.begin()) {
            c.in("RST seq=" + (state.peerNext - 1));
            c.in("RST seq=" + (state.peerNext + 10_000_000));
            c.nothing();
            assertThat(c.state().name()).isEqualTo(state.name());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Reached.class, names = "TIME_WAIT", mode = EnumSource.Mode.EXCLUDE)
    void synIsChallengedWhereverItLies(Reached state) {
        try (Conversation c = state.begin()) {
            for (int sequence : new int[] {0, state.peerNext, state.peerNext + 100, 10_000_000}) {
                c.in("SYN seq=" + sequence);
                c.out("ACK ack=" + state.peerNext + " len=0");
            }
            assertThat(c.state().name()).isEqualTo(state.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Reached.class)
    void acknowledgmentOfWhatWasNeverSentIsChallengedAndItsDataDropped(Reached state) {
        try (Conversation c = state.begin()) {
            c.in("ACK seq=" + state.peerNext + " ack=100 len=10");
            c.out("ACK ack=" + state.peerNext + " len=0");
            assertThat(c.app.received).isEmpty();
            assertThat(c.state().name()).isEqualTo(state.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Reached.class)
    void abortResetsWhereThePeerMayStillCare(Reached state) {
        try (Conversation c = state.begin()) {
            c.app.socket().abort();
            switch (state) {
                case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> c.out("RST ACK");
                case CLOSING, LAST_ACK, TIME_WAIT -> {}
            }
            c.nothing();
            c.assertGone();
        }
    }

    @Test
    void acknowledgmentFarBelowTheWindowIsChallenged() {
        try (Conversation c = new Conversation().accepted()) {
            c.in("ACK seq=1 ack=-70000 len=10");
            c.out("ACK ack=1");
            assertThat(c.app.received).isEmpty();
            c.in("ACK seq=1 ack=-60000 len=10");
            assertThat(c.app.received).as("RFC 5961, 5.2: within MAX.SND.WND").hasSize(10);
        }
    }

    @Test
    void challengesAreLimitedToTenInFiveSeconds() {
        try (Conversation c = new Conversation().accepted()) {
            for (int i = 0; i < 25; i++) {
                c.in("RST seq=100");
            }
            assertThat(c.discardSent()).isEqualTo(ChallengeAcks.DEFAULT.most());
            assertThat(c.count(Event.CHALLENGE_ACKS_SUPPRESSED)).isEqualTo(15);
            c.after(5000);
            c.in("RST seq=100");
            c.out("ACK ack=1");
        }
    }

    @Test
    void segmentToAClosedPortIsAnsweredByReset() {
        try (Conversation c = new Conversation()) {
            c.in("SYN seq=5 mss=1000");
            c.out("RST ACK ack=6 len=0");
            c.in("SYN FIN seq=5 len=3");
            c.out("RST ACK ack=10");
            c.in("ACK seq=5 ack=77");
            c.out("RST seq=77");
            c.in("RST seq=5");
            c.in("RST ACK seq=5 ack=9");
            c.nothing();
            assertThat(c.count(Event.RESETS_SENT)).isEqualTo(3);
        }
    }

    @Test
    void listenerResetsAcknowledgmentsAndDropsWhatBeginsNothing() {
        try (Conversation c = new Conversation()) {
            c.listen();
            c.in("ACK seq=5 ack=77");
            c.out("RST seq=77");
            c.in("SYN ACK seq=5 ack=78");
            c.out("RST seq=78");
            c.in("RST seq=5");
            c.in("FIN seq=5");
            c.in("PSH seq=5 len=3");
            c.nothing();
            assertThat(c.tcp.sockets()).isEmpty();
        }
    }

    @Test
    void synWithinTheWindowOfAHalfOpenConnectionReturnsItToListening() {
        try (Conversation c = new Conversation()) {
            TcpListener listener = c.listen();
            c.in("SYN seq=0 mss=1000");
            c.out("SYN ACK seq=0 ack=1");
            c.in("SYN seq=50 mss=1000");
            assertThat(listener.halfOpenConnections()).isZero();
            c.assertGone();
        }
    }

    @Test
    void dataThatArrivedBeforeAResetCanStillBeRead() {
        try (Conversation c = new Conversation().accepted()) {
            c.app.reading = false;
            c.inTogether("ACK seq=1 ack=1 len=5", "RST seq=6");
            assertThat(c.app.told).containsExactly("readable", "closed RESET");
            c.read();
            assertThat(c.app.received).hasToString(Conversation.text(1, 5));
        }
    }

    @Test
    void halfOpenConnectionIsDiscoveredAndReset() {
        // RFC 9293, 3.5.1, figure 9: the server has lost its memory.
        try (TwoHosts hosts = new TwoHosts()) {
            hosts.listen();
            RecordingListener client = hosts.connect();
            hosts.run(10);
            hosts.toClient.filter(segment -> false);
            hosts.accepted.get(0).socket().abort();
            hosts.run(10);
            hosts.toClient.filter(segment -> true);
            client.write("anybody there?");
            hosts.run(10);
            assertThat(client.told).containsExactly("connected", "closed RESET");
        }
    }

    @Test
    void segmentsOfOthersDoNotTouchTheConnection() {
        try (Conversation c = new Conversation().accepted()) {
            c.tcp.receive(new Ipv4Packet(Ipv4Address.parse("10.0.0.3"), Conversation.HERE, 0, c.segment("RST seq=1")));
            assertThat(c.state()).isEqualTo(TcpState.ESTABLISHED);
        }
    }
}
