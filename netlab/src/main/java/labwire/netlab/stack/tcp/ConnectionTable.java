package labwire.netlab.stack.tcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import labwire.netlab.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Finds the socket for a segment: open addressing, without an object a look-up. The hash is keyed, so that a peer cannot
 * choose ports that collide.
 */
final class ConnectionTable {
    static final int MAX_CONNECTIONS = 1 << 16;

    private static final int INITIAL_SLOTS = 64;

    /** 2^64 divided by the golden ratio (Knuth, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long key;
    private @Nullable TcpSocket[] slots = new TcpSocket[INITIAL_SLOTS];
    private int size;

    ConnectionTable(RandomGenerator random) {
        key = random.nextLong() | 1;
    }

    boolean isFull() {
        return size >= MAX_CONNECTIONS;
    }

    @Nullable
    TcpSocket find(IpAddress local, IpAddress remote, int ports) {
        for (int i = home(local, remote, ports); ; i = next(i)) {
            TcpSocket socket = slots[i];
            if (socket == null || (socket.key().ports() == ports && socket.key().isBetween(local, remote))) {
                return socket;
            }
        }
    }

    boolean contains(ConnectionKey ends) {
        return find(ends.localAddress(), ends.remoteAddress(), ends.ports()) != null;
    }

    /** Adds a socket whose key is not in the table. */
    void add(TcpSocket socket) {
        if (size >= slots.length / 2) {
            grow();
        }
        place(socket);
        size++;
    }

    /** Removes this socket, if it is in the table. */
    void remove(TcpSocket socket) {
        int hole = home(socket.key());
        while (slots[hole] != socket) {
            if (slots[hole] == null) {
                return;
            }
            hole = next(hole);
        }
        // Move up those that would no longer be found across the hole.
        for (int i = next(hole); ; i = next(i)) {
            TcpSocket moved = slots[i];
            if (moved == null) {
                break;
            }
            int wanted = home(moved.key());
            if (((i - wanted) & (slots.length - 1)) >= ((i - hole) & (slots.length - 1))) {
                slots[hole] = moved;
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
    }

    /** In the order in which they were made. */
    List<TcpSocket> sockets() {
        List<TcpSocket> sockets = new ArrayList<>(size);
        for (TcpSocket socket : slots) {
            if (socket != null) {
                sockets.add(socket);
            }
        }
        sockets.sort(Comparator.comparingLong(TcpSocket::number));
        return sockets;
    }

    private void place(TcpSocket socket) {
        int i = home(socket.key());
        while (slots[i] != null) {
            i = next(i);
        }
        slots[i] = socket;
    }

    private void grow() {
        @Nullable TcpSocket[] old = slots;
        slots = new TcpSocket[old.length * 2];
        for (TcpSocket socket : old) {
            if (socket != null) {
                place(socket);
            }
        }
    }

    private int home(ConnectionKey ends) {
        return home(ends.localAddress(), ends.remoteAddress(), ends.ports());
    }

    private int home(IpAddress local, IpAddress remote, int ports) {
        long hash = key;
        if (local.family() == IpAddress.Family.IPV6) {
            hash = mix(hash, local.upper());
            hash = mix(hash, local.lower());
            hash = mix(hash, remote.upper());
            hash = mix(hash, remote.lower());
        } else {
            hash = (hash ^ local.lower() << 32 ^ remote.lower()) * SPREAD;
        }
        hash = (hash ^ hash >>> 32 ^ ports) * key;
        return (int) (hash >>> 40) & (slots.length - 1);
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * SPREAD;
        return mixed ^ mixed >>> 32;
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
