package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer sends is counted or answered, never thrown, and costs bounded memory and answers. */
class HostileSegmentsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomSegmentsIntoLiveConnectionsDoNoHarm(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 40; round++) {
            try (Conversation c = random.nextBoolean() ? new Conversation().connecting() : new Conversation()) {
                c.listen();
                for (int i = 0; i < 300; i++) {
                    TcpSocket socket = c.app.socket;
                    if (socket != null && random.nextInt(10) == 0) {
                        act(random, c);
                    }
                    c.tcp.receive(new Ipv4Packet(Conversation.PEER, Conversation.HERE, 0, mutated(random, c)));
                    c.settle();
                    c.discardSent();
                    if (random.nextInt(20) == 0) {
                        c.after(random.nextInt(500));
                    }
                }
                assertThat(c.tcp.sockets()).hasSizeLessThanOrEqualTo(2);
                c.tcp.sockets().forEach(TcpSocket::abort);
                c.settle();
                c.assertGone();
            }
        }
    }

    private static void act(SplittableRandom random, Conversation c) {
        TcpSocket socket = c.app.socket();
        switch (random.nextInt(5)) {
            case 0 -> {
                if (socket.sendSpace() > 3000) {
                    c.app.write("x".repeat(random.nextInt(3000)));
                }
            }
            case 1 -> c.app.reading = !c.app.reading;
            case 2 -> c.app.read();
            case 3 -> {
                if (random.nextInt(5) == 0) {
                    socket.shutdownOutput();
                }
            }
            default -> {
                if (random.nextInt(10) == 0) {
                    socket.close();
                }
            }
        }
    }

    /** Near enough to what would be right that it often passes the first checks. */
    private static TcpSegment mutated(SplittableRandom random, Conversation c) {
        TcpSegment base = c.segment(random.nextInt(8) == 0 ? "SYN seq=0 mss=1000 ws=5" : "ACK seq=1 ack=1");
        int sequence = base.sequence() + near(random);
        int acknowledgment = base.acknowledgment() + near(random);
        int flags = random.nextInt(3) == 0 ? random.nextInt(256) : base.flags();
        TcpOptions options = new TcpOptions(
                random.nextInt(-1, 65536),
                random.nextInt(-1, 256),
                random.nextBoolean(),
                List.of(new TcpOptions.SackBlock(random.nextInt(), random.nextInt())),
                new TcpOptions.Timestamps(random.nextInt(), random.nextInt()));
        return new TcpSegment(
                base.sourcePort(),
                base.destinationPort(),
                sequence,
                acknowledgment,
                flags,
                random.nextInt(65536),
                random.nextInt(65536),
                random.nextBoolean() ? TcpOptions.NONE : options,
                Bytes.wrap(new byte[random.nextInt(4) == 0 ? random.nextInt(65_000) : random.nextInt(3)]),
                random.nextInt(50) != 0);
    }

    private static int near(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(-100_000, 100_000);
            case 2 -> random.nextInt(-3, 4);
            default -> 0;
        };
    }

    @Test
    void millionsOfSmallPiecesOutOfOrderAreBoundedInNumber() {
        try (Conversation c = new Conversation().accepted("mss=1000 ws=7")) {
            for (int i = 0; i < 3 * ReassemblyQueue.MAX_PIECES; i++) {
                c.in("ACK seq=" + (3 + 2 * i) + " ack=1 len=1");
                c.discardSent();
            }
            assertThat(c.app.socket().info().outOfOrderBytes()).isEqualTo(ReassemblyQueue.MAX_PIECES);
            assertThat(c.count(TcpCounters.Event.REASSEMBLY_OVERFLOWS)).isEqualTo(2L * ReassemblyQueue.MAX_PIECES);
        }
    }

    @Test
    void bareAcknowledgmentsOutsideTheWindowCannotMakeALoop() {
        try (Conversation c = new Conversation().accepted()) {
            int answers = 0;
            for (int i = 0; i < 1000; i++) {
                c.in("ACK seq=-5 ack=1");
                answers += c.discardSent();
            }
            assertThat(answers).isEqualTo(ChallengeAcks.DEFAULT.most());
        }
    }
}
