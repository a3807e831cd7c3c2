package labwire.smtp.protocol;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import labwire.smtp.session.SmtpTimeouts;
import labwire.smtp.session.TlsFacts;

/** The TLS handshake of a session, and what comes of it. */
final class TlsHandshake {

    private final SslHandler handler;
    private final SentAlert alert = new SentAlert();
    private Optional<String> failure = Optional.empty();

    TlsHandshake(SSLEngine engine, Executor tasks, SmtpTimeouts timeouts) {
        handler = new SslHandler(engine, tasks);
        handler.setHandshakeTimeoutMillis(timeouts.handshake().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(timeouts.close().toMillis());
    }

    /** Takes the next octet to come for the first of the handshake. */
    void begin(ChannelPipeline pipeline) {
        pipeline.addFirst(handler);
        pipeline.addFirst(alert);
    }

    TlsFacts succeeded(ChannelPipeline pipeline) {
        pipeline.remove(alert);
        return TlsFacts.of(handler.engine().getSession());
    }

    void failed(Throwable cause) {
        failure = Optional.of(cause.getMessage() == null ? "the client closed the connection" : cause.getMessage());
    }

    /**
     * What went wrong, if anything did, with the alert that ended the handshake, whoever sent it. To be asked once the
     * connection is closed: the server's own leaves after it is known to have failed.
     */
    Optional<String> failure() {
        return failure.map(reason -> "TLS handshake failed: " + reason
                + alert.name().map(name -> "; sent alert " + name).orElse(""));
    }
}
