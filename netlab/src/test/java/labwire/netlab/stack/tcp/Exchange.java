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
     * Checks that all bytes have passed, and that the connection has ended in order.
     *
     * @return how many bytes
     */
    long assertWhole() {
        Transfer atServer = server;
        assertThat(accepted)
                .as("connections accepted of one made, which ended by " + client.failure)
                .isEqualTo(1);
        if (atServer == null) {
            return 0;
        }
        assertThat(client.firstDifference).as("first wrong byte at the client").isEqualTo(-1);
        assertThat(client.received).as("bytes at the client").isEqualTo(down);
        assertThat(atServer.firstDifference)
                .as("first wrong byte at the server")
                .isEqualTo(-1);
        assertThat(atServer.received).as("bytes at the server").isEqualTo(up);
        assertOrderly(client, atServer);
        assertOrderly(atServer, client);
        return client.received + atServer.received;
    }

    /**
     * Only one that has all may reset, when its TIME-WAIT is over and the peer still asks: where many acknowledgments are
     * lost, the peer's timeout of up to two minutes outlasts that.
     */
    private static void assertOrderly(Transfer end, Transfer peer) {
        assertThat(end.failure).isIn(null, TcpFailure.RESET);
        if (end.failure == TcpFailure.RESET) {
            assertThat(peer.failure).as("how the end that reset had ended").isNull();
        }
    }
}
