package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import labwire.netlab.wire.Ipv4Address;

/**
 * A connection as its application sees it. Lab thread only. Nothing here sends at once: what calls of one turn lead to
 * is sent together at its end.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TcpSocket {
    /**
     * Takes as many bytes as the send buffer has room for; also before the connection stands. Once the connection is
     * over, takes none.
     *
     * @return how many
     * @throws IllegalStateException after {@link #shutdownOutput()} or {@link #close()}
     */
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    /** Bytes that {@link #write} would take now. */
    public int sendSpace() {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies received bytes into the target, as many as there are and as fit. The space that this frees is announced to
     * the peer once it is worth a segment (RFC 9293, 3.8.6.2.2).
     *
     * @return how many; 0 also at the end of input
     */
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    public int readableBytes() {
        throw new UnsupportedOperationException();
    }

    /** The peer has ended its output and all of it has been read. */
    public boolean isInputFinished() {
        throw new UnsupportedOperationException();
    }

    /** Sends FIN after all that was written. Reading goes on. Idempotent. */
    public void shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    /** Discards what is unread and what still comes, acknowledged all the same. Idempotent. */
    public void shutdownInput() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends the application's part: what was written is still sent, then FIN. With bytes unread, resets the connection
     * instead, and so does what arrives later (RFC 9293, 3.6.1; RFC 2525, 2.17). Idempotent.
     */
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Resets the connection; what was written and not sent is lost. Idempotent. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    public TcpState state() {
        throw new UnsupportedOperationException();
    }

    public Ipv4Address localAddress() {
        throw new UnsupportedOperationException();
    }

    public int localPort() {
        throw new UnsupportedOperationException();
    }

    public Ipv4Address remoteAddress() {
        throw new UnsupportedOperationException();
    }

    public int remotePort() {
        throw new UnsupportedOperationException();
    }

    public TcpSettings settings() {
        throw new UnsupportedOperationException();
    }

    /** Changes buffers, Nagle, keepalive and limits of an open connection. */
    public void settings(TcpSettings newSettings) {
        throw new UnsupportedOperationException();
    }

    public TcpInfo info() {
        throw new UnsupportedOperationException();
    }
}
