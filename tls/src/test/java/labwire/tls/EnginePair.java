package labwire.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two engines joined back to back in one thread, with every byte between them kept. */
final class EnginePair {
    private static final int MAX_ROUNDS = 100;

    private final Side client;
    private final Side server;

    EnginePair(SSLEngine client, SSLEngine server) throws SSLException {
        this.client = new Side(client);
        this.server = new Side(server);
    }

    /** Handshakes, sends {@code text} to the server and back again, and closes. */
    String echo(String text) throws SSLException {
        run();
        client.plainOut = StandardCharsets.UTF_8.encode(text);
        run();
        server.plainOut = ByteBuffer.wrap(server.plainIn.toByteArray());
        run();
        client.engine.closeOutbound();
        server.engine.closeOutbound();
        run();
        return client.plainIn.toString(StandardCharsets.UTF_8);
    }

    /** Lets the two talk until neither has anything more to say. */
    void run() throws SSLException {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean moved = client.receive();
            moved |= client.sendTo(server);
            moved |= server.receive();
            moved |= server.sendTo(client);
            if (!moved) {
                return;
            }
        }
        throw new AssertionError("still talking after " + MAX_ROUNDS + " rounds");
    }

    byte[] clientFlights() {
        return client.wire.toByteArray();
    }

    byte[] serverFlights() {
        return server.wire.toByteArray();
    }

    private static final class Side {
        private static final int MAX_RECORD = 40_000;

        final SSLEngine engine;
        final ByteArrayOutputStream wire = new ByteArrayOutputStream();
        final ByteArrayOutputStream plainIn = new ByteArrayOutputStream();
        final Deque<ByteBuffer> inbox = new ArrayDeque<>();
        ByteBuffer plainOut = ByteBuffer.allocate(0);

        Side(SSLEngine engine) throws SSLException {
            this.engine = engine;
            engine.beginHandshake();
        }

        boolean sendTo(Side peer) throws SSLException {
            boolean moved = false;
            while (hasToSend()) {
                ByteBuffer record = ByteBuffer.allocate(MAX_RECORD);
                engine.wrap(plainOut, record);
                runTasks();
                moved = true;
                wire.write(record.array(), 0, record.position());
                peer.inbox.add(record.flip());
            }
            return moved;
        }

        private boolean hasToSend() {
            return switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> true;
                case NOT_HANDSHAKING, FINISHED -> plainOut.hasRemaining();
                case NEED_TASK, NEED_UNWRAP, NEED_UNWRAP_AGAIN -> false;
            };
        }

        /** Takes what has arrived, until the engine wants to say something first. */
        boolean receive() throws SSLException {
            boolean moved = false;
            while (!inbox.isEmpty() && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                ByteBuffer record = inbox.element();
                ByteBuffer plain = ByteBuffer.allocate(MAX_RECORD);
                moved |= engine.unwrap(record, plain).bytesConsumed() > 0;
                runTasks();
                plainIn.write(plain.array(), 0, plain.position());
                if (!record.hasRemaining() || engine.isInboundDone()) {
                    inbox.remove();
                }
            }
            return moved;
        }

        private void runTasks() {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }
    }
}
