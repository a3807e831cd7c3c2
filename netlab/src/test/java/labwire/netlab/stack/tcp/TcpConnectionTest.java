package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The core alone: two connections that hand each other their segments, without a loop, an address or a clock. */
class TcpConnectionTest {
    private static final int TOTAL = 300_000;

    private final StringBuilder received = new StringBuilder();
    private long now;

    @ParameterizedTest
    @CsvSource({"0,0", "-1,-1", "-2,2147483647", "-100000,2147383647", "2147483640,-8", "-2147483648,5"})
    void streamCrossesTheEndOfTheSequenceSpace(int clientInitial, int serverInitial) {
        TcpConnection client = connection(1000, 80, false, clientInitial);
        TcpConnection server = connection(80, 1000, true, serverInitial);
        TcpSegment syn = client.pollTransmit(now);
        assertThat(syn).isNotNull();
        assertThat(syn.sequence()).isEqualTo(clientInitial);
        server.acceptSyn(now, syn);
        ByteBuffer source = ByteBuffer.wrap(Conversation.text(0, TOTAL).getBytes(StandardCharsets.ISO_8859_1));
        while (client.state() != TcpState.TIME_WAIT || server.state() != TcpState.CLOSED) {
            if (source.hasRemaining()) {
                client.write(source);
            } else {
                client.shutdownOutput();
            }
            int delivered = deliver(client, server) + deliver(server, client);
            read(server);
            if (server.isInputFinished()) {
                server.shutdownOutput();
            }
            if (delivered == 0) {
                now = Math.min(client.nextDeadline(), server.nextDeadline());
                assertThat(now).as("something is left to do").isLessThan(TcpConnection.NEVER);
                client.onTimer(now);
                server.onTimer(now);
            }
        }
        assertThat(received).hasToString(Conversation.text(0, TOTAL));
    }

    private TcpConnection connection(int localPort, int remotePort, boolean passive, int initialSequence) {
        TcpSettings settings = TcpSettings.DEFAULT.withBuffers(40_000, 40_000);
        return new TcpConnection(
                localPort,
                remotePort,
                passive,
                initialSequence,
                0,
                1500,
                20,
                Bytes.EMPTY,
                settings,
                new TcpCounters(),
                now);
    }

    private int deliver(TcpConnection from, TcpConnection to) {
        int count = 0;
        for (@Nullable TcpSegment segment = from.pollTransmit(now); segment != null; segment = from.pollTransmit(now)) {
            to.onSegment(now, segment);
            count++;
        }
        return count;
    }

    private void read(TcpConnection connection) {
        ByteBuffer buffer = ByteBuffer.allocate(connection.unreadBytes());
        connection.read(now, buffer);
        received.append(new String(buffer.array(), StandardCharsets.ISO_8859_1));
    }
}
