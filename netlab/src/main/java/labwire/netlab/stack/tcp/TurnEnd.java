package labwire.netlab.stack.tcp;

import java.util.ArrayDeque;
import labwire.netlab.time.LabEventLoop;

/** The sockets that have something to tell or to send at the end of the turn, each once, in order. */
final class TurnEnd {
    private final LabEventLoop loop;
    private final ArrayDeque<TcpSocket> sockets = new ArrayDeque<>();
    private boolean awaited;

    TurnEnd(LabEventLoop loop) {
        this.loop = loop;
    }

    /** Sees to it that the socket has its {@link TcpSocket#endTurn}. */
    void schedule(TcpSocket socket) {
        if (socket.mark()) {
            sockets.add(socket);
            await();
        }
    }

    private void await() {
        if (!awaited) {
            awaited = true;
            loop.atTurnEnd(this::reached);
        }
    }

    /** Work that comes of this work waits for the next turn, so that a turn always ends. */
    private void reached() {
        awaited = false;
        long now = loop.now();
        try {
            for (int left = sockets.size(); left > 0; left--) {
                sockets.remove().endTurn(now);
            }
        } finally {
            if (!sockets.isEmpty()) {
                await();
            }
        }
    }
}
