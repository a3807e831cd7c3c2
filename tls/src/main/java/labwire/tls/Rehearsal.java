package labwire.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A handshake in memory between a server and a client, so that the first real one does not wait for the classes and
 * the code that it needs: that takes some tenths of a second.
 */
public final class Rehearsal {
    /** Flights of a handshake are fewer. */
    private static final int MAX_TURNS = 100;

    private final SSLEngine server;
    private final SSLEngine client;
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private final ByteBuffer scratch;

    private Rehearsal(SSLEngine server, SSLEngine client) {
        this.server = server;
        this.client = client;
        this.scratch = ByteBuffer.allocate(server.getSession().getApplicationBufferSize());
    }

    /**
     * Runs the handshake to its end. May take a second; any thread, but not a lab's.
     *
     * @param serverName for which the server's certificate is
     * @throws SSLException if the two do not come together
     */
    public static void run(ServerTls server, ClientTls client, String serverName) throws SSLException {
        new Rehearsal(server.newEngine(), client.newEngine(serverName, 0)).run();
    }

    private void run() throws SSLException {
        client.setUseClientMode(true);
        int size = server.getSession().getPacketBufferSize() * 2;
        ByteBuffer toServer = ByteBuffer.allocate(size);
        ByteBuffer toClient = ByteBuffer.allocate(size);
        client.beginHandshake();
        server.beginHandshake();
        for (int turn = 0; turn < MAX_TURNS && (isOpen(client) || isOpen(server)); turn++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        if (isOpen(client) || isOpen(server)) {
            throw new SSLException("handshake: not over after " + MAX_TURNS + " turns (expected: a few)");
        }
    }

    private static boolean isOpen(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> engine.wrap(nothing, out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                SSLEngineResult result = engine.unwrap(in, scratch.clear());
                in.compact();
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    throw new SSLException("handshake: closed (expected: done)");
                }
            }
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NOT_HANDSHAKING, FINISHED -> {}
        }
    }
}
