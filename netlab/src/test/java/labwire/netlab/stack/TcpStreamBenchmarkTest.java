package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One TCP stream through two routers, three cables, from socket to socket: what a core carries. */
@Tag("bench")
class TcpStreamBenchmarkTest {
    private static final long BYTES = 4L << 30;

    /** Writes whenever there is room, or reads whatever comes. */
    private static final class End implements TcpSocketListener {
        private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
        private @Nullable TcpSocket socket;
        long read;

        End on(TcpSocket its) {
            socket = its;
            return this;
        }

        @Override
        public void connected() {
            writable();
        }

        @Override
        public void writable() {
            if (socket != null) {
                do {
                    buffer.clear();
                } while (socket.write(buffer) > 0);
            }
        }

        @Override
        public void readable() {
            while (socket != null && socket.readableBytes() > 0) {
                buffer.clear();
                read += socket.read(buffer);
            }
        }

        @Override
        public void inputFinished() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {}
    }

    @Test
    void oneStreamThroughTwoRouters() {
        for (int round = 0; round < 3; round++) {
            try (StackLab lab = new StackLab()) {
                Row row = lab.row();
                End server = new End();
                row.b().tcp().listen(Ipv4Address.ANY, 80, 16, TcpSettings.DEFAULT, server::on);
                End client = new End();
                client.on(row.a().tcp().connect(Ipv4Address.ANY, 0, ip("10.0.3.2"), 80, TcpSettings.DEFAULT, client));
                long start = System.nanoTime();
                assertThat(lab.time.runUntil(() -> server.read >= BYTES, Duration.ofHours(1)))
                        .isTrue();
                double seconds = (System.nanoTime() - start) / 1e9;
                long frames =
                        StackLab.portOf(row.r1().interfaces().get(1)).counters().sentFrames();
                System.out.printf(
                        Locale.ROOT,
                        "%.1f Gbit/s, %.0f ns a data frame, %d frames%n",
                        BYTES * 8 / seconds / 1e9,
                        seconds * 1e9 / frames,
                        frames);
            }
        }
    }
}
