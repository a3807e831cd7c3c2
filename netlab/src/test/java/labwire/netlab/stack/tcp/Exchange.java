package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** Both ends of one connection, each of which sends the other so many bytes. */
final class Exchange {
    final Transfer client;
    private final long upSeed;
    private final long downSeed;
    private final long up;
    private final long down;
    private @Nullable Transfer server;
    private int accepted;

    Exchange(long upSeed, long up, long downSeed, long down) {
        this.upSeed = upSeed;
        this.up = up;
        this.downSeed = downSeed;
        this.down = down;
        client = new Transfer(upSeed, up, downSeed);
    }

    /** The acceptor of the server's listener. */
    TcpSocketListener accept(TcpSocket socket) {
        accepted++;
        Transfer newServer = new Transfer(downSeed, down, upSeed);
        server = newServer;
        return newServer.accepted(socket);
    }

    boolean isOver() {
        return client.closed && (server == null || server.closed);
    }

    /**
     * Checks how the connection has ended.
     *
     * @param mustSucceed nothing has happened that could have kept any byte from passing
     * @return bytes that have passed, both ways
     */
    long assertRight(boolean mustSucceed) {
        Transfer atServer = server;
        assertThat(accepted).as("connections accepted of one made").isLessThanOrEqualTo(1);
        assertThat(client.firstDifference).as("first wrong byte at the client").isEqualTo(-1);
        if (mustSucceed || client.failure == null) {
            assertThat(client.received).as("bytes at the client").isEqualTo(down);
            assertThat(atServer).as("the server's end").isNotNull();
        }
        return client.received + (atServer == null ? 0 : assertRight(atServer, mustSucceed));
    }

    private long assertRight(Transfer atServer, boolean mustSucceed) {
        assertThat(atServer.firstDifference)
                .as("first wrong byte at the server")
                .isEqualTo(-1);
        if (mustSucceed || client.failure == null || atServer.failure == null) {
            assertThat(client.received).as("bytes at the client").isEqualTo(down);
            assertThat(atServer.received).as("bytes at the server").isEqualTo(up);
        }
        assertExplained(client, atServer);
        assertExplained(atServer, client);
        return atServer.received;
    }

    /**
     * An end resets what it has given up. And one that has all, and whose TIME-WAIT is over, answers a peer so that never
     * got its last acknowledgments: where many are lost, a timeout of two minutes outlasts that.
     */
    private static void assertExplained(Transfer end, Transfer peer) {
        if (end.failure == TcpFailure.RESET) {
            assertThat(peer.failure)
                    .as("how the end that sent a reset had ended")
                    .isIn(null, TcpFailure.TIMED_OUT, TcpFailure.UNREACHABLE);
        }
    }
}
