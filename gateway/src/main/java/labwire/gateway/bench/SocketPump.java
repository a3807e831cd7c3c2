package labwire.gateway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * Both ends of one stream on the kernel's own sockets, as processes of their own in network namespaces.
 *
 * <p>{@code sink PORT} takes one connection, reads it to its end and prints the bit/s it read, of the bytes after the
 * first {@value #WARM_UP_BYTES}; {@code source ADDRESS PORT SECONDS} writes into one.
 */
public final class SocketPump {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final long WARM_UP_BYTES = 200_000_000;
    private static final int ACCEPT_TIMEOUT_MILLIS = 10_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private SocketPump() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("sink")) {
            sink(Integer.parseInt(arguments[1]));
        } else {
            InetSocketAddress address = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
            source(address, Integer.parseInt(arguments[3]));
        }
    }

    private static void sink(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port)) {
            server.setSoTimeout(ACCEPT_TIMEOUT_MILLIS);
            System.out.println("listening");
            try (Socket socket = server.accept();
                    InputStream in = socket.getInputStream()) {
                byte[] buffer = new byte[BUFFER_BYTES];
                long bytes = 0;
                long start = 0;
                long startBytes = 0;
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                    if (start == 0 && bytes > WARM_UP_BYTES) {
                        start = System.nanoTime();
                        startBytes = bytes;
                    }
                }
                if (start == 0) {
                    System.out.println("too slow to measure: " + bytes + " bytes in all");
                    return;
                }
                double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
                System.out.println((long) ((bytes - startBytes) * 8 / seconds));
            }
        }
    }

    private static void source(InetSocketAddress address, int seconds) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < end) {
                out.write(buffer);
            }
        }
    }
}
