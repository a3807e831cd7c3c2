package labwire.gateway.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Both ends of a flow on the kernel's own sockets, as processes of their own in network namespaces.
 *
 * <p>{@code stream|datagrams sink PORT} takes what comes and prints at its end the bit/s or the datagrams a second, of
 * what came after a warming up; {@code stream|datagrams source ADDRESS PORT SECONDS} sends for so long.
 */
public final class SocketPump {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final long WARM_UP_BYTES = 200_000_000;
    private static final long WARM_UP_DATAGRAMS = 50_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int ENDS = 20;
    private static final long END_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private SocketPump() {}

    public static void main(String[] arguments) throws IOException {
        boolean stream = arguments[0].equals("stream");
        if (arguments[1].equals("sink")) {
            int port = Integer.parseInt(arguments[2]);
            System.out.println(stream ? streamSink(port) : datagramSink(port));
            return;
        }
        InetSocketAddress to = new InetSocketAddress(arguments[2], Integer.parseInt(arguments[3]));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[4]));
        if (stream) {
            streamSource(to, end);
        } else {
            datagramSource(to, end);
        }
    }

    private static String streamSink(int port) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(port))) {
            System.out.println("listening");
            try (SocketChannel socket = server.accept()) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
                long bytes = 0;
                long start = 0;
                long startBytes = 0;
                for (int read = socket.read(buffer); read >= 0; read = socket.read(buffer.clear())) {
                    bytes += read;
                    if (start == 0 && bytes > WARM_UP_BYTES) {
                        start = System.nanoTime();
                        startBytes = bytes;
                    }
                }
                double seconds = (System.nanoTime() - start) / NANOS;
                return start == 0
                        ? "too slow to measure: " + bytes + " bytes in all"
                        : Long.toString((long) ((bytes - startBytes) * 8 / seconds));
            }
        }
    }

    private static void streamSource(InetSocketAddress to, long end) throws IOException {
        try (SocketChannel socket = SocketChannel.open()) {
            socket.socket().connect(to, CONNECT_TIMEOUT_MILLIS);
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (System.nanoTime() < end) {
                socket.write(buffer.clear());
            }
        }
    }

    private static String datagramSink(int port) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(port))) {
            System.out.println("listening");
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            long datagrams = 0;
            long start = 0;
            do {
                channel.receive(buffer.clear());
                datagrams++;
                start = datagrams == WARM_UP_DATAGRAMS ? System.nanoTime() : start;
            } while (buffer.position() == DatagramBenchmark.PAYLOAD_BYTES);
            double seconds = (System.nanoTime() - start) / NANOS;
            return start == 0
                    ? "too few to measure: " + datagrams
                    : Long.toString((long) ((datagrams - WARM_UP_DATAGRAMS) / seconds));
        }
    }

    /** Ends with shorter ones, of which one will arrive. */
    private static void datagramSource(InetSocketAddress to, long end) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open().connect(to)) {
            ByteBuffer payload = ByteBuffer.allocateDirect(DatagramBenchmark.PAYLOAD_BYTES);
            while (System.nanoTime() < end) {
                channel.write(payload.rewind());
            }
            for (int i = 0; i < ENDS; i++) {
                LockSupport.parkNanos(END_INTERVAL_NANOS);
                channel.write(ByteBuffer.allocate(1));
            }
        } catch (PortUnreachableException e) {
            // One has arrived, and its taker is gone.
        }
    }
}
