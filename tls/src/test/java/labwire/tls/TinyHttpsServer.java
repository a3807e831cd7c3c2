package labwire.tls;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Answers one request a connection, one connection after the other, on a port of the loopback. */
final class TinyHttpsServer implements Closeable {
    static final String GREETING = "hello from the lab\n";

    private static final int MAX_RECORD = 40_000;

    private final ServerTls tls;
    private final ServerSocketChannel listener;
    private final Thread thread;

    TinyHttpsServer(ServerTls tls) throws IOException {
        this.tls = tls;
        this.listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.thread = new Thread(this::serve, "tiny-https-server");
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (listener.isOpen()) {
            try (SocketChannel socket = listener.accept()) {
                new Connection(socket, tls.newEngine()).serve();
            } catch (IOException refusedOrClosed) {
                // The client's side of the story is what the test looks at.
            }
        }
    }

    private static final class Connection {
        private final SocketChannel socket;
        private final SSLEngine engine;
        private final ByteBuffer received = ByteBuffer.allocate(MAX_RECORD).flip();
        private final ByteArrayOutputStream request = new ByteArrayOutputStream();

        Connection(SocketChannel socket, SSLEngine engine) {
            this.socket = socket;
            this.engine = engine;
        }

        void serve() throws IOException {
            engine.beginHandshake();
            ByteBuffer response = StandardCharsets.US_ASCII.encode("HTTP/1.0 200 OK\r\nContent-Length: "
                    + GREETING.length() + "\r\nConnection: close\r\n\r\n" + GREETING);
            try {
                while (!request.toString(StandardCharsets.US_ASCII).contains("\n\r\n")
                        && step(ByteBuffer.allocate(0))) {}
                while (response.hasRemaining() && send(response)) {}
                engine.closeOutbound();
            } finally {
                while (!engine.isOutboundDone() && send(ByteBuffer.allocate(0))) {}
            }
        }

        private boolean step(ByteBuffer plain) throws IOException {
            return switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> send(plain);
                case NEED_TASK -> {
                    engine.getDelegatedTask().run();
                    yield true;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> receive();
            };
        }

        private boolean send(ByteBuffer plain) throws IOException {
            ByteBuffer record = ByteBuffer.allocate(MAX_RECORD);
            engine.wrap(plain, record);
            record.flip();
            boolean any = record.hasRemaining();
            while (record.hasRemaining()) {
                socket.write(record);
            }
            return any;
        }

        private boolean receive() throws IOException {
            ByteBuffer plain = ByteBuffer.allocate(MAX_RECORD);
            switch (engine.unwrap(received, plain).getStatus()) {
                case OK -> request.write(plain.array(), 0, plain.position());
                case BUFFER_UNDERFLOW -> {
                    received.compact();
                    int count = socket.read(received);
                    received.flip();
                    return count >= 0;
                }
                case CLOSED -> {
                    return false;
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a record over " + MAX_RECORD + " bytes");
            }
            return true;
        }
    }
}
