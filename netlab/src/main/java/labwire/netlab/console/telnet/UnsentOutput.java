package labwire.netlab.console.telnet;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import labwire.netlab.stack.tcp.TcpSocket;

/** Octets for which the connection's send buffer had no room yet. */
final class UnsentOutput {
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private int size;

    void add(byte[] octets) {
        if (octets.length > 0) {
            pieces.add(ByteBuffer.wrap(octets));
            size += octets.length;
        }
    }

    void sendTo(TcpSocket socket) {
        while (!pieces.isEmpty()) {
            ByteBuffer first = pieces.getFirst();
            size -= socket.write(first);
            if (first.hasRemaining()) {
                return;
            }
            pieces.remove();
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    int size() {
        return size;
    }
}
