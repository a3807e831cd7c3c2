package labwire.smtp.protocol;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import labwire.smtp.session.TlsFacts;

/** The TLS handshake of a session, and what comes of it. */
public final class TlsHandshake {

    private final SslHandler handler;
    private final SentAlert alert = new SentAlert();
    private Optional<Throwable> failure = Optional.empty();

    /**
     * @param tasks runs its long steps
     * @param timeout for the handshake
     * @param closeTimeout for the last word, at the session's end
     */
    public TlsHandshake(SSLEngine engine, Executor tasks, Duration timeout, Duration closeTimeout) {
        handler = new SslHandler(engine, tasks);
        handler.setHandshakeTimeoutMillis(timeout.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(closeTimeout.toMillis());
    }

    /** Takes the next octet to come for the first of the handshake. */
    public void begin(ChannelPipeline pipeline) {
        pipeline.addFirst(handler);
        pipeline.addFirst(alert);
    }

    public TlsFacts succeeded(ChannelPipeline pipeline) {
        pipeline.remove(alert);
        return TlsFacts.of(handler.engine().getSession());
    }

    public void failed(Throwable cause) {
        failure = Optional.of(cause);
    }

    /**
     * What went wrong, if anything did, with the alert that ended the handshake, whoever sent it. To be asked once the
     * connection is closed: the server's own leaves after it is known to have failed.
     */
    public Optional<String> failure() {
        return failure.map(cause -> "TLS handshake failed: "
                + (cause.getMessage() == null ? "the client closed the connection" : cause.getMessage())
                + alert.name(cause).map(name -> "; sent alert " + name).orElse(""));
    }
}
